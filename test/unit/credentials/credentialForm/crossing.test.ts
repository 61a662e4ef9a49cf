import assert from 'node:assert/strict';
import { fieldsOf } from '../../../../src/credentials/credentialForm/fields';
import type { SaveState, VisibleDraft } from '../../../../src/credentials/credentialForm/protocol';
import { CredentialFormSession } from '../../../../src/credentials/credentialForm/session';
import { survives } from '../../../survives';
import { ensure } from '../../fakes/ensure';
import { formatMessage } from '../../fakes/formatMessage';
import { holdAnswers, type Asked } from '../../fakes/holdAnswers';
import { settle } from '../../fakes/settle';
import { change, openWindow, type Window } from '../openWindow';
import { sampleKey } from '../sampleCredentials';

/** Another window gives a credential another key and host, and this one has not taken that in when its form is used. */
describe('a form that is used before it follows its credential', () => {
  const elsewhere = { baseUrl: 'https://b.example', key: sampleKey(2) };
  let here: Window;
  let there: Window;
  let form: CredentialFormSession;
  let asked: readonly Asked[];
  let shown: VisibleDraft;

  beforeEach(async () => {
    here = openWindow({ deadline: 1000 });
    there = openWindow({ secrets: here.secrets });
    await here.store.save(change());
    await there.store.reconcile();
    await settle();
    const answers = holdAnswers();
    asked = answers.asked;
    shown = fieldsOf(change());
    form = new CredentialFormSession(
      { mode: 'edit', id: 'a', fields: shown },
      {
        store: here.store,
        verify: answers.verify,
        t: formatMessage,
        translations: undefined,
        onSaved: () => undefined,
        onClose: () => undefined,
      },
    );
  });
  afterEach(() => {
    form.dispose();
    here.store.dispose();
    there.store.dispose();
  });

  const stored = async (): Promise<{ readonly baseUrl: string; readonly key: string }> => {
    const read = await there.store.read('a');
    ensure(read.ok);
    const { baseUrl, key } = read.credential;
    return { baseUrl, key };
  };

  survives(
    {
      area: 'windows',
      fault:
        'Another window gives a credential another key and host, and Save is pressed here with a blank key while this window takes that in',
      userSees:
        'The form says “This credential was changed in another window or profile, so nothing was saved.” and shows what it is now',
    },
    'saves no other key for the host that it shows',
    async () => {
      here.secrets.failAlways('keys', 'hang');
      await there.store.save(change(elsewhere));
      await settle();
      assert.deepEqual(form.state().fields, shown);
      const saving = form.handle({ type: 'save', draft: { ...shown, description: 'new', key: '' } });
      here.secrets.clearFaults();
      await Promise.all(here.secrets.hanging.map((keys) => keys.land()));
      await saving;
      assert.deepEqual(await stored(), elsewhere);
      assert.equal(form.state().save.kind, 'failed' satisfies SaveState['kind']);
      const now = form.state().fields;
      assert.equal(now.baseUrl, elsewhere.baseUrl);
      await form.handle({ type: 'save', draft: { ...now, description: 'new', key: '' } });
      assert.deepEqual(await stored(), elsewhere);
      assert.equal(here.store.face('a')?.description, 'new');
    },
  );

  it('tests no other key at the host that it shows', async () => {
    here.state.failNext('hang');
    await there.store.save(change(elsewhere));
    await settle();
    assert.deepEqual(form.state().fields, shown);
    assert.equal(here.store.face('a')?.baseUrl, elsewhere.baseUrl);
    await form.handle({ type: 'test', draft: { ...shown, key: '' }, targetRevision: 1 });
    assert.deepEqual(asked, []);
    assert.deepEqual(form.state().test, { kind: 'idle' });
  });
});
