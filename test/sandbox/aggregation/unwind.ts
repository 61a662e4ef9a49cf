import { isJsonObject, type Json, type JsonObject } from '../json';
import { valueAt } from './expression';
import { PipelineError } from './pipelineError';

/** One row for each item of the list in `field`; `index` names a field for its position, `keepEmpty` keeps rows without items. */
export function unwind(rows: readonly JsonObject[], parameter: Json): JsonObject[] {
  const field = isJsonObject(parameter) ? parameter['field'] : undefined;
  if (!isJsonObject(parameter) || typeof field !== 'string')
    throw new PipelineError('unwind must name a field');
  const { index, keepEmpty, prefix } = parameter;
  return rows.flatMap((row) => {
    const list = valueAt(row, field);
    const items = Array.isArray(list) ? list : [];
    if (items.length === 0) return keepEmpty === true ? [setPath(row, field, null)] : [];
    return items.map((item, position) => ({
      ...place(row, field, item, prefix === true),
      ...(typeof index === 'string' ? { [index]: position } : {}),
    }));
  });
}

/** The item in the place of its list; with `prefix`, the members of an object beside it as well. */
function place(row: JsonObject, field: string, item: Json, prefix: boolean): JsonObject {
  const placed = setPath(row, field, item);
  if (!prefix || !isJsonObject(item)) return placed;
  const members = Object.entries(item).map(([name, value]) => [`${field}.${name}`, value] as const);
  return { ...placed, ...Object.fromEntries(members) };
}

function setPath(row: JsonObject, path: string, value: Json): JsonObject {
  const [name = '', ...rest] = path.split('.');
  const inner = row[name];
  return {
    ...row,
    [name]: rest.length === 0 ? value : setPath(isJsonObject(inner) ? inner : {}, rest.join('.'), value),
  };
}
