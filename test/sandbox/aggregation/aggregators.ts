import { isJsonObject, type Json, type JsonObject } from '../json';
import { compare, isTrue } from './arithmetic';
import { compileExpression } from './expression';
import { PipelineError } from './pipelineError';

/** Sums up rows into one object. */
export type Summary = (rows: readonly JsonObject[]) => JsonObject;

type Aggregator = (values: readonly Json[]) => Json;

/** What each aggregator makes of the values its expression gives. `count` of an expression counts distinct values. */
const aggregators: Readonly<Record<string, Aggregator>> = {
  avg: (values) => mean(numbersOf(values)),
  mean: (values) => mean(numbersOf(values)),
  median: (values) => median(numbersOf(values)),
  min: (values) => [...withoutNull(values)].sort(compare)[0] ?? null,
  max: (values) => [...withoutNull(values)].sort(compare).at(-1) ?? null,
  sum: (values) => numbersOf(values).reduce((total, value) => total + value, 0),
  count: (values) => new Set(withoutNull(values).map((value) => JSON.stringify(value))).size,
  countIf: (values) => values.filter(isTrue).length,
  first: (values) => withoutNull(values)[0] ?? null,
  list: (values) => [...values],
};

/** Compiles `{name: {aggregator: expression}}`, or an array of such objects, as `group.fields` and `reduce` take. */
export function compileSummary(fields: Json | undefined, now: number): Summary {
  const entries = [fields ?? {}].flat().flatMap((part) => {
    if (!isJsonObject(part)) throw new PipelineError('fields must be an object or an array of objects');
    return Object.entries(part);
  });
  const columns = entries.map(([name, aggregation]) => ({
    name,
    summarize: compileAggregation(aggregation, now),
  }));
  return (rows) => Object.fromEntries(columns.map(({ name, summarize }) => [name, summarize(rows)]));
}

function compileAggregation(aggregation: Json, now: number): (rows: readonly JsonObject[]) => Json {
  const [name, parameter] = isJsonObject(aggregation) ? (Object.entries(aggregation)[0] ?? []) : [];
  const aggregator = name === undefined ? undefined : aggregators[name];
  if (aggregator === undefined) throw new PipelineError(`unknown aggregator ${JSON.stringify(aggregation)}`);
  if (name === 'count' && parameter === null) return (rows) => rows.length;
  const expression = compileExpression(parameter, now);
  return (rows) => aggregator(rows.map(expression));
}

function withoutNull(values: readonly Json[]): Json[] {
  return values.filter((value) => value !== null);
}

function numbersOf(values: readonly Json[]): number[] {
  return values.filter((value) => typeof value === 'number');
}

function mean(values: readonly number[]): Json {
  return values.length === 0 ? null : values.reduce((total, value) => total + value, 0) / values.length;
}

function median(values: readonly number[]): Json {
  const sorted = values.toSorted((one, other) => one - other);
  return mean(sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1));
}
