import assert from 'node:assert/strict';
import { emptyFields } from '../../src/credentials/credentialForm/fields';
import type { CredentialForms } from '../../src/editor/credentialForms';
import { survives } from '../survives';
import { until } from '../unit/fakes/until';
import { onlyPage, type FormPage } from './support/formPages';
import { draft, edit, newCredential, openForms, ready, withoutKey } from './support/openForms';
import { addCredential, buildRooms, exampleKey } from './support/rooms';
import { watchMessages, type Shown } from './support/watchWindow';

describe('a credential form that is closed with input', () => {
  it('offers to bring back what was typed when it is closed unsaved, all but the key', async () => {
    const messages = watchMessages(() => 'Reopen');
    const { forms, pages } = openForms();
    forms.show('add', newCredential);
    const page = await ready(onlyPage(pages));
    page.tell({ type: 'edited', fields: withoutKey(), keyTyped: true });
    page.tell({ type: 'keyEntered', key: exampleKey, keyRevision: 1 });
    page.panel.dispose();
    await until('it is open again', () => pages.length === 2);
    const again = await ready(onlyPage(pages));
    assert.deepEqual(again.state.fields, withoutKey());
    assert.ok(!JSON.stringify(again.states).includes(exampleKey));
    assert.match(messages[0]?.message ?? '', /all but the key/);
    again.panel.dispose();
    await until('it is open a third time, though nothing more was typed', () => pages.length === 3);
    assert.deepEqual((await ready(onlyPage(pages))).state.fields, withoutKey());
  });

  it('closes without a question when nothing was typed, and when all forms end', async () => {
    const messages = watchMessages();
    const { forms, pages } = openForms();
    forms.show('add', newCredential);
    const untouched = await ready(onlyPage(pages));
    untouched.tell({ type: 'cancel' });
    await until('it is closed', () => untouched.disposed);
    forms.show('add', newCredential);
    const touched = await ready(onlyPage(pages));
    touched.tell({ type: 'edited', fields: withoutKey(), keyTyped: false });
    forms.dispose();
    await until('it is closed', () => touched.disposed);
    assert.deepEqual(messages, []);
  });

  it('takes the place of a form in which nothing was typed meanwhile', async () => {
    const { messages, reopen } = holdOffer();
    const { forms, pages } = openForms();
    await abandon(forms, pages);
    forms.show('add', { ...newCredential, id: 'other' });
    const untouched = await ready(onlyPage(pages));
    assert.deepEqual(untouched.state.fields, emptyFields);
    reopen();
    await until('the untouched form is gone', () => untouched.disposed);
    assert.deepEqual((await ready(onlyPage(pages))).state.fields, withoutKey());
    assert.equal(messages.length, 1);
  });

  it('comes back beside a form in which something was typed meanwhile', async () => {
    const { reopen } = holdOffer();
    const { forms, pages } = openForms();
    await abandon(forms, pages);
    forms.show('add', { ...newCredential, id: 'other' });
    const touched = await ready(onlyPage(pages));
    touched.tell({ type: 'edited', fields: { ...emptyFields, name: 'Another' }, keyTyped: false });
    reopen();
    await until('both are open', () => pages.length === 3);
    assert.deepEqual((await ready(pages[2]!)).state.fields, withoutKey());
    assert.equal(touched.disposed, false);
  });

  it('does not come back where its credential was deleted meanwhile, and that is said', async () => {
    const { messages, reopen } = holdOffer();
    const { forms, pages, rooms } = openForms();
    const face = await addCredential(rooms);
    forms.show('edit', edit(face));
    const page = await ready(onlyPage(pages));
    page.tell({ type: 'edited', fields: withoutKey(), keyTyped: false });
    page.panel.dispose();
    await until('the offer is made', () => messages.length === 1);
    await rooms.store.delete(face.id);
    reopen();
    await until('it is answered', () => messages.length === 2);
    assert.match(messages[1]?.message ?? '', /“Production” was deleted meanwhile/);
    assert.equal(pages.length, 1);
  });

  it('while it saves is saved all the same, and nothing else is said', async () => {
    const messages = watchMessages();
    const { page, rooms, saved } = await closeWhileSaving();
    await rooms.secrets.hanging[0]?.land();
    await until('it is saved', () => saved.length === 1);
    assert.equal(page.disposed, true);
    assert.deepEqual(saved, ['Production']);
    assert.deepEqual(messages, []);
  });

  survives(
    {
      area: 'storage',
      fault: 'The form is closed while it saves, and then the keyring does not answer',
      userSees: '“The credential was not saved. …” with the reason, and Reopen brings back all but the key',
    },
    'while it saves is offered again with the reason, where it could not be saved',
    async () => {
      const messages = watchMessages(() => 'Reopen');
      const { pages, saved } = await closeWhileSaving({ deadline: 100 });
      await until('it is open again', () => pages.length === 2);
      assert.match(messages[0]?.message ?? '', /was not saved\. .*did not answer.*all but the key/);
      assert.deepEqual((await ready(onlyPage(pages))).state.fields, withoutKey());
      assert.deepEqual(saved, []);
    },
  );
});

/** Closes a form while its save waits for the keyring. */
async function closeWhileSaving({ deadline = 10_000 } = {}): Promise<
  ReturnType<typeof openForms> & { page: FormPage }
> {
  const opened = openForms(buildRooms({ deadline }));
  opened.rooms.secrets.failNext('store', 'hang');
  opened.forms.show('add', newCredential);
  const page = await ready(onlyPage(opened.pages));
  page.tell({ type: 'edited', fields: withoutKey(), keyTyped: true });
  page.tell({ type: 'save', draft });
  await until('the keyring is asked', () => opened.rooms.secrets.hanging.length === 1);
  assert.equal(page.state.save.kind, 'saving');
  page.panel.dispose();
  await until('it is closed', () => page.disposed);
  return { ...opened, page };
}

/** Answers the offer to reopen a form when the test says so. */
function holdOffer(): { messages: Shown[]; reopen: () => void } {
  let reopen: () => void = () => undefined;
  const answer = new Promise<string>((resolve) => (reopen = () => resolve('Reopen')));
  return { messages: watchMessages(() => answer), reopen };
}

async function abandon(forms: CredentialForms, pages: FormPage[]): Promise<void> {
  forms.show('add', newCredential);
  const page = await ready(onlyPage(pages));
  page.tell({ type: 'edited', fields: withoutKey(), keyTyped: true });
  page.panel.dispose();
  await until('it is closed', () => page.disposed);
}
