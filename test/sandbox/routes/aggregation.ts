import { PipelineError } from '../aggregation/pipelineError';
import { runPipeline } from '../aggregation/runPipeline';
import { csvAnswer, jsonAnswer, textAnswer, type Answer } from '../answer';
import { isJsonObject, parseJson } from '../json';
import type { ApiRequest, Route } from '../routing';

/** Queries. A read-only key may ask them: evidence is thin, but Pendo's documentation names no need to write. */
export const aggregationRoutes: readonly Route[] = [
  { method: 'POST', path: '/aggregation', access: 'read', answer: answerQuery },
];

function answerQuery({ body, query, company, now }: ApiRequest): Answer {
  const wish = parseJson(body);
  if (!isJsonObject(wish)) return textAnswer(400, 'malformed body: expected a JSON object');
  const request = isJsonObject(wish['request']) ? wish['request'] : {};
  const response = isJsonObject(wish['response']) ? wish['response'] : {};
  const pipeline = request['pipeline'];
  if (pipeline === undefined) return jsonAnswer({ overall: {}, fields: { pipeline: 'Required' } }, 422);
  if (!Array.isArray(pipeline)) return textAnswer(400, 'pipeline must be an array');
  try {
    const { rows, startTime } = runPipeline(pipeline, { company, now });
    if (response['mimeType'] === 'text/csv') return csvAnswer(rows);
    return jsonAnswer({
      ...(startTime === undefined ? {} : { startTime }),
      results: rows,
      ...(query.get('details') === 'true' ? { details: { validThrough: now } } : {}),
    });
  } catch (error) {
    if (error instanceof PipelineError) return textAnswer(400, error.message);
    throw error;
  }
}
