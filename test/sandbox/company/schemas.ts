export type FieldType = 'string' | 'time' | 'boolean' | 'integer' | 'float' | 'list' | '';
export type FieldSchema = {
  Type: FieldType;
  DisplayName: string;
  ElementType: string;
  ElementFormat: string;
  Dirty: boolean;
  isHidden: boolean;
  isDeleted: boolean;
  isCalculated: boolean;
  isPerApp: boolean;
  neverIndex: boolean;
};
export type Schema = { [group: string]: { [field: string]: FieldSchema } };
export type MetadataKind = 'visitor' | 'account' | 'guide';

const fields: Record<MetadataKind, Record<string, Record<string, FieldType>>> = {
  visitor: {
    auto: {
      id: 'string',
      firstvisit: 'time',
      lastvisit: 'time',
      lastupdated: 'time',
      accountid: 'string',
      accountids: 'list',
      lastbrowsername: 'string',
      lastoperatingsystem: 'string',
    },
    agent: { email: 'string', full_name: 'string', role: 'string', language: '', joined: 'time' },
    custom: { newsletter: 'boolean', score: 'float' },
    pendo: { donotprocess: 'boolean', blacklistguides: 'boolean' },
  },
  account: {
    auto: { id: 'string', firstvisit: 'time', lastvisit: 'time', lastupdated: 'time' },
    agent: {
      name: 'string',
      plan: 'string',
      seats: 'integer',
      is_paying: 'boolean',
      monthly_value: 'float',
      tags: 'list',
    },
    custom: { customer_success_manager: 'string', renewal: 'time' },
    pendo: { blocked: 'boolean' },
  },
  guide: { auto: { name: 'string', state: 'string' }, agent: {}, pendo: {} },
};

/** The metadata schemas; every `Type` that clients have met occurs, the empty one too. */
export function createSchemas(): Record<MetadataKind, Schema> {
  return { visitor: schemaOf('visitor'), account: schemaOf('account'), guide: schemaOf('guide') };
}

/** A field's entry in a schema, with the display name made from its name unless one is given. */
export function createField(name: string, type: FieldType, displayName = titleOf(name)): FieldSchema {
  return {
    Type: type,
    DisplayName: displayName,
    ElementType: type === 'list' ? 'string' : '',
    ElementFormat: '',
    Dirty: false,
    isHidden: false,
    isDeleted: false,
    isCalculated: false,
    isPerApp: false,
    neverIndex: false,
  };
}

function schemaOf(kind: MetadataKind): Schema {
  return Object.fromEntries(
    Object.entries(fields[kind]).map(([group, types]) => [
      group,
      Object.fromEntries(Object.entries(types).map(([name, type]) => [name, createField(name, type)])),
    ]),
  );
}

function titleOf(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
