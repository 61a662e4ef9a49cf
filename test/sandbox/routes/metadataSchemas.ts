import { emptyAnswer, jsonAnswer, textAnswer, type Answer } from '../answer';
import { createField, type FieldType, type MetadataKind } from '../company/schemas';
import { isJsonObject, parseJson, type Json, type JsonObject } from '../json';
import type { ApiRequest, Route } from '../routing';

const maxFields = 24;
const creatableTypes: Record<string, FieldType> = {
  string: 'string',
  number: 'float',
  time: 'time',
  boolean: 'boolean',
};

/** Metadata schemas: reading them, adding up to 24 fields at once, deleting one, and what depends on a field. */
export const metadataSchemaRoutes: readonly Route[] = [
  { method: 'GET', path: '/metadata/schema/:kind', access: 'read', answer: readSchema },
  { method: 'POST', path: '/metadata/schema/:kind/:group', access: 'write', answer: createFields },
  { method: 'DELETE', path: '/metadata/schema/:kind/:group/:field', access: 'write', answer: deleteField },
  { method: 'GET', path: '/metadata/dependencies', access: 'read', answer: answerDependencies },
  {
    method: 'GET',
    path: '/metadata/dependencies/:kind/:group/:field',
    access: 'read',
    answer: answerDependencies,
  },
];

function readSchema({ company, params }: ApiRequest): Answer {
  const kind = kindOf(params['kind']);
  return kind === undefined ? textAnswer(404, 'no such kind of metadata') : jsonAnswer(company.schemas[kind]);
}

type FieldResult = { outcome: 'created' | 'undeleted' | 'exists' | 'invalid'; schema: Json };

function createFields({ company, params, body }: ApiRequest): Answer {
  const kind = kindOf(params['kind']);
  const group = params['group'] ?? '';
  const wishes = parseJson(body);
  if (kind === undefined || (group !== 'agent' && group !== 'custom'))
    return textAnswer(400, 'invalid kind or group');
  if (!Array.isArray(wishes) || wishes.length === 0)
    return textAnswer(400, 'malformed body: expected an array');
  if (wishes.length > maxFields) return textAnswer(400, `at most ${maxFields} fields`);
  const fields = (company.schemas[kind][group] ??= {});
  const results = wishes.map((schema): FieldResult => {
    const { name, displayname, type } = isJsonObject(schema)
      ? (schema as { [key: string]: Json; name?: Json })
      : {};
    const fieldType = typeof type === 'string' ? creatableTypes[type] : undefined;
    if (typeof name !== 'string' || !/^[a-z_]\w*$/i.test(name) || fieldType === undefined) {
      return { outcome: 'invalid', schema };
    }
    const known = fields[name];
    if (known?.isDeleted === false) return { outcome: 'exists', schema };
    fields[name] = createField(name, fieldType, typeof displayname === 'string' ? displayname : undefined);
    return { outcome: known === undefined ? 'created' : 'undeleted', schema };
  });
  return jsonAnswer(summarize(results), statusOf(results));
}

function statusOf(results: readonly FieldResult[]): number {
  const outcomes = new Set(results.map((result) => result.outcome));
  if (!outcomes.has('exists') && !outcomes.has('invalid')) return 201;
  if (outcomes.has('created') || outcomes.has('undeleted')) return 207;
  return outcomes.has('invalid') ? 422 : 409;
}

function summarize(results: readonly FieldResult[]): JsonObject {
  const count = (outcome: FieldResult['outcome']): number =>
    results.filter((result) => result.outcome === outcome).length;
  return {
    results: results.map(({ outcome, schema }): JsonObject => {
      if (outcome === 'created' || outcome === 'undeleted') return { schema, status: 201 };
      const message = outcome === 'exists' ? 'field already exists' : 'invalid name or type';
      return { schema, status: outcome === 'exists' ? 409 : 422, error: { message } };
    }),
    summary: {
      created: count('created'),
      failed: count('exists') + count('invalid'),
      undeleted: count('undeleted'),
      total: results.length,
    },
  };
}

function deleteField({ company, params }: ApiRequest): Answer {
  const kind = kindOf(params['kind']);
  const field =
    kind === undefined ? undefined : company.schemas[kind][params['group'] ?? '']?.[params['field'] ?? ''];
  if (field === undefined) return textAnswer(404, 'no such field');
  if (field.isDeleted) return emptyAnswer(202);
  field.isDeleted = true;
  return emptyAnswer(200);
}

function answerDependencies({ company, params }: ApiRequest): Answer {
  const { kind, group, field } = params as { kind?: string; group?: string; field?: string };
  if (field !== undefined && company.schemas[kindOf(kind) ?? 'guide'][group ?? '']?.[field] === undefined) {
    return textAnswer(404, 'no such field');
  }
  const segments = company.segments.filter(({ dependentMetadata }) =>
    field === undefined
      ? dependentMetadata.length > 0
      : dependentMetadata.includes(`metadata.${group}.${field}`),
  );
  return jsonAnswer({ guides: [], reports: [], segments: segments.map(({ id, name }) => ({ id, name })) });
}

function kindOf(text: string | undefined): MetadataKind | undefined {
  return text === 'visitor' || text === 'account' || text === 'guide' ? text : undefined;
}
