import type { Company } from '../company/company';
import { isJsonObject, toStrings, type Json, type JsonObject, textOf } from '../json';
import { compileSummary } from './aggregators';
import { compare, isTrue } from './arithmetic';
import { compileExpression, valueAt } from './expression';
import { PipelineError } from './pipelineError';
import { unwind } from './unwind';

export type Rows = readonly JsonObject[];
export type Surroundings = { readonly company: Company; readonly now: number };
type Operator = (rows: Rows, parameter: Json, surroundings: Surroundings) => JsonObject[];

/** Every operator the sandbox runs, by its name in the pipeline. */
export const operators: Readonly<Record<string, Operator>> = {
  limit: (rows, parameter) => rows.slice(0, toCount(parameter, 'limit')),
  skip: (rows, parameter) => rows.slice(toCount(parameter, 'skip')),
  sort: (rows, parameter) => sortRows(rows, parameter),
  filter: (rows, parameter, { now }) => {
    const condition = compileExpression(parameter, now);
    return rows.filter((row) => isTrue(condition(row)));
  },
  select: (rows, parameter, { now }) => {
    const compute = compileColumns(parameter, 'select', now);
    return rows.map(compute);
  },
  eval: (rows, parameter, { now }) => {
    const compute = compileColumns(parameter, 'eval', now);
    return rows.map((row) => ({ ...row, ...compute(row) }));
  },
  identified: (rows, parameter) => identify(rows, parameter),
  count: (rows) => [{ count: rows.length }],
  reduce: (rows, parameter, { now }) => [compileSummary(parameter, now)(rows)],
  group: (rows, parameter, { now }) => groupRows(rows, parameter, now),
  segment: (rows, parameter, { company }) => inSegment(rows, parameter, company),
  unwind: (rows, parameter) => unwind(rows, parameter),
};

/** Pendo has these as well; the sandbox says so rather than calling them unknown. */
export const unsupportedOperators = [
  'bulkExpand',
  'cat',
  'expand',
  'fork',
  'itemSeen',
  'join',
  'merge',
  'set',
  'spawn',
  'switch',
  'useragent',
] as const;

function toCount(parameter: Json, name: string): number {
  if (typeof parameter === 'number' && Number.isInteger(parameter) && parameter >= 0) return parameter;
  throw new PipelineError(`${name} must be a whole number, not ${JSON.stringify(parameter)}`);
}

function sortRows(rows: Rows, parameter: Json): JsonObject[] {
  const fields = toStrings(parameter);
  if (fields === undefined) throw new PipelineError('sort must be an array of field names');
  return rows.toSorted((one, other) => {
    for (const field of fields) {
      const path = field.replace(/^-/, '');
      const order = compare(valueAt(one, path), valueAt(other, path));
      if (order !== 0) return field.startsWith('-') ? -order : order;
    }
    return 0;
  });
}

function compileColumns(parameter: Json, name: string, now: number): (row: JsonObject) => JsonObject {
  if (!isJsonObject(parameter)) throw new PipelineError(`${name} must be an object of expressions`);
  const columns = Object.entries(parameter).map(
    ([column, source]) => [column, compileExpression(source, now)] as const,
  );
  return (row) => Object.fromEntries(columns.map(([column, expression]) => [column, expression(row)]));
}

/** Keeps the identified visitors, or with `!` the anonymous ones. */
function identify(rows: Rows, parameter: Json): JsonObject[] {
  if (typeof parameter !== 'string') throw new PipelineError('identified must name a field');
  const anonymous = parameter.startsWith('!');
  const path = parameter.replace(/^!/, '');
  return rows.filter((row) => textOf(valueAt(row, path)).startsWith('_PENDO_T_') === anonymous);
}

function groupRows(rows: Rows, parameter: Json, now: number): JsonObject[] {
  const by = isJsonObject(parameter) ? toStrings(parameter['group']) : undefined;
  if (!isJsonObject(parameter) || by === undefined)
    throw new PipelineError('group must name the fields to group by');
  const summarize = compileSummary(parameter['fields'], now);
  const groups = new Map<string, { key: JsonObject; rows: JsonObject[] }>();
  for (const row of rows) {
    const values = by.map((path) => valueAt(row, path));
    const name = JSON.stringify(values);
    const group = groups.get(name) ?? {
      key: Object.fromEntries(by.map((path, index) => [path, values[index] ?? null])),
      rows: [],
    };
    group.rows.push(row);
    groups.set(name, group);
  }
  return [...groups.values()].map((group) => ({ ...group.key, ...summarize(group.rows) }));
}

function inSegment(rows: Rows, parameter: Json, company: Company): JsonObject[] {
  const id = isJsonObject(parameter) ? parameter['id'] : undefined;
  if (!company.segments.some((segment) => segment.id === id)) throw new PipelineError('unknown segment');
  const ids = company.segmentVisitors.get(textOf(id));
  const isAdministrator = (visitorId: string): boolean =>
    company.visitors.find((visitor) => visitor.id === visitorId)?.metadata['agent']?.['role'] === 'admin';
  return rows.filter((row) => {
    const visitorId = textOf(row['visitorId']);
    return ids === undefined ? isAdministrator(visitorId) : ids.has(visitorId);
  });
}
