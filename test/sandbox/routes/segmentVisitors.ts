import { csvAnswer, emptyAnswer, jsonAnswer, textAnswer, type Answer } from '../answer';
import type { Segment } from '../company/collections';
import { isJsonObject, parseJson, toStrings, type Json } from '../json';
import type { ApiRequest, Route } from '../routing';
import { jobCommand, withSegment } from './segments';

const maxOperations = 10;
const maxVisitors = 1000;

/** Who is in a segment: adding and removing in those created through the API, and the export of their ids. */
export const segmentVisitorRoutes: readonly Route[] = [
  {
    method: 'PUT',
    path: '/segment/:id/visitor/:visitorId',
    access: 'write',
    answer: withOpenSegment((visitors, request) => {
      visitors.add(request.params['visitorId'] ?? '');
      return emptyAnswer(200);
    }),
  },
  {
    method: 'DELETE',
    path: '/segment/:id/visitor/:visitorId',
    access: 'write',
    answer: withOpenSegment((visitors, request) =>
      visitors.delete(request.params['visitorId'] ?? '')
        ? emptyAnswer(200)
        : textAnswer(404, 'visitor not found'),
    ),
  },
  { method: 'PATCH', path: '/segment/:id/visitor', access: 'write', answer: withOpenSegment(patch) },
  {
    method: 'POST',
    path: '/segment/:id/visitors',
    access: 'read',
    answer: withSegment((segment) => jsonAnswer({ jobId: `job-${segment.id}` })),
  },
  {
    method: 'GET',
    path: '/segment/:id/visitors/:jobId/status',
    access: 'read',
    answer: withJob((segment) => jsonAnswer({ jobId: `job-${segment.id}`, status: 'finish' })),
  },
  {
    method: 'GET',
    path: '/segment/:id/visitors/:jobId/results/csv',
    access: 'read',
    answer: withJob((segment, { company }) => {
      const ids = company.segmentVisitors.get(segment.id) ?? company.visitors.slice(0, 3).map(({ id }) => id);
      return csvAnswer([...ids].map((visitorId) => ({ visitorId })));
    }),
  },
];

function withOpenSegment(answer: (visitors: Set<string>, request: ApiRequest) => Answer): Route['answer'] {
  return withSegment((segment, request) => {
    const visitors = request.company.segmentVisitors.get(segment.id);
    if (visitors === undefined) return textAnswer(403, 'Segment must be created by the API');
    if (jobCommand(segment, request) !== 'finish') return textAnswer(409, 'operation in progress');
    return answer(visitors, request);
  });
}

function withJob(answer: (segment: Segment, request: ApiRequest) => Answer): Route['answer'] {
  return withSegment((segment, request) =>
    request.params['jobId'] === `job-${segment.id}`
      ? answer(segment, request)
      : textAnswer(404, 'job not found'),
  );
}

function patch(visitors: Set<string>, { body }: ApiRequest): Answer {
  const wish = parseJson(body);
  const operations = isJsonObject(wish) ? wish['patch'] : undefined;
  if (!Array.isArray(operations) || operations.length === 0)
    return jsonAnswer({ message: 'malformed patch' }, 400);
  const ids = operations.flatMap((operation) =>
    isJsonObject(operation) ? (toStrings(operation['value']) ?? []) : [],
  );
  if (operations.length > maxOperations || ids.length > maxVisitors) {
    return textAnswer(413, `at most ${maxOperations} operations and ${maxVisitors} visitors`);
  }
  return jsonAnswer({ multistatus: operations.map((operation) => applyOperation(visitors, operation)) });
}

function applyOperation(visitors: Set<string>, operation: Json): Json {
  const ids =
    isJsonObject(operation) && operation['path'] === '/visitors' ? toStrings(operation['value']) : undefined;
  const verb = isJsonObject(operation) ? operation['op'] : undefined;
  if (ids === undefined || (verb !== 'add' && verb !== 'remove')) {
    return { status: 400, message: 'malformed operation', operation };
  }
  for (const id of ids) {
    if (verb === 'add') visitors.add(id);
    else visitors.delete(id);
  }
  return { status: 200, message: 'OK', operation };
}
