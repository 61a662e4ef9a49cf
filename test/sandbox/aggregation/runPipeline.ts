import { isJsonObject, type Json, type JsonObject } from '../json';
import { operators, unsupportedOperators, type Surroundings } from './operators';
import { PipelineError } from './pipelineError';
import { readSource } from './sources';

export type PipelineResult = { readonly rows: JsonObject[]; readonly startTime?: number };

/** Runs a pipeline: a source, then operators, one per stage. Throws a PipelineError for what Pendo answers 400 to. */
export function runPipeline(pipeline: readonly Json[], surroundings: Surroundings): PipelineResult {
  const [first, ...stages] = pipeline;
  if (!isJsonObject(first) || first['source'] === undefined) {
    throw new PipelineError('the first stage of a pipeline must be a source');
  }
  const source = first['source'];
  // Official samples disagree on where the time series stands: in the source, or beside it.
  const whole =
    isJsonObject(source) && isJsonObject(first['timeSeries'])
      ? { timeSeries: first['timeSeries'], ...source }
      : source;
  const { rows, ...rest } = readSource(whole, surroundings.company, surroundings.now);
  return {
    rows: stages.reduce<JsonObject[]>((current, stage) => runStage(current, stage, surroundings), rows),
    ...rest,
  };
}

function runStage(rows: JsonObject[], stage: Json, surroundings: Surroundings): JsonObject[] {
  const [name, ...others] = isJsonObject(stage) ? Object.keys(stage) : [];
  if (!isJsonObject(stage) || name === undefined || others.length > 0) {
    throw new PipelineError(`a stage must name one operator: ${JSON.stringify(stage)}`);
  }
  const operator = operators[name];
  if (operator !== undefined) return operator(rows, stage[name] ?? null, surroundings);
  if (unsupportedOperators.some((unsupported) => unsupported === name)) {
    throw new PipelineError(`operator '${name}' is Pendo's, but this sandbox cannot run it`);
  }
  throw new PipelineError(`unknown operator '${name}'`);
}
