import assert from 'node:assert/strict';
import { serializeCredential } from '../../../../src/credentials/storedCredential';
import { survives } from '../../../survives';
import { FakeKeyValueStore } from '../../fakes/fakeKeyValueStore';
import { FakeSecretStore } from '../../fakes/fakeSecretStore';
import { settle } from '../../fakes/settle';
import { change, keyOf, openWindow, restart, seen } from '../openWindow';
import { sampleCredential, sampleFace, sampleKey } from '../sampleCredentials';

describe('CredentialStore', () => {
  describe('after a crash', () => {
    const old = sampleCredential({ name: 'Old', savedAt: 1000, keySavedAt: 1000 });
    const renamed = sampleCredential({
      name: 'New',
      baseUrl: 'https://new.example',
      savedAt: 2000,
      keySavedAt: 1000,
    });
    const rekeyed = sampleCredential({
      name: 'New',
      baseUrl: 'https://new.example',
      key: sampleKey(2),
      savedAt: 2000,
      keySavedAt: 2000,
    });
    const face = (credential: typeof old) => sampleFace(credential);

    type Row = readonly [
      what: string,
      secret: typeof old | undefined,
      face: object | undefined,
      result: Record<string, string>,
      key: string | undefined,
      host?: string,
    ];
    const rows: readonly Row[] = [
      ['nothing', undefined, undefined, {}, undefined],
      ['the face alone', undefined, face(old), { Old: 'missing' }, undefined],
      ['the secret alone', old, undefined, { Old: 'present' }, sampleKey(), 'app.pendo.io'],
      ['both of one age', old, face(old), { Old: 'present' }, sampleKey(), 'app.pendo.io'],
      ['a newer secret', renamed, face(old), { New: 'present' }, sampleKey(), 'new.example'],
      [
        'a newer secret with another key',
        rekeyed,
        face(old),
        { New: 'present' },
        sampleKey(2),
        'new.example',
      ],
      ['a newer face', old, face(renamed), { New: 'present' }, sampleKey(), 'new.example'],
      ['a newer face of another key', old, face(rekeyed), { New: 'present' }, sampleKey(), 'app.pendo.io'],
      ['a tombstone alone', undefined, { id: 'a', deletedAt: 1 }, {}, undefined],
      ['a tombstone and a secret', old, { id: 'a', deletedAt: 1001 }, {}, undefined],
      [
        'a tombstone and a secret that was saved again',
        renamed,
        { id: 'a', deletedAt: 1001 },
        { New: 'present' },
        sampleKey(),
        'new.example',
      ],
    ];
    for (const [what, secret, entry, result, key, host] of rows) {
      survives(
        {
          area: 'storage',
          fault:
            'VS Code is killed at any point: secret and face each missing, old, new, or marked as deleted (ten combinations)',
          userSees:
            'One row or none, never two; its key, or “key missing”; a key goes to no host that it was not saved for',
        },
        `recovers from ${what}`,
        async () => {
          const secrets = new FakeSecretStore();
          const state = new FakeKeyValueStore();
          if (secret) secrets.values.set('credential/a', serializeCredential(secret));
          if (entry) state.plant('credentials', [entry]);
          let recovered = openWindow({ secrets, state });
          await recovered.store.reconcile();
          const read = await recovered.store.read('a');
          assert.equal(read.ok ? read.credential.key : undefined, key);
          assert.equal(read.ok ? new URL(read.credential.baseUrl).host : undefined, host);
          await settle();
          assert.deepEqual(seen(recovered), result);
          recovered = restart(recovered);
          await recovered.store.reconcile();
          assert.deepEqual(seen(recovered), result);
          assert.equal(await keyOf(recovered), key);
          assert.equal(secrets.values.size, key === undefined ? 0 : 1);
          recovered.store.dispose();
        },
      );
    }

    survives(
      {
        area: 'storage',
        fault: 'The storage says that it has saved, and after a restart it has not',
        userSees: 'The row says “key missing”, or there is none; what was kept works',
      },
      'has all of a save, or none, or a credential without its key, wherever it happened',
      async () => {
        for (const lostSecret of [true, false]) {
          for (const lostFace of [true, false]) {
            const crashed = openWindow();
            if (lostSecret) crashed.secrets.failNext('store', 'forget');
            if (lostFace) crashed.state.failNext('lose', 'lose', 'lose');
            await crashed.store.save(change());
            const again = restart(crashed);
            await again.store.reconcile();
            const expected = lostSecret
              ? lostFace
                ? {}
                : { Production: 'missing' }
              : { Production: 'present' };
            assert.deepEqual(seen(again), expected, JSON.stringify({ lostSecret, lostFace }));
            again.store.dispose();
          }
        }
      },
    );
  });
});
