import { emptyAnswer, jsonAnswer, textAnswer, type Answer } from '../answer';
import type { Company } from '../company/company';
import { createUnknownVisitor, type Account, type Visitor } from '../company/people';
import { createField, type FieldType } from '../company/schemas';
import { isJsonObject, parseJson, type Json, type JsonObject } from '../json';
import type { ApiRequest, Route } from '../routing';

type Kind = 'visitor' | 'account';

/**
 * Metadata values: one at a time, and many in one POST, which answers 200 even when rows failed. A custom field that
 * is not known yet is made by writing to it; an agent field must be known
 * (the documentation says both for either).
 */
export const metadataRoutes: readonly Route[] = [
  { method: 'GET', path: '/metadata/:kind/:group/value/:id/:field', access: 'read', answer: readValue },
  {
    method: 'PUT',
    path: '/metadata/:kind/pendo/value/:id/donotprocess',
    access: 'write',
    answer: writeFlag('donotprocess'),
  },
  {
    method: 'PUT',
    path: '/metadata/:kind/pendo/value/:id/blacklistguides',
    access: 'write',
    answer: writeFlag('blacklistguides'),
  },
  { method: 'PUT', path: '/metadata/:kind/:group/value/:id/:field', access: 'write', answer: writeValue },
  { method: 'POST', path: '/metadata/:kind/:group/value', access: 'write', answer: writeMany },
];

function readValue({ company, params }: ApiRequest): Answer {
  const kind = kindOf(params['kind']);
  const entity = kind === undefined ? undefined : find(company, kind, params['id']);
  const value = entity?.metadata[params['group'] ?? '']?.[params['field'] ?? ''];
  return value === undefined ? textAnswer(404, 'no such value') : jsonAnswer(value);
}

function writeFlag(field: string): Route['answer'] {
  return ({ company, params, body }) => {
    const kind = kindOf(params['kind']);
    const entity = kind === undefined ? undefined : find(company, kind, params['id']);
    const value = parseJson(body);
    if (entity === undefined) return textAnswer(404, 'no such entity');
    if (typeof value !== 'boolean') return textAnswer(400, 'expected true or false');
    set(entity, 'pendo', field, value);
    return emptyAnswer(200);
  };
}

function writeValue({ company, params, body }: ApiRequest): Answer {
  const kind = kindOf(params['kind']);
  const group = params['group'] ?? '';
  const field = params['field'] ?? '';
  const value = parseJson(body);
  if (kind === undefined || !isWritable(group)) return textAnswer(400, 'values of this group cannot be set');
  if (!isValue(value)) return textAnswer(400, 'the body must be one JSON value');
  const entity = find(company, kind, params['id']);
  if (entity === undefined || !admitField(company, kind, group, field, value)) {
    return textAnswer(404, 'no such entity or field');
  }
  set(entity, group, field, value);
  return emptyAnswer(200);
}

function writeMany({ company, params, query, body, now }: ApiRequest): Answer {
  const kind = kindOf(params['kind']);
  const group = params['group'] ?? '';
  const rows = parseJson(body);
  if (kind === undefined || !isWritable(group)) return textAnswer(400, 'values of this group cannot be set');
  if (!Array.isArray(rows)) return textAnswer(400, 'malformed body: expected an array');
  const idName = `${kind}Id`;
  const missing: string[] = [];
  const errors: string[] = [];
  let updated = 0;
  for (const row of rows) {
    const id = isJsonObject(row) ? row[idName] : undefined;
    const values = isJsonObject(row) ? row['values'] : undefined;
    if (typeof id !== 'string' || !isJsonObject(values))
      return textAnswer(400, `malformed row: ${idName} and values`);
    const entity =
      find(company, kind, id) ??
      (query.get('create') === 'true' ? create(company, kind, id, now) : undefined);
    if (entity === undefined) {
      missing.push(id);
      continue;
    }
    const bad = Object.entries(values).find(
      ([field, value]) => !isValue(value) || !admitField(company, kind, group, field, value),
    );
    if (bad !== undefined) errors.push(`${id}: cannot set ${bad[0]}`);
    else {
      for (const [field, value] of Object.entries(values)) set(entity, group, field, value);
      updated += 1;
    }
  }
  const failed = missing.length + errors.length;
  return jsonAnswer({ total: updated + failed, updated, failed, missing, errors, kind });
}

function kindOf(text: string | undefined): Kind | undefined {
  return text === 'visitor' || text === 'account' ? text : undefined;
}

function isWritable(group: string): boolean {
  return group === 'agent' || group === 'custom';
}

function isValue(value: Json | undefined): value is Json {
  return value !== undefined && !isJsonObject(value);
}

function find(company: Company, kind: Kind, id: string | undefined): Visitor | Account | undefined {
  return (kind === 'visitor' ? company.visitors : company.accounts).find((entity) => entity.id === id);
}

function create(company: Company, kind: Kind, id: string, now: number): Visitor | Account {
  const visitor = createUnknownVisitor(id, now);
  if (kind === 'visitor') company.visitors.push(visitor);
  else company.accounts.push({ id, metadata: visitor.metadata });
  return find(company, kind, id) ?? visitor;
}

function set(
  entity: { metadata: { [group: string]: JsonObject } },
  group: string,
  field: string,
  value: Json,
): void {
  entity.metadata[group] = { ...entity.metadata[group], [field]: value };
}

/** Whether the field is in the mappings; an unknown custom field is put there. */
function admitField(company: Company, kind: Kind, group: string, field: string, value: Json): boolean {
  const known = company.schemas[kind][group]?.[field];
  if (known !== undefined) return !known.isDeleted;
  if (group !== 'custom') return false;
  company.schemas[kind][group] = {
    ...company.schemas[kind][group],
    [field]: createField(field, typeOf(value)),
  };
  return true;
}

function typeOf(value: Json): FieldType {
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'float';
  return Array.isArray(value) ? 'list' : 'string';
}
