import assert from 'node:assert/strict';
import { CredentialSecrets } from '../../../src/credentials/credentialSecrets';
import { serializeCredential } from '../../../src/credentials/storedCredential';
import { DeadlineExceeded, withDeadline } from '../../../src/credentials/withDeadline';
import { survives } from '../../survives';
import { FakeSecretStore } from '../fakes/fakeSecretStore';
import { settle } from '../fakes/settle';
import { sampleCredential } from './sampleCredentials';
import { ensure } from '../fakes/ensure';

/** What a storage behind other software may reject with. */
const textRejection = (): PromiseLike<never> => ({
  then: (_onfulfilled, onrejected) => Promise.resolve().then(() => onrejected!('text')),
});

describe('withDeadline', () => {
  it('gives what the operation gives', async () =>
    assert.equal(await withDeadline(Promise.resolve(3), 1000), 3));

  it('fails as the operation fails, with an Error in any case', async () => {
    await assert.rejects(withDeadline(Promise.reject(new RangeError('x')), 1000), RangeError);
    await assert.rejects(withDeadline(textRejection(), 1000), { message: 'text' });
  });

  it('ends an operation that does not', async () => {
    const start = performance.now();
    await assert.rejects(withDeadline(new Promise(() => undefined), 20), (error) => {
      ensure(error instanceof DeadlineExceeded);
      assert.equal(error.message, 'no answer within 0.02 seconds');
      return true;
    });
    ensure(performance.now() - start >= 15);
  });

  it('overlooks what comes too late', async () => {
    let fail: (error: Error) => void = () => undefined;
    const operation = new Promise<never>((_resolve, reject) => (fail = reject));
    await assert.rejects(withDeadline(operation, 1), DeadlineExceeded);
    fail(new Error('late'));
    await settle();
  });
});

describe('CredentialSecrets', () => {
  let fake: FakeSecretStore;
  let secrets: CredentialSecrets;
  beforeEach(() => {
    fake = new FakeSecretStore();
    secrets = new CredentialSecrets(fake, 20);
  });

  it('keeps the whole credential in one secret, under its id', async () => {
    assert.equal(await secrets.write(sampleCredential()), undefined);
    assert.deepEqual([...fake.values], [['credential/a', serializeCredential(sampleCredential())]]);
    assert.deepEqual(await secrets.read('a'), { ok: true, credential: sampleCredential() });
    assert.equal(await secrets.erase('a'), undefined);
    assert.deepEqual(await secrets.read('a'), { ok: false, reason: 'missing' });
  });

  it('names the ids of credentials alone, and reads nothing for it', async () => {
    fake.values.set('credential/a', 'x').set('credential/b', 'y').set('other', 'z');
    assert.deepEqual(await secrets.ids(), { ok: true, ids: new Set(['a', 'b']) });
    assert.deepEqual(fake.calls, ['keys']);
  });

  it('tells of credentials alone', async () => {
    const told: string[] = [];
    const subscription = secrets.onDidChange((id) => told.push(id));
    fake.tell('credential/a');
    fake.tell('other');
    await settle();
    subscription.dispose();
    fake.tell('credential/b');
    await settle();
    assert.deepEqual(told, ['a']);
  });

  for (const [text, reason] of [
    ['rubbish', 'damaged'],
    ['{"version":2}', 'newer'],
    [serializeCredential(sampleCredential({ id: 'b' })), 'damaged'],
  ] as const) {
    it(`reads ${text.slice(0, 30)} as ${reason}`, async () => {
      fake.values.set('credential/a', text);
      assert.deepEqual(await secrets.read('a'), { ok: false, reason });
    });
  }

  const rejected = { kind: 'rejected', cause: 'the keyring is locked' };
  const timeout = { kind: 'timeout', cause: 'no answer within 0.02 seconds' };
  for (const [kind, failure] of [
    ['reject', rejected],
    ['hang', timeout],
  ] as const) {
    survives(
      {
        area: 'storage',
        fault: 'Any operation of the keyring refuses, or never answers',
        userSees: 'A reason within ten seconds, never a frozen window',
      },
      `makes a value of every operation that ${kind}s`,
      async () => {
        for (const operation of ['get', 'store', 'delete', 'keys'] as const) {
          fake.failNext(operation, kind);
        }
        assert.deepEqual(await secrets.read('a'), { ok: false, reason: 'failed', failure });
        assert.deepEqual(await secrets.ids(), { ok: false, failure });
        assert.deepEqual(await secrets.write(sampleCredential()), failure);
        assert.deepEqual(await secrets.erase('a'), failure);
      },
    );
  }

  it('makes a value of a store that throws at once', async () => {
    const thrower = () => {
      throw new Error('not supported here');
    };
    const broken = new CredentialSecrets({
      get: thrower,
      store: thrower,
      delete: thrower,
      keys: thrower,
      onDidChange: () => ({ dispose: () => undefined }),
    });
    const failure = { kind: 'rejected', cause: 'not supported here' };
    assert.deepEqual(await broken.ids(), { ok: false, failure });
    assert.deepEqual(await broken.read('a'), { ok: false, reason: 'failed', failure });
    assert.deepEqual(await broken.write(sampleCredential()), failure);
    assert.deepEqual(await broken.erase('a'), failure);
  });
});
