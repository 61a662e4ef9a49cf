import { t } from '@vscode/l10n';
import type { FormMode } from '../../credentials/credentialForm/protocol';
import { element } from '../dom';
import type { FormParts } from './drawForm';

/** Puts the parts of the form onto a page, in the order in which they are read. */
export function layOut(
  { fields, actions, help }: FormParts,
  mode: FormMode,
): { readonly page: HTMLElement; readonly form: HTMLFormElement } {
  const { name, description, region, baseUrl, key } = fields;
  const form = element('form', { noValidate: true, autocomplete: 'off' }, [
    ...[name, description, region, baseUrl, key.field].map((field) => field.element),
    actions.element,
  ]);
  const heading = mode === 'add' ? t('Add New Credential') : t('Edit Credential');
  const page = element('div', { className: 'page' }, [element('h1', {}, [heading]), form, help.element]);
  return { page, form };
}
