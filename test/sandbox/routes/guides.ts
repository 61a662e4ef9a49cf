import { emptyAnswer, jsonAnswer, textAnswer, type Answer } from '../answer';
import { guideStates, type Guide } from '../company/guides';
import { isJsonObject, parseJson } from '../json';
import type { ApiRequest, Route } from '../routing';

/** What can be asked of one guide: its history, its state, and to forget that it was seen. */
export const guideRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/guide/order',
    access: 'read',
    answer: ({ company }) => jsonAnswer(company.guides.map((guide) => guide.id)),
  },
  { method: 'GET', path: '/guide/:id/history', access: 'read', answer: withGuide(answerHistory) },
  { method: 'PUT', path: '/guide/:id/state', access: 'write', answer: withGuide(changeState) },
  { method: 'PUT', path: '/guide/:id/segment', access: 'write', answer: withGuide(changeSegment) },
  {
    method: 'POST',
    path: '/guide/all/visitor/:visitorId/reset',
    access: 'write',
    answer: ({ company, params }) => {
      forget(company.events.guide, (event) => event.visitorId === params['visitorId']);
      return emptyAnswer(200);
    },
  },
  {
    method: 'POST',
    path: '/guide/:id/visitor/:visitorId/reset',
    access: 'write',
    answer: withGuide((guide, { company, params }) => {
      forget(
        company.events.guide,
        (event) => event.guideId === guide.id && event.visitorId === params['visitorId'],
      );
      return emptyAnswer(200);
    }),
  },
  {
    method: 'POST',
    path: '/guide/staged/reset',
    access: 'write',
    answer: ({ company, now }) => {
      for (const guide of company.guides) if (guide.state === 'staged') guide.resetAt = now;
      return emptyAnswer(200);
    },
  },
  {
    method: 'POST',
    path: '/guide/:id/reset',
    access: 'write',
    answer: withGuide((guide, { company, now }) => {
      if (guide.state !== 'staged') return textAnswer(400, 'guide must be staged to be reset');
      forget(company.events.guide, (event) => event.guideId === guide.id);
      guide.resetAt = now;
      return emptyAnswer(200);
    }),
  },
];

function withGuide(answer: (guide: Guide, request: ApiRequest) => Answer): Route['answer'] {
  return (request) => {
    const guide = request.company.guides.find((candidate) => candidate.id === request.params['id']);
    return guide === undefined ? textAnswer(404, 'guide not found') : answer(guide, request);
  };
}

function answerHistory(guide: Guide): Answer {
  const first = { ...guide, state: 'draft', lastUpdatedAt: guide.createdAt, publishedAt: 0 };
  return jsonAnswer([guide, first]);
}

function changeState(guide: Guide, { body, now }: ApiRequest): Answer {
  const wish = parseJson(body);
  const state = isJsonObject(wish) ? guideStates.find((candidate) => candidate === wish['state']) : undefined;
  if (state === undefined) return jsonAnswer({ message: 'invalid guide state' }, 400);
  if (state === 'public' && guide.state !== 'public') guide.publishedAt = now;
  Object.assign(guide, { state, lastUpdatedAt: now });
  return jsonAnswer(guide);
}

function changeSegment(guide: Guide, { body, company, now }: ApiRequest): Answer {
  const wish = parseJson(body);
  const id = isJsonObject(wish) ? wish['segmentId'] : undefined;
  if (!company.segments.some((segment) => segment.id === id)) {
    return jsonAnswer({ message: 'unknown segment' }, 400);
  }
  guide.audience = [{ source: { visitors: null } }, { segment: { id: id ?? null } }];
  guide.lastUpdatedAt = now;
  return jsonAnswer(guide);
}

function forget<T>(events: T[], isForgotten: (event: T) => boolean): void {
  events.splice(0, events.length, ...events.filter((event) => !isForgotten(event)));
}
