import type { Guide } from './guides';
import { appsOf, type Visitor } from './people';
import type { Feature, Page, TrackType } from './product';
import type { Random } from './random';
import { day, hour, startOfPeriod } from './time';

/** An hour of use: `id` is the page's, feature's or track type's, `hour` its start in epoch ms. */
export type Usage = {
  id: string;
  visitorId: string;
  accountId: string;
  appId: number;
  hour: number;
  numEvents: number;
  numMinutes: number;
};
export type GuideEvent = {
  type: 'guideSeen' | 'guideAdvanced' | 'guideDismissed';
  guideId: string;
  guideStepId: string;
  visitorId: string;
  accountId: string;
  appId: number;
  browserTime: number;
};
export type Events = { page: Usage[]; feature: Usage[]; track: Usage[]; guide: GuideEvent[] };
export type Product = {
  visitors: readonly Visitor[];
  pages: readonly Page[];
  features: readonly Feature[];
  trackTypes: readonly TrackType[];
  guides: readonly Guide[];
};

/** Ninety days of use up to `now`, fewer at weekends; some visitors come often, some seldom. */
export function createEvents(random: Random, now: number, product: Product): Events {
  const events: Events = { page: [], feature: [], track: [], guide: [] };
  const midnight = startOfPeriod('day', now);
  for (const visitor of product.visitors) {
    const eagerness = 0.1 + random.next() * 0.7;
    for (let age = 90; age >= 0; age -= 1) {
      const start = midnight - age * day;
      const weekend = [0, 6].includes(new Date(start).getUTCDay());
      if (random.next() < eagerness * (weekend ? 0.2 : 1))
        useForADay(random, visitor, start, now, product, events);
    }
    events.guide.push(...seeGuides(random, visitor, midnight, product.guides));
  }
  return events;
}

function useForADay(
  random: Random,
  visitor: Visitor,
  start: number,
  now: number,
  product: Product,
  events: Events,
): void {
  for (let visits = random.int(1, 3); visits > 0; visits -= 1) {
    const appId = random.pick(appsOf(visitor));
    const page = random.pick(product.pages.filter((candidate) => candidate.appId === appId));
    const feature = random.pick(product.features.filter((candidate) => candidate.pageId === page.id));
    const time = start + random.int(0, 23) * hour;
    const who = { visitorId: visitor.id, accountId: visitor.accountIds[0] ?? '', appId, hour: time };
    const minutes = random.int(1, 20);
    if (time > now) continue;
    events.page.push({ ...who, id: page.id, numEvents: random.int(1, 6), numMinutes: minutes });
    events.feature.push({ ...who, id: feature.id, numEvents: random.int(1, 4), numMinutes: minutes });
    if (random.next() > 0.5) {
      events.track.push({ ...who, id: random.pick(product.trackTypes).id, numEvents: 1, numMinutes: 1 });
    }
  }
}

function seeGuides(
  random: Random,
  visitor: Visitor,
  midnight: number,
  guides: readonly Guide[],
): GuideEvent[] {
  const shown = guides.filter((guide) => guide.state === 'public' && appsOf(visitor).includes(guide.appId));
  return shown.flatMap((guide) => {
    if (random.next() < 0.2) return [];
    const seenAt = midnight - random.int(1, 30) * day + random.int(8, 18) * hour;
    return guide.steps.flatMap((step, index) => {
      const last = index === guide.steps.length - 1;
      const base = {
        guideId: guide.id,
        guideStepId: step.id,
        visitorId: visitor.id,
        accountId: visitor.accountIds[0] ?? '',
        appId: guide.appId,
      };
      return [
        { ...base, type: 'guideSeen' as const, browserTime: seenAt + index * 20_000 },
        {
          ...base,
          type: last ? ('guideDismissed' as const) : ('guideAdvanced' as const),
          browserTime: seenAt + index * 20_000 + 9_000,
        },
      ];
    });
  });
}
