import { t } from '@vscode/l10n';
import type { CredentialDraft } from '../../credentials/credentialDraft';
import type { VisibleDraft } from '../../credentials/credentialForm/protocol';
import { element } from '../dom';
import { createField, type Field } from './field';
import { KeyField, type KeyListeners } from './keyField';
import type { CheckedField } from './problemWords';
import { chosenRegion, createRegionField } from './regionField';

/** The fields of the form, in the order in which they stand on the page. */
export type FormFields = {
  readonly name: Field<HTMLInputElement>;
  readonly description: Field<HTMLTextAreaElement>;
  readonly region: Field<HTMLSelectElement>;
  readonly baseUrl: Field<HTMLInputElement>;
  readonly key: KeyField;
};

/** Creates the fields, filled with what the host remembers. */
export function createFormFields(filled: VisibleDraft, listeners: KeyListeners): FormFields {
  const fields: FormFields = {
    name: createField({
      id: 'name',
      label: t('Credential Name'),
      control: element('input', { type: 'text', required: true, autocomplete: 'off', spellcheck: false }),
    }),
    description: createField({
      id: 'description',
      label: t('Credential Description'),
      control: element('textarea', { rows: 3 }),
    }),
    region: createRegionField(),
    baseUrl: createField({
      id: 'baseUrl',
      label: t('Base URL'),
      control: element('input', {
        type: 'text',
        inputMode: 'url',
        required: true,
        autocomplete: 'off',
        autocapitalize: 'off',
        spellcheck: false,
        dir: 'ltr',
        placeholder: 'https://app.example.com',
      }),
    }),
    key: new KeyField(listeners),
  };
  fields.description.showHint(
    t('Recommended, not required: what this credential is for, and how fresh its data are.'),
  );
  fillFields(fields, filled);
  return fields;
}

/** Puts values into the fields, but the key. A field that has its value already keeps its cursor. */
export function fillFields(fields: FormFields, filled: VisibleDraft): void {
  for (const name of ['name', 'description', 'region', 'baseUrl'] as const) {
    const { control } = fields[name];
    if (control.value !== filled[name]) {
      control.value = filled[name];
    }
  }
}

/** Lets nothing be typed that a save under way would leave behind. Text stays readable, and its field keeps the focus. */
export function lockFields({ name, description, region, baseUrl, key }: FormFields, locked: boolean): void {
  for (const { control } of [name, description, baseUrl, key.field]) {
    control.readOnly = locked;
  }
  region.control.disabled = locked;
}

/** Reads what stands in the fields, but the key. */
export function readVisible({ name, description, region, baseUrl }: FormFields): VisibleDraft {
  return {
    name: name.control.value,
    description: description.control.value,
    region: chosenRegion(region),
    baseUrl: baseUrl.control.value,
  };
}

/** Reads what stands in the fields. */
export function readDraft(fields: FormFields): CredentialDraft {
  return { ...readVisible(fields), key: fields.key.key };
}

/** Finds a field that can have a problem. */
export function checkedField(fields: FormFields, name: CheckedField): Field {
  return name === 'key' ? fields.key.field : fields[name];
}
