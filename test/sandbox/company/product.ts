import type { JsonObject } from '../json';
import { adminAppId, defaultAppId, iosAppId } from './apps';
import type { Random } from './random';
import { day } from './time';

/** What pages, features and track types have in common. */
export type Definition = {
  id: string;
  name: string;
  kind: 'Page' | 'Feature' | 'TrackType';
  appId: number;
  createdAt: number;
  lastUpdatedAt: number;
  createdByUser: JsonObject;
  lastUpdatedByUser: JsonObject;
  rootVersionId: string;
  stableVersionId: string;
  group: JsonObject;
  color: string;
  dirty: boolean;
  isCoreEvent: boolean;
  isAutoTagged: boolean;
};
export type Page = Definition & { kind: 'Page'; rules: JsonObject[] };
export type Feature = Definition & {
  kind: 'Feature';
  pageId: string;
  appWide: boolean;
  elementPathRules: string[];
  eventPropertyConfigurations: JsonObject[];
};
export type TrackType = Definition & { kind: 'TrackType'; trackTypeName: string; trackTypeRules: string[] };

/** Who made everything at Fernhill Notes. */
export const author: JsonObject = {
  id: '6610000000000001',
  username: 'robin@fernhill.example',
  first: 'Robin',
  last: 'Sato',
  role: 8,
  userType: 'user',
};

/** The two product areas that definitions are filed under. */
export const productAreas = [
  { id: 'writing', name: 'Writing', color: 'green' },
  { id: 'sharing', name: 'Sharing', color: 'blue' },
];

const pageNames: readonly (readonly [string, number])[] = [
  ['Home', defaultAppId],
  ['Notebook', defaultAppId],
  ['Editor', defaultAppId],
  ['Search', defaultAppId],
  ['Sharing', defaultAppId],
  ['Settings', defaultAppId],
  ['Today', iosAppId],
  ['Members', adminAppId],
];
const featureNames = [
  'New note',
  'Pin note',
  'Share link',
  'Export as PDF',
  'Dark theme',
  'Invite member',
  'Filter',
];
const trackNames = ['Note Created', 'Invite Sent', 'Sync Failed'];

export function createPages(random: Random, now: number): Page[] {
  return pageNames.map(([name, appId]) => ({
    ...define(random, now, name, appId),
    kind: 'Page',
    rules: [
      {
        rule: `//*/${name.toLowerCase()}`,
        designerHint: `https://app.fernhill.example/${name.toLowerCase()}`,
      },
    ],
  }));
}

/** Two features on each page, save that the names run out in turn. */
export function createFeatures(random: Random, now: number, pages: readonly Page[]): Feature[] {
  return pages.flatMap((page, index) =>
    [0, 1].map((second): Feature => {
      const name = featureNames[(index * 2 + second) % featureNames.length] ?? 'New note';
      return {
        ...define(random, now, `${page.name}: ${name}`, page.appId),
        kind: 'Feature',
        pageId: page.id,
        appWide: false,
        elementPathRules: [`[data-action="${name.toLowerCase().replaceAll(' ', '-')}"]`],
        eventPropertyConfigurations: [],
      };
    }),
  );
}

export function createTrackTypes(random: Random, now: number): TrackType[] {
  return trackNames.map((name) => ({
    ...define(random, now, name, defaultAppId),
    kind: 'TrackType',
    trackTypeName: name,
    trackTypeRules: [name],
  }));
}

function define(random: Random, now: number, name: string, appId: number): Omit<Definition, 'kind'> {
  const createdAt = now - random.int(120, 290) * day;
  const area = random.pick(productAreas);
  return {
    id: random.id(),
    name,
    appId,
    createdAt,
    lastUpdatedAt: createdAt + random.int(0, 100) * day,
    createdByUser: author,
    lastUpdatedByUser: author,
    rootVersionId: random.id(),
    stableVersionId: `${random.id()}-20240101120000.000000000`,
    group: { ...area, description: '', items: [], length: 0 },
    color: area.color,
    dirty: false,
    isCoreEvent: random.next() > 0.7,
    isAutoTagged: false,
  };
}
