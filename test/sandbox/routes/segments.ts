import { emptyAnswer, jsonAnswer, textAnswer, type Answer } from '../answer';
import { createSegment, type Segment } from '../company/collections';
import { isJsonObject, parseJson, toStrings } from '../json';
import type { ApiRequest, Route } from '../routing';

/** How long (ms) an upload is `pending`, then until when it is in `progress`; after that it is `finish`. */
const pendingFor = 100;
const runsFor = 400;

/** Shared segments: listing, uploading visitor ids into a new one, renaming, overwriting, deleting. */
export const segmentRoutes: readonly Route[] = [
  { method: 'GET', path: '/segment', access: 'read', answer: listSegments },
  { method: 'POST', path: '/segment/upload', access: 'write', answer: upload },
  {
    method: 'GET',
    path: '/segment/:id',
    access: 'read',
    answer: withSegment((segment) => jsonAnswer(segment)),
  },
  { method: 'GET', path: '/segment/:id/status', access: 'read', answer: withSegment(answerStatus) },
  { method: 'PUT', path: '/segment/:id', access: 'write', answer: withSegment(overwrite) },
  { method: 'DELETE', path: '/segment/:id', access: 'write', answer: withSegment(remove) },
];

/** Finds the segment that the path names, or answers 404. */
export function withSegment(answer: (segment: Segment, request: ApiRequest) => Answer): Route['answer'] {
  return (request) => {
    const segment = request.company.segments.find((candidate) => candidate.id === request.params['id']);
    return segment === undefined ? textAnswer(404, 'segment not found') : answer(segment, request);
  };
}

/** How far the last job on a segment is, in Pendo's words; the time it takes is the sandbox's own. */
export function jobCommand(
  segment: Segment,
  { company, now }: ApiRequest,
): 'pending' | 'progress' | 'finish' {
  const age = now - (company.segmentJobs.get(segment.id) ?? 0);
  if (age < pendingFor) return 'pending';
  return age < runsFor ? 'progress' : 'finish';
}

function listSegments({ company, query }: ApiRequest): Answer {
  const wish = query.get('createdByApi');
  return jsonAnswer(
    company.segments.filter((segment) => wish === null || segment.createdByApi === (wish === 'true')),
  );
}

function upload({ body, company, now }: ApiRequest): Answer {
  const wish = parseJson(body);
  const visitors = isJsonObject(wish) ? toStrings(wish['visitors']) : undefined;
  const name = isJsonObject(wish) ? wish['name'] : undefined;
  if (typeof name !== 'string' || name === '' || visitors === undefined) {
    return jsonAnswer({ message: 'name and visitors are required' }, 400);
  }
  const id = `seg${String(company.segmentVisitors.size + 1).padStart(24, '0')}`;
  company.segments.push(createSegment(id, name, true, now));
  company.segmentVisitors.set(id, new Set(visitors));
  company.segmentJobs.set(id, now);
  return jsonAnswer({ segmentId: id });
}

function answerStatus(segment: Segment, request: ApiRequest): Answer {
  const startedAt = request.company.segmentJobs.get(segment.id);
  if (startedAt === undefined) return textAnswer(404, 'no recent job on this segment');
  const command = jobCommand(segment, request);
  const size = request.company.segmentVisitors.get(segment.id)?.size ?? 0;
  return jsonAnswer({
    command,
    entityTagId: segment.id,
    entityTagName: segment.name,
    lastUpdatedAt: startedAt,
    status: command === 'finish' ? 'complete' : 'running',
    totalTagged: command === 'finish' ? size : 0,
  });
}

function overwrite(segment: Segment, { body, company, now }: ApiRequest): Answer {
  if (!segment.createdByApi) return textAnswer(400, 'Segment must be created by the API');
  const wish = parseJson(body);
  if (!isJsonObject(wish)) return jsonAnswer({ message: 'malformed body' }, 400);
  const visitors = toStrings(wish['visitors']);
  const { name } = wish as { name?: unknown };
  if (typeof name !== 'string' && visitors === undefined)
    return jsonAnswer({ message: 'nothing to change' }, 400);
  if (typeof name === 'string') segment.name = name;
  if (visitors !== undefined) {
    company.segmentVisitors.set(segment.id, new Set(visitors));
    company.segmentJobs.set(segment.id, now);
  }
  segment.lastUpdatedAt = now;
  return emptyAnswer(200);
}

function remove(segment: Segment, { company }: ApiRequest): Answer {
  company.segments.splice(company.segments.indexOf(segment), 1);
  return emptyAnswer(200);
}
