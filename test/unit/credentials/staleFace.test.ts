import assert from 'node:assert/strict';
import { ConnectionMonitor } from '../../../src/credentials/connectionMonitor';
import { faceOf } from '../../../src/credentials/credential';
import { fieldsOf } from '../../../src/credentials/credentialForm/fields';
import { CredentialFormSession } from '../../../src/credentials/credentialForm/session';
import { serializeCredential } from '../../../src/credentials/storedCredential';
import { VerdictMemory } from '../../../src/credentials/verdictMemory';
import { survives } from '../../survives';
import { ensure } from '../fakes/ensure';
import { FakeKeyValueStore } from '../fakes/fakeKeyValueStore';
import { FakeSecretStore } from '../fakes/fakeSecretStore';
import { formatMessage } from '../fakes/formatMessage';
import { holdAnswers } from '../fakes/holdAnswers';
import { until } from '../fakes/until';
import { change, openWindow, seen, type Window } from './openWindow';
import { sampleCredential, sampleKey } from './sampleCredentials';

/** What another profile has saved while this one was closed, which has the face of before. */
describe('a credential that was changed in another profile', () => {
  const before = sampleCredential({ baseUrl: 'https://a.example', savedAt: 100, keySavedAt: 100 });
  const after = sampleCredential({
    baseUrl: 'https://b.example',
    key: sampleKey(2),
    savedAt: 200,
    keySavedAt: 200,
  });
  let window: Window;

  beforeEach(async () => {
    const secrets = new FakeSecretStore();
    const state = new FakeKeyValueStore();
    secrets.values.set('credential/a', serializeCredential(after));
    state.plant('credentials', [faceOf(before)]);
    window = openWindow({ secrets, state });
    await window.store.reconcile();
  });
  afterEach(() => window.store.dispose());

  survives(
    {
      area: 'windows',
      fault:
        'Another profile gives a credential another key and host, and this one saves it with a blank key',
      userSees:
        'The form says “This credential was changed in another window or profile, so nothing was saved.” and shows what it is now',
    },
    'is not saved with a blank key for the host of before',
    async () => {
      const stored = window.secrets.values.get('credential/a');
      const wish = change({ baseUrl: before.baseUrl, description: 'new', key: undefined });
      assert.deepEqual(await window.store.save(wish), { ok: false, reason: 'changed' });
      assert.equal(window.secrets.values.get('credential/a'), stored);
      assert.equal(window.store.face('a')?.baseUrl, after.baseUrl);
      ensure((await window.store.save({ ...wish, baseUrl: after.baseUrl })).ok);
      const read = await window.store.read('a');
      ensure(read.ok);
      assert.deepEqual(
        [read.credential.description, read.credential.baseUrl, read.credential.key],
        ['new', after.baseUrl, sampleKey(2)],
      );
    },
  );

  it('is shown as it is once its key was read', async () => {
    ensure((await window.store.read('a')).ok);
    assert.equal(window.store.face('a')?.baseUrl, after.baseUrl);
  });

  it('is checked with the key and host that it has by now', async () => {
    const { verify, asked } = holdAnswers();
    const verdicts = new VerdictMemory(window.state);
    const monitor = new ConnectionMonitor({ store: window.store, verdicts, verify });
    const result = monitor.check('a');
    await until('Pendo is asked', () => asked.length > 0);
    assert.equal(monitor.state('a').kind, 'checking');
    asked[0]!.answer({ ok: true, access: 'readWrite' });
    assert.equal((await result).kind, 'completed');
    assert.equal(monitor.state('a').kind, 'connected');
    assert.deepEqual(
      asked.map(({ key, baseUrl }) => [key, baseUrl]),
      [[sampleKey(2), after.baseUrl]],
    );
    monitor.dispose();
  });

  it('is not tested in an open form with the host of before', async () => {
    const { verify, asked } = holdAnswers();
    const fields = fieldsOf(faceOf(before));
    const form = new CredentialFormSession(
      { mode: 'edit', id: 'a', fields },
      {
        store: window.store,
        verify,
        t: formatMessage,
        translations: undefined,
        onSaved: () => undefined,
        onClose: () => undefined,
      },
    );
    await form.handle({ type: 'ready' });
    await form.handle({ type: 'test', draft: { ...fields, key: '' }, targetRevision: 1 });
    assert.deepEqual(asked, []);
    assert.equal(form.state().fields.baseUrl, after.baseUrl);
    assert.deepEqual(form.state().test, { kind: 'idle' });
    form.dispose();
  });

  it('is shown as it is where secrets have no names, too, once it is used', async () => {
    window.secrets.failAlways('keys', 'reject');
    ensure((await window.store.read('a')).ok);
    assert.equal(window.store.face('a')?.baseUrl, after.baseUrl);
    assert.deepEqual(seen(window), { Production: 'present' });
  });
});
