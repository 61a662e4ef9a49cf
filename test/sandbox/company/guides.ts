import type { JsonObject } from '../json';
import { adminAppId, defaultAppId, iosAppId } from './apps';
import { author } from './product';
import type { Random } from './random';
import { day } from './time';

/** The states a guide may be put into, and `_pendingReview_`, which the live service was seen to answer. */
export const guideStates = ['draft', 'staged', 'public', 'disabled', '_pendingReview_'] as const;
export type GuideState = (typeof guideStates)[number];

export type GuideStep = {
  id: string;
  guideId: string;
  name: string;
  type: string;
  content: string;
  pageId: string;
};
export type Guide = {
  id: string;
  name: string;
  kind: 'Guide';
  state: GuideState;
  appId: number;
  appIds: number[];
  launchMethod: string;
  isMultiStep: boolean;
  steps: GuideStep[];
  attributes: JsonObject;
  audience: JsonObject[];
  createdAt: number;
  createdByUser: JsonObject;
  lastUpdatedAt: number;
  publishedAt: number;
  resetAt: number;
};

const wishes: readonly (readonly [string, GuideState, number, number])[] = [
  ['Welcome to Fernhill Notes', 'public', 3, defaultAppId],
  ['Try the new editor', 'public', 1, defaultAppId],
  ['Share your first note', 'staged', 2, defaultAppId],
  ['How do you like search?', 'draft', 1, defaultAppId],
  ['Old pricing notice', 'disabled', 1, defaultAppId],
  ['Quarterly survey', '_pendingReview_', 1, defaultAppId],
  ['Widgets on your home screen', 'public', 1, iosAppId],
  ['Manage your members', 'draft', 4, adminAppId],
];

/** Eight guides, at least one in each state. */
export function createGuides(random: Random, now: number, pageId: string): Guide[] {
  return wishes.map(([name, state, stepCount, appId]) => {
    const id = random.id();
    const createdAt = now - random.int(40, 110) * day;
    return {
      id,
      name,
      kind: 'Guide',
      state,
      appId,
      appIds: [appId],
      launchMethod: random.pick(['auto', 'badge', 'dom']),
      isMultiStep: stepCount > 1,
      steps: Array.from({ length: stepCount }, (_, index) => ({
        id: random.id(),
        guideId: id,
        name: `${name}, step ${index + 1}`,
        type: 'lightbox',
        content: `<p>${name}</p>`,
        pageId,
      })),
      attributes: {
        type: 'building-block',
        device: { type: appId === iosAppId ? 'mobile' : 'desktop' },
        priority: 10,
      },
      audience: [{ source: { visitors: null } }, { select: { visitorId: 'visitorId' } }],
      createdAt,
      createdByUser: author,
      lastUpdatedAt: createdAt + 5 * day,
      publishedAt: state === 'public' ? createdAt + 5 * day : 0,
      resetAt: 0,
    };
  });
}
