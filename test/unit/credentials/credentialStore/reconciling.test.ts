import assert from 'node:assert/strict';
import { serializeCredential } from '../../../../src/credentials/storedCredential';
import { survives } from '../../../survives';
import { ensure } from '../../fakes/ensure';
import { FakeKeyValueStore } from '../../fakes/fakeKeyValueStore';
import { settle } from '../../fakes/settle';
import {
  change,
  keyOf,
  openWindow,
  rejected,
  restart,
  saveSample,
  seen,
  timeout,
  type Window,
} from '../openWindow';
import { sampleCredential, sampleKey } from '../sampleCredentials';

describe('CredentialStore', () => {
  let window: Window;
  beforeEach(() => (window = openWindow()));
  afterEach(() => window.store.dispose());

  describe('reconciling', () => {
    survives(
      {
        area: 'storage',
        fault: 'One key is lost while the list of credentials remains',
        userSees: 'The row stays and says “key missing”; its action is “Enter API Key”',
      },
      'finds a lost key by name, and reads no secret for it',
      async () => {
        await saveSample(window);
        await saveSample(window, { id: 'b', name: 'Other' });
        window.secrets.values.delete('credential/a');
        const again = restart(window);
        again.secrets.calls.length = 0;
        await again.store.reconcile();
        assert.deepEqual(seen(again), { Other: 'present', Production: 'missing' });
        assert.deepEqual(again.secrets.calls, ['keys']);
      },
    );

    it('reads only the secret that has changed', async () => {
      await saveSample(window);
      await saveSample(window, { id: 'b', name: 'Other', key: sampleKey(2) });
      window.secrets.calls.length = 0;
      window.secrets.tell('credential/a');
      await settle();
      assert.deepEqual(window.secrets.reads(), ['get credential/a']);
    });

    survives(
      {
        area: 'storage',
        fault: 'VS Code tells of a change several times, or without one',
        userSees: 'Nothing: rows and keys stay as they are',
      },
      'stays the same however often a change is told, or without one',
      async () => {
        window.secrets.eventsPerChange = 3;
        await saveSample(window);
        await saveSample(window, { name: 'New', key: sampleKey(2) });
        window.secrets.tell('credential/a');
        window.secrets.tell('credential/nobody');
        window.secrets.tell('something else');
        await settle();
        assert.deepEqual(seen(window), { New: 'present' });
        assert.equal(await keyOf(window), sampleKey(2));
        await window.store.delete('a');
        await settle();
        assert.deepEqual(seen(window), {});
      },
    );

    for (const [kind, cause] of [
      ['reject', rejected.cause],
      ['hang', timeout.cause],
    ] as const) {
      survives(
        {
          area: 'storage',
          fault: 'The storage can’t say which secrets it has',
          userSees:
            'Above the rows: “VS Code’s secret storage can’t be looked at …”; no key is called missing, and each still works',
        },
        `lets faces count alone where the names can’t be had (${kind}), and says why`,
        async () => {
          await saveSample(window);
          window.secrets.failNext('keys', kind);
          await window.store.reconcile();
          assert.deepEqual(seen(window), { Production: 'unknown' });
          assert.deepEqual(window.store.trouble(), { kind: 'unreachable', cause });
          assert.equal(await keyOf(window), sampleKey());
          await window.store.reconcile();
          assert.deepEqual(window.store.trouble(), { kind: 'none' });
        },
      );
    }

    survives(
      {
        area: 'storage',
        fault: 'All keys are lost while the list of credentials remains',
        userSees:
          'Above the rows: “VS Code’s secret storage has no key of these credentials.”; each row says “key missing”; nothing is deleted',
      },
      'says that the storage is empty while there are credentials, and deletes nothing',
      async () => {
        await saveSample(window);
        await saveSample(window, { id: 'b', name: 'Other' });
        window.secrets.values.clear();
        await window.store.reconcile();
        assert.deepEqual(window.store.trouble(), { kind: 'empty' });
        assert.deepEqual(seen(window), { Other: 'missing', Production: 'missing' });
        assert.deepEqual(Object.keys(seen(restart(window))), ['Other', 'Production']);
      },
    );

    it('has no trouble where there is nothing at all', async () => {
      await window.store.reconcile();
      assert.deepEqual(window.store.trouble(), { kind: 'none' });
    });

    survives(
      {
        area: 'storage',
        fault: 'The list of credentials is lost while the keys remain',
        userSees: 'The rows are there again, with their keys',
      },
      'adopts credentials without a face, one after another',
      async () => {
        for (const [id, number] of [
          ['a', 1],
          ['b', 2],
        ] as const) {
          window.secrets.values.set(
            `credential/${id}`,
            serializeCredential(sampleCredential({ id, name: `Key ${number}`, key: sampleKey(number) })),
          );
        }
        let running = 0;
        let most = 0;
        const get = window.secrets.get.bind(window.secrets);
        window.secrets.get = async (key) => {
          most = Math.max(most, (running += 1));
          const value = await get(key);
          running -= 1;
          return value;
        };
        await window.store.reconcile();
        assert.deepEqual(seen(window), { 'Key 1': 'present', 'Key 2': 'present' });
        assert.equal(most, 1);
      },
    );

    survives(
      {
        area: 'storage',
        fault: 'A credential is found again whose name is taken by now',
        userSees: 'A row with a number after its name',
      },
      'adopts under another name where the name is taken',
      async () => {
        await saveSample(window, { id: 'b' });
        window.secrets.values.set('credential/a', serializeCredential(sampleCredential()));
        await window.store.reconcile();
        assert.deepEqual(Object.keys(seen(window)), ['Production', 'Production 2']);
        assert.equal(await keyOf(window), sampleKey());
        await settle();
        assert.deepEqual(Object.keys(seen(window)), ['Production', 'Production 2']);
        window.secrets.calls.length = 0;
        const read = await window.store.read('a');
        ensure(read.ok);
        assert.equal(read.credential.name, 'Production 2');
        assert.deepEqual(window.secrets.calls, ['get credential/a']);
      },
    );

    it('keeps the row of a credential whose name, with a number, would be too long to be read again', async () => {
      const name = `e${'\u0301'.repeat(1999)}`;
      await saveSample(window, { id: 'b', name });
      window.secrets.values.set('credential/a', serializeCredential(sampleCredential({ name })));
      await window.store.reconcile();
      assert.deepEqual(
        restart(window)
          .store.list()
          .map(({ id }) => id)
          .sort(),
        ['a', 'b'],
      );
    });

    for (const kind of ['undecryptable', 'reject', 'hang'] as const) {
      survives(
        {
          area: 'storage',
          fault: 'Credentials are to be found again while the keyring is locked',
          userSees:
            'No row yet; only one secret is touched, so that VS Code deletes no other that it can’t decrypt',
        },
        `stops adopting at the first secret that can’t be read (${kind})`,
        async () => {
          for (const id of ['a', 'b', 'c']) {
            window.secrets.values.set(
              `credential/${id}`,
              serializeCredential(sampleCredential({ id, name: id })),
            );
          }
          window.secrets.failAlways('get', kind);
          await window.store.reconcile();
          await settle();
          assert.deepEqual(window.secrets.reads(), ['get credential/a']);
          assert.deepEqual(seen(window), {});
        },
      );
    }

    survives(
      {
        area: 'storage',
        fault: 'VS Code deletes a secret that it can’t decrypt, while credentials are to be found again',
        userSees:
          'No row, however often the window is looked at; the other secrets stay, and are found when secrets can be read again',
      },
      'loses one secret at most to a keyring that can’t decrypt, and adopts the others later',
      async () => {
        const { secrets } = window;
        for (const id of ['a', 'b', 'c']) {
          secrets.values.set(`credential/${id}`, serializeCredential(sampleCredential({ id, name: id })));
        }
        secrets.failAlways('get', 'undecryptable');
        for (let look = 0; look < 3; look += 1) {
          await window.store.reconcile();
          await settle();
        }
        assert.deepEqual([...secrets.values.keys()], ['credential/b', 'credential/c']);
        secrets.clearFaults();
        await saveSample(window, { id: 'd', name: 'd', key: sampleKey(4) });
        await window.store.reconcile();
        assert.deepEqual(seen(window), { b: 'present', c: 'present', d: 'present' });
      },
    );

    it('looks once for all that ask for a look while another operation takes its time', async () => {
      await saveSample(window);
      window.secrets.failNext('get', 'hang');
      window.secrets.calls.length = 0;
      const rename = window.store.save(change({ name: 'New', key: undefined }));
      await Promise.all([1, 2, 3].map(() => window.store.reconcile()));
      ensure((await rename).ok);
      assert.equal(window.secrets.calls.filter((call) => call === 'keys').length, 1);
    });

    survives(
      {
        area: 'storage',
        fault: 'Among the secrets are rubbish and one of a newer version',
        userSees: 'All other rows are there; both secrets are left as they are',
      },
      'goes on past a damaged secret and one of a newer version, and leaves them as they are',
      async () => {
        const { values } = window.secrets;
        values.set('credential/a', 'rubbish').set('credential/b', '{"version":2}');
        values.set('credential/c', serializeCredential(sampleCredential({ id: 'c' })));
        await window.store.reconcile();
        assert.deepEqual(seen(window), { Production: 'present' });
        assert.deepEqual(
          [values.get('credential/a'), values.get('credential/b')],
          ['rubbish', '{"version":2}'],
        );
        window.secrets.calls.length = 0;
        await window.store.reconcile();
        assert.deepEqual(window.secrets.reads(), []);
      },
    );

    it('adopts a secret that was damaged once it is written anew', async () => {
      window.secrets.values.set('credential/a', 'rubbish');
      await window.store.reconcile();
      assert.deepEqual(seen(window), {});
      await window.secrets.store('credential/a', serializeCredential(sampleCredential()));
      await settle();
      assert.deepEqual(seen(window), { Production: 'present' });
    });

    survives(
      {
        area: 'storage',
        fault: 'A secret that was deleted can’t be erased, over restarts',
        userSees: 'The row does not come back',
      },
      'never adopts a tombstoned id, although its secret can’t be erased',
      async () => {
        await saveSample(window);
        window.secrets.failAlways('delete', 'reject');
        await window.store.delete('a');
        await window.store.reconcile();
        const again = restart(window);
        again.secrets.failAlways('delete', 'reject');
        await again.store.reconcile();
        assert.deepEqual(seen(again), {});
        ensure(again.secrets.values.has('credential/a'));
      },
    );

    it('forgets a tombstone without a secret after a day, not before', async () => {
      const state = new FakeKeyValueStore();
      state.plant('credentials', [{ id: 'a', deletedAt: 1000 }]);
      const day = 24 * 60 * 60 * 1000;
      let now = 1000 + day;
      const later = openWindow({ state, now: () => now });
      await later.store.reconcile();
      assert.deepEqual(state.get('credentials'), [{ id: 'a', deletedAt: 1000 }]);
      now += 1;
      await later.store.reconcile();
      assert.deepEqual(state.get('credentials'), []);
      later.store.dispose();
    });

    survives(
      {
        area: 'storage',
        fault: 'The list of credentials can’t be written while the storage is looked at',
        userSees:
          'Above the rows: “VS Code’s secret storage can’t be looked at …”; all is well again the next time',
      },
      'says so, and throws nowhere, where a face can’t be written',
      async () => {
        window.secrets.values.set('credential/a', serializeCredential(sampleCredential()));
        window.state.failNext('reject');
        window.secrets.tell('credential/a');
        await settle();
        assert.equal(window.store.trouble().kind, 'unreachable');
        assert.deepEqual(seen(window), {});
        await window.store.reconcile();
        assert.deepEqual(window.store.trouble(), { kind: 'none' });
        assert.deepEqual(seen(window), { Production: 'present' });
      },
    );
  });
});
