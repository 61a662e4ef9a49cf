import type { Translate } from './translate';

/**
 * Pendo's five data regions and the origin that answers the API in each.
 * A subscription lives in exactly one of them (Pendo API documentation, "Regions"; Pendo help centre, "Global data hosting").
 * `keySuffixes` are what newer keys carry after a dot: a hint, not a contract.
 */
export const regions = [
  { id: 'us', origin: 'https://app.pendo.io', keySuffixes: ['us', 'io'] },
  { id: 'eu', origin: 'https://app.eu.pendo.io', keySuffixes: ['eu'] },
  { id: 'us1', origin: 'https://us1.app.pendo.io', keySuffixes: ['us1'] },
  { id: 'jpn', origin: 'https://app.jpn.pendo.io', keySuffixes: ['jpn', 'jp'] },
  { id: 'au', origin: 'https://app.au.pendo.io', keySuffixes: ['au'] },
] as const;

export type RegionId = (typeof regions)[number]['id'];

/** A region of Pendo's, or `custom`: a base URL that the user typed. */
export type RegionChoice = RegionId | 'custom';

export const regionChoices: readonly RegionChoice[] = [...regions.map((region) => region.id), 'custom'];

export function isRegionChoice(value: unknown): value is RegionChoice {
  return regionChoices.some((choice) => choice === value);
}

/** The origin of a region, as `https://host`. */
export function regionOrigin(id: RegionId): string {
  return findRegion(id).origin;
}

/** The host of a region, as it stands in the address bar of Pendo. */
export function regionHost(id: RegionId): string {
  return new URL(regionOrigin(id)).host;
}

/** Which region a base URL belongs to; `custom` for every origin that is not exactly one of Pendo's. */
export function regionOfBaseUrl(baseUrl: string): RegionChoice {
  return regions.find((region) => region.origin === baseUrl)?.id ?? 'custom';
}

/** The region that a key's suffix (`eu` of `….eu`) points to, if it is a known one. */
export function regionOfKeySuffix(suffix: string): RegionId | undefined {
  return regions.find((region) => (region.keySuffixes as readonly string[]).includes(suffix.toLowerCase()))
    ?.id;
}

/** The region's name for people. */
export function regionLabel(choice: RegionChoice, t: Translate): string {
  switch (choice) {
    case 'us':
      return t('US');
    case 'eu':
      return t('EU');
    case 'us1':
      return t('US (restricted)');
    case 'jpn':
      return t('Japan');
    case 'au':
      return t('Australia');
    case 'custom':
      return t('Custom');
  }
}

function findRegion(id: RegionId): (typeof regions)[number] {
  const region = regions.find((candidate) => candidate.id === id);
  if (!region) {
    throw new Error(`no such region: ${id}`);
  }
  return region;
}
