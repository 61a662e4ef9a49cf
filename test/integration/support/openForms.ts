import assert from 'node:assert/strict';
import type { FormTarget } from '../../../src/credentials/credentialForm/session';
import { emptyFields, fieldsOf } from '../../../src/credentials/credentialForm/fields';
import type { Face } from '../../../src/credentials/credential';
import { CredentialForms } from '../../../src/editor/credentialForms';
import { watchFormPages, type FormPage } from './formPages';
import { installedExtension } from './installedExtension';
import { buildRooms, exampleKey, type Rooms } from './rooms';
import { atEnd } from './stub';

/** The form that Add Credential opens. */
export const newCredential: FormTarget = { mode: 'add', id: 'new-id', fields: emptyFields };

/** What a person fills in. */
export const draft = {
  name: 'Production',
  description: 'daily',
  region: 'eu',
  baseUrl: '',
  key: exampleKey,
} as const;

/** The forms of the extension, on storage of this test alone. */
export function openForms(rooms: Rooms = buildRooms()): {
  forms: CredentialForms;
  pages: FormPage[];
  rooms: Rooms;
  saved: string[];
  errors: unknown[];
} {
  const pages = watchFormPages();
  const saved: string[] = [];
  const errors: unknown[] = [];
  const forms = new CredentialForms({
    extensionUri: installedExtension().extensionUri,
    store: rooms.store,
    verify: rooms.verify,
    onSaved: ({ name }) => saved.push(name),
    onError: (error) => errors.push(error),
  });
  atEnd(() => forms.dispose());
  atEnd(() => assert.deepEqual(errors, []));
  return { forms, pages, rooms, saved, errors };
}

/** Waits until a page is filled. */
export async function ready(page: FormPage): Promise<FormPage> {
  await page.shows('its state', () => true);
  return page;
}

/** The form that Edit Credential opens. */
export function edit(face: Face): FormTarget {
  return { mode: 'edit', id: face.id, fields: fieldsOf(face) };
}

/** What the page tells of it while it is typed. */
export function withoutKey(): { name: string; description: string; region: 'eu'; baseUrl: string } {
  const { name, description, region, baseUrl } = draft;
  return { name, description, region, baseUrl };
}
