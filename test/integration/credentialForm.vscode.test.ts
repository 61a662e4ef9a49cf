import assert from 'node:assert/strict';
import { emptyFields, fieldsOf } from '../../src/credentials/credentialForm/fields';
import type { Verification } from '../../src/pendo/verifyKey';
import { settle } from '../unit/fakes/settle';
import { until } from '../unit/fakes/until';
import { onlyPage, type FormPage } from './support/formPages';
import { draft, edit, newCredential, openForms, ready, withoutKey } from './support/openForms';
import { addCredential, buildRooms, exampleKey, readWrite, rejected } from './support/rooms';
import { watchMessages } from './support/watchWindow';

describe('the credential form', () => {
  it('opens as a tab whose page says that it is ready, and then gets the whole state', async () => {
    const { forms, pages } = openForms();
    forms.show('add', newCredential);
    const page = onlyPage(pages);
    assert.equal(page.panel.title, 'Add New Credential');
    const state = await page.shows('its state', () => true);
    assert.deepEqual(page.intents[0], { type: 'ready' });
    assert.equal(state.mode, 'add');
    assert.equal(state.hasKey, false);
    assert.deepEqual(state.fields, emptyFields);
  });

  it('lets its page load its own two files and connect to nothing', () => {
    const { forms, pages } = openForms();
    forms.show('add', newCredential);
    const { html, options } = onlyPage(pages).panel.webview;
    const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)?.[1] ?? '';
    assert.match(policy, /^default-src 'none'; style-src [^;]+; script-src 'nonce-[A-Za-z0-9+/=]{22,}'$/);
    assert.doesNotMatch(policy, /unsafe/);
    assert.equal([...html.matchAll(/<script/g)].length, 1);
    const roots = options.localResourceRoots?.map(({ path }) => path.split('/').slice(-2).join('/'));
    assert.equal(roots?.length, 2);
    assert.equal(roots[0], 'dist/webview');
    assert.match(roots[1] ?? '', /\/media$/);
  });

  it('is revealed instead of opened twice for one purpose, and opened again after it was closed', async () => {
    const { forms, pages } = openForms();
    forms.show('add', newCredential);
    forms.show('add', { ...newCredential, id: 'other' });
    assert.equal(pages.length, 1);
    forms.show('edit/other', newCredential);
    assert.equal(pages.length, 2);
    pages[0]?.panel.dispose();
    await until('the form is closed', () => pages[0]?.disposed === true);
    forms.show('add', newCredential);
    assert.equal(pages.length, 3);
  });

  it('saves what was typed: one secret, one face; closes, and tells the new credential', async () => {
    const { forms, pages, rooms, saved } = openForms();
    forms.show('add', newCredential);
    const page = await ready(onlyPage(pages));
    page.tell({ type: 'save', draft });
    await until('the form is closed', () => page.disposed);
    assert.deepEqual(saved, ['Production']);
    assert.deepEqual([...rooms.secrets.values.keys()], ['credential/new-id']);
    assert.equal(rooms.store.face('new-id')?.baseUrl, 'https://app.eu.pendo.io');
  });

  it('stays open and says why when the storage rejects, hangs or fails half-way; nothing is saved', async () => {
    for (const fault of ['reject', 'hang'] as const) {
      const { forms, pages, rooms, saved } = openForms();
      rooms.secrets.failAlways('store', fault);
      forms.show('add', newCredential);
      const page = await ready(onlyPage(pages));
      page.tell({ type: 'edited', fields: withoutKey(), keyTyped: true });
      page.tell({ type: 'save', draft });
      const { save, fields } = await page.shows('the failure', (state) => state.save.kind === 'failed');
      const words = fault === 'reject' ? /refused to save \(the keyring is locked\)/ : /did not answer/;
      assert.match(save.kind === 'failed' ? save.message : '', words);
      assert.equal(page.disposed, false);
      assert.deepEqual(fields, withoutKey());
      assert.deepEqual(saved, []);
      assert.deepEqual(rooms.store.list(), []);
      assert.equal(rooms.secrets.values.size, 0);
      rooms.secrets.clearFaults();
      page.tell({ type: 'save', draft: { ...draft, name: 'Second try' } });
      await until('the second try is saved', () => page.disposed);
      assert.deepEqual(saved, ['Second try']);
    }
  });

  it('saves nothing, and says so, when the list of faces can’t be written', async () => {
    const { forms, pages, rooms, saved } = openForms();
    rooms.globalState.failNext('reject');
    forms.show('add', newCredential);
    const page = await ready(onlyPage(pages));
    page.tell({ type: 'save', draft });
    await page.shows('the failure', ({ save }) => save.kind === 'failed');
    assert.deepEqual(saved, []);
    assert.equal(rooms.secrets.values.size, 0);
    assert.deepEqual(rooms.store.list(), []);
  });

  it('honours the deadline of a hanging storage, and no secret comes back when it ends late', async () => {
    const { forms, pages, rooms } = openForms();
    rooms.secrets.failNext('store', 'hang');
    forms.show('add', newCredential);
    const page = await ready(onlyPage(pages));
    const start = performance.now();
    page.tell({ type: 'save', draft });
    await page.shows('the failure', ({ save }) => save.kind === 'failed');
    assert.ok(performance.now() - start < 5_000);
    await rooms.secrets.hanging[0]?.land();
    await settle();
    await rooms.store.reconcile();
    assert.deepEqual(rooms.store.list(), []);
    assert.equal(rooms.secrets.values.size, 0);
  });

  it('marks the fields that can’t be saved, and stores nothing', async () => {
    const { forms, pages, rooms } = openForms();
    await addCredential(rooms);
    forms.show('add', newCredential);
    const page = await ready(onlyPage(pages));
    page.tell({ type: 'save', draft: { ...draft, name: 'PRODUCTION', key: 'ключ' } });
    const { save } = await page.shows('the problems', (state) => state.save.kind === 'invalid');
    assert.deepEqual(save, { kind: 'invalid', problems: { name: 'taken', key: 'notAHeaderValue' } });
    assert.equal(rooms.secrets.values.size, 1);
  });

  it('tells the page everything about a stored credential but its key', async () => {
    const { forms, pages, rooms } = openForms();
    const face = await addCredential(rooms, { description: 'daily' });
    forms.show('edit', edit(face));
    const page = await ready(onlyPage(pages));
    const { hasKey, keyEnding, fields } = page.state;
    assert.equal(hasKey, true);
    assert.equal(keyEnding, 'cafe');
    assert.deepEqual(fields, { name: 'Production', description: 'daily', region: 'us', baseUrl: '' });
    page.tell({ type: 'test', draft: { ...fields, key: '' }, targetRevision: 1 });
    await page.shows('the verdict', ({ test }) => test.kind === 'done');
    page.tell({ type: 'save', draft: { ...fields, name: 'Renamed', key: '' } });
    await until('it is saved', () => page.disposed);
    assert.ok(!JSON.stringify(page.states).includes(exampleKey));
    const stored = await rooms.store.read(face.id);
    assert.equal(stored.ok && stored.credential.key, exampleKey);
    assert.equal(rooms.store.face(face.id)?.name, 'Renamed');
  });

  it('tells the verdict of a test, and stores nothing for it', async () => {
    for (const [verification, tone] of [
      [readWrite, 'success'],
      [rejected, 'error'],
    ] as const) {
      const { forms, pages, rooms } = openForms(buildRooms({ verify: async () => verification }));
      forms.show('add', newCredential);
      const page = await ready(onlyPage(pages));
      page.tell({ type: 'test', draft, targetRevision: 7 });
      const { test } = await page.shows('the verdict', (state) => state.test.kind === 'done');
      assert.equal(test.kind === 'done' && test.verdict.tone, tone);
      assert.equal(test.kind === 'done' && test.targetRevision, 7);
      assert.equal(rooms.secrets.calls.length + rooms.globalState.updates, 0);
      page.panel.dispose();
    }
  });

  it('ends a test when it is cancelled or closed', async () => {
    for (const end of [
      (page: FormPage) => page.tell({ type: 'cancelTest' }),
      (page: FormPage) => void page.panel.dispose(),
    ]) {
      const signals: AbortSignal[] = [];
      const verify = ({ signal }: { signal: AbortSignal }): Promise<Verification> => {
        signals.push(signal);
        return pending;
      };
      const { forms, pages } = openForms(buildRooms({ verify }));
      forms.show('add', newCredential);
      const page = await ready(onlyPage(pages));
      page.tell({ type: 'test', draft, targetRevision: 1 });
      await until('the test runs', () => signals.length === 1);
      end(page);
      await until('the test is ended', () => signals[0]?.aborted === true);
      page.panel.dispose();
    }
  });

  it('passes over messages that are none of its own', async () => {
    const { forms, pages, errors } = openForms();
    forms.show('add', newCredential);
    const page = await ready(onlyPage(pages));
    for (const message of [{}, { type: 'x' }, { type: 'save' }, { type: 'save', draft: { name: 1 } }]) {
      page.tell(message);
    }
    await settle();
    assert.deepEqual(errors, []);
    assert.equal(page.disposed, false);
  });

  it('follows its credential, also in what stands in the fields of its page', async () => {
    const { forms, pages, rooms } = openForms();
    const face = await addCredential(rooms);
    forms.show('edit', edit(face));
    const page = await ready(onlyPage(pages));
    const now = { ...face, name: 'Renamed', baseUrl: 'https://app.eu.pendo.io', key: undefined };
    await rooms.store.save(now);
    await until('the page has the new values', () => page.intents.length > 1);
    assert.deepEqual(page.intents.at(-1), { type: 'edited', fields: fieldsOf(now), keyTyped: false });
  });

  it('closes when its credential is deleted, and does not offer to bring it back', async () => {
    const messages = watchMessages();
    const { forms, pages, rooms } = openForms();
    const face = await addCredential(rooms);
    forms.show('edit', edit(face));
    const page = await ready(onlyPage(pages));
    page.tell({ type: 'edited', fields: { ...withoutKey(), name: 'Half typed' }, keyTyped: false });
    await rooms.store.delete(face.id);
    await until('the form is closed', () => page.disposed);
    assert.deepEqual(messages, []);
  });
});

/** A check that never ends. */
const pending = new Promise<Verification>(() => undefined);
