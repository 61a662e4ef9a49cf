import type { Company } from '../company/company';
import type { GuideEvent, Usage } from '../company/events';
import { startOfPeriod } from '../company/time';
import type { JsonObject } from '../json';
import type { TimeSeries } from './timeSeries';

type EventSource = (company: Company, series: TimeSeries) => JsonObject[];

/** Sources that need a time series; use is summed up by visitor, account and period, guide events are single. */
export const eventSources: Readonly<Record<string, EventSource>> = {
  events: ({ events }, series) => sumUp([...events.page, ...events.feature, ...events.track], series),
  pageEvents: ({ events }, series) => sumUp(events.page, series, 'pageId'),
  featureEvents: ({ events }, series) => sumUp(events.feature, series, 'featureId'),
  trackEvents: ({ events }, series) => sumUp(events.track, series, 'trackTypeId'),
  guideEvents: ({ events }, series) => within(events.guide, series),
  guidesSeen: ({ events }, series) => seen(within(events.guide, series)),
  // Fernhill Notes asks no polls and sends no e-mail.
  pollEvents: () => [],
  pollsSeen: () => [],
  emailEvents: () => [],
};

function sumUp(usage: readonly Usage[], series: TimeSeries, idName?: string): JsonObject[] {
  const rows = new Map<string, JsonObject & { numEvents: number; numMinutes: number }>();
  for (const { id, visitorId, accountId, appId, hour, numEvents, numMinutes } of usage) {
    if (hour < series.start || hour >= series.end) continue;
    const start = startOfPeriod(series.period, hour);
    const key = [start, visitorId, accountId, appId, idName === undefined ? '' : id].join('\n');
    const row = rows.get(key);
    if (row === undefined) {
      const ids = { visitorId, accountId, appId, ...(idName === undefined ? {} : { [idName]: id }) };
      rows.set(key, { ...ids, [series.period]: start, numEvents, numMinutes });
    } else {
      row.numEvents += numEvents;
      row.numMinutes += numMinutes;
    }
  }
  return [...rows.values()];
}

function within(events: readonly GuideEvent[], { start, end }: TimeSeries): GuideEvent[] {
  return events.filter((event) => event.browserTime >= start && event.browserTime < end);
}

function seen(events: readonly GuideEvent[]): JsonObject[] {
  return events
    .filter((event) => event.type === 'guideSeen')
    .map(({ type, browserTime, ...ids }) => ({
      ...ids,
      firstSeenAt: browserTime,
      lastSeenAt: browserTime,
      lastState: type,
      seenCount: 1,
    }));
}
