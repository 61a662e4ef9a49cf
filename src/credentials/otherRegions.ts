import { parseKey } from '../pendo/key';
import { regionOfBaseUrl, regionOrigin, regions, type RegionId } from '../pendo/regions';
import type { Verification } from '../pendo/verifyKey';
import type { Verify } from './connectionMonitor';
import { faceOf, subjectOf, type Credential, type Face } from './credential';

export type RegionSearch =
  | {
      readonly kind: 'found';
      readonly region: RegionId;
      readonly verification: Extract<Verification, { ok: true }>;
    }
  /** `unreachable`: regions that could not be asked, so that the key may still belong there. */
  | { readonly kind: 'notFound'; readonly unreachable: readonly RegionId[] }
  | { readonly kind: 'cancelled' };

/** Pendo's regions but the one that a base URL belongs to. */
export function otherRegions(baseUrl: string): readonly RegionId[] {
  const current = regionOfBaseUrl(baseUrl);
  return regions.map(({ id }) => id).filter((id) => id !== current);
}

/** Whether a credential still has the key and host that the user was asked about; another key goes where it belongs alone. */
export function isAsSeen(credential: Credential, seen: Face): boolean {
  return subjectOf(faceOf(credential)) === subjectOf(seen);
}

type SearchOptions = {
  readonly key: string;
  readonly candidates: readonly RegionId[];
  readonly verify: Verify;
  readonly signal: AbortSignal;
  readonly onTry: (region: RegionId) => void;
};

/** Asks one region after another whether it accepts a key, the one that the key's ending points to first, and stops where it does. */
export async function searchRegion({
  key,
  candidates,
  verify,
  signal,
  onTry,
}: SearchOptions): Promise<RegionSearch> {
  const parsed = parseKey(key);
  const hint = parsed.ok ? parsed.region : undefined;
  const inOrder = [...candidates].sort((a, b) => Number(b === hint) - Number(a === hint));
  const unreachable: RegionId[] = [];
  for (const region of inOrder) {
    onTry(region);
    const verification = await verify({ baseUrl: regionOrigin(region), key, signal });
    if (signal.aborted) {
      return { kind: 'cancelled' };
    }
    if (verification.ok) {
      return { kind: 'found', region, verification };
    }
    if (verification.failure.code !== 'keyRejected') {
      unreachable.push(region);
    }
  }
  return { kind: 'notFound', unreachable };
}
