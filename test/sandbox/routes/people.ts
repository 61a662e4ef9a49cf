import { jsonAnswer, textAnswer, type Answer } from '../answer';
import { day } from '../company/time';
import type { Company } from '../company/company';
import type { JsonObject } from '../json';
import type { ApiRequest, Route } from '../routing';

/** One visitor or account by its id. There is no list of them: `/visitor` and `/account` are 404, as seen live. */
export const peopleRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/visitor/:id',
    access: 'read',
    answer: ({ company, params }) => answerOne(company.visitors, params['id'], 'visitor'),
  },
  {
    method: 'GET',
    path: '/account/:id',
    access: 'read',
    answer: ({ company, params }) => answerOne(company.accounts, params['id'], 'account'),
  },
  { method: 'GET', path: '/visitor/:id/history', access: 'read', answer: answerHistory },
];

function answerOne(
  items: readonly (JsonObject & { id: string })[],
  id: string | undefined,
  kind: string,
): Answer {
  const found = items.find((item) => item.id === id);
  return found === undefined ? textAnswer(404, `no such ${kind}`) : jsonAnswer(found);
}

/** What a visitor did in the 24 hours from `starttime` (epoch ms), oldest first. */
function answerHistory({ company, params, query }: ApiRequest): Answer {
  const id = params['id'] ?? '';
  const start = Number(query.get('starttime') ?? Number.NaN);
  if (!company.visitors.some((visitor) => visitor.id === id)) return textAnswer(404, 'no such visitor');
  if (!Number.isFinite(start)) return textAnswer(400, 'starttime is required');
  const events = historyOf(company, id).filter((event) => event.ts >= start && event.ts < start + day);
  return jsonAnswer(events.sort((one, other) => one.ts - other.ts));
}

function historyOf(
  { events }: Company,
  visitorId: string,
): { type: string; id: string; ts: number; lastTs: number; uri: string }[] {
  const used = (['page', 'feature', 'track'] as const).flatMap((type) =>
    events[type]
      .filter((usage) => usage.visitorId === visitorId)
      .map((usage) => ({
        type,
        id: usage.id,
        ts: usage.hour,
        lastTs: usage.hour + usage.numMinutes * 60_000,
        uri: 'https://app.fernhill.example/',
      })),
  );
  const guided = events.guide
    .filter((event) => event.visitorId === visitorId)
    .map(({ type, guideId, browserTime }) => ({
      type,
      id: guideId,
      ts: browserTime,
      lastTs: browserTime,
      uri: '',
    }));
  return [...used, ...guided];
}
