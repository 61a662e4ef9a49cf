import assert from 'node:assert/strict';
import { mostCredentials } from '../../../../src/credentials/limits';
import { keyFingerprint } from '../../../../src/pendo/keyFingerprint';
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
import { sampleFace, sampleKey } from '../sampleCredentials';

describe('CredentialStore', () => {
  let window: Window;
  beforeEach(() => (window = openWindow()));
  afterEach(() => window.store.dispose());

  describe('saving', () => {
    it('writes the secret, then the face, and tells of the change', async () => {
      const order: string[] = [];
      const { secrets, state } = window;
      const store = secrets.store.bind(secrets);
      const update = state.update.bind(state);
      secrets.store = async (key, value) => {
        await store(key, value);
        order.push(`secret ${key}`);
      };
      state.update = async (key, value) => {
        order.push(`face ${key}`);
        await update(key, value);
      };
      const result = await window.store.save(change());
      ensure(result.ok);
      assert.deepEqual(order, ['secret credential/a', 'face credentials']);
      ensure(window.changes() > 0);
      assert.deepEqual(seen(window), { Production: 'present' });
      assert.equal(await keyOf(window), sampleKey());
    });

    it('keeps the key in the secret and nowhere else', async () => {
      await saveSample(window);
      ensure(window.secrets.values.get('credential/a')?.includes(sampleKey()));
      ensure(!JSON.stringify([...window.state.disk]).includes(sampleKey()));
    });

    it('keeps the credential over a restart, and draws it without opening the keyring', async () => {
      await saveSample(window);
      const again = restart(window);
      again.secrets.calls.length = 0;
      assert.deepEqual(seen(again), { Production: 'unknown' });
      assert.deepEqual(again.secrets.calls, []);
      assert.equal(await keyOf(again), sampleKey());
    });

    it('changes name, description and base URL, and keeps the key and its time', async () => {
      await saveSample(window);
      const before = window.store.face('a');
      await saveSample(window, {
        name: 'New',
        description: 'd',
        baseUrl: 'https://x.example',
        key: undefined,
      });
      const face = window.store.face('a');
      assert.deepEqual([face?.name, face?.description, face?.baseUrl], ['New', 'd', 'https://x.example']);
      assert.equal(face?.keySavedAt, before?.keySavedAt);
      assert.equal(await keyOf(window), sampleKey());
    });

    it('replaces the key, and dates it', async () => {
      await saveSample(window);
      const before = window.store.face('a')!;
      await saveSample(window, { key: sampleKey(2) });
      assert.equal(await keyOf(window), sampleKey(2));
      ensure(window.store.face('a')!.keySavedAt > before.keySavedAt);
      assert.equal(window.store.face('a')!.keyEnding, '0002');
    });

    it('refuses a name that another credential has, in another case too', async () => {
      await saveSample(window);
      assert.deepEqual(await window.store.save(change({ id: 'b', name: 'PRODUCTION' })), {
        ok: false,
        reason: 'nameTaken',
      });
      ensure(!window.secrets.values.has('credential/b'));
    });

    survives(
      {
        area: 'input',
        fault: 'A credential more than 500',
        userSees: 'The form says “There are … credentials already. Delete one that is no longer used.”',
      },
      'keeps 500 credentials and refuses one more, but not a change',
      async () => {
        const faces = Array.from({ length: mostCredentials }, (_, index) =>
          sampleFace({ id: `id-${index}`, name: `Name ${index}` }),
        );
        const state = new FakeKeyValueStore();
        state.plant('credentials', faces);
        const full = openWindow({ state });
        assert.equal(full.store.list().length, mostCredentials);
        assert.deepEqual(await full.store.save(change()), { ok: false, reason: 'full' });
        ensure((await full.store.save(change({ id: 'id-7', name: 'Name 7b' }))).ok);
        const result = await full.store.delete('id-8');
        assert.equal(result.ok && result.deleted.kind, 'face');
        ensure((await full.store.save(change())).ok);
        full.store.dispose();
      },
    );

    it('has to have a key for a credential that is not there', async () => {
      assert.deepEqual(await window.store.save(change({ key: undefined })), { ok: false, reason: 'deleted' });
      assert.deepEqual(seen(window), {});
    });

    it('does one after another, so that none is lost', async () => {
      const ids = ['a', 'b', 'c', 'd', 'e'];
      const results = await Promise.all(
        ids.map((id, index) => window.store.save(change({ id, name: id, key: sampleKey(index) }))),
      );
      ensure(results.every(({ ok }) => ok));
      assert.deepEqual(Object.keys(seen(window)), ids);
      assert.deepEqual(Object.keys(seen(restart(window))), ids);
    });

    it('lets only one of two credentials of one name through, saved at once', async () => {
      const results = await Promise.all(['a', 'b'].map((id) => window.store.save(change({ id }))));
      assert.deepEqual(
        results.map(({ ok }) => ok),
        [true, false],
      );
    });

    it('goes on after an operation that failed', async () => {
      window.secrets.failNext('store', 'reject');
      const [first, second] = await Promise.all([
        window.store.save(change()),
        window.store.save(change({ id: 'b' })),
      ]);
      assert.deepEqual([first.ok, second.ok], [false, true]);
    });

    it('finds the other credential that has a key already', async () => {
      await saveSample(window);
      assert.equal(window.store.ownerOfKey(keyFingerprint(sampleKey()), 'b')?.name, 'Production');
      assert.equal(window.store.ownerOfKey(keyFingerprint(sampleKey()), 'a'), undefined);
      assert.equal(window.store.ownerOfKey(keyFingerprint(sampleKey(2)), 'b'), undefined);
    });
  });

  describe('a new credential that can’t be saved', () => {
    for (const [kind, failure] of [
      ['reject', rejected],
      ['hang', timeout],
    ] as const) {
      survives(
        {
          area: 'storage',
          fault: 'The keyring refuses or does not answer while a new credential is saved',
          userSees:
            'The form says “so nothing was saved”, and why; everything typed stays; no row appears, after a restart neither',
        },
        `is not half saved where the keyring ${kind}s, and can be saved again under its id`,
        async () => {
          window.secrets.failNext('store', kind);
          assert.deepEqual(await window.store.save(change()), { ok: false, reason: 'storage', failure });
          assert.deepEqual(seen(window), {});
          assert.equal(window.secrets.values.size, 0);
          assert.deepEqual(seen(restart(window)), {});
          ensure((await window.store.save(change())).ok);
          assert.deepEqual(seen(window), { Production: 'present' });
          assert.equal(await keyOf(window), sampleKey());
        },
      );
    }

    survives(
      {
        area: 'storage',
        fault: 'A save that was given up ends after all, a while later',
        userSees: 'The form said “so nothing was saved”, and that stays true: no row appears',
      },
      'is deleted when a write that was given up lands late',
      async () => {
        window.secrets.failNext('store', 'hang');
        await window.store.save(change());
        await window.secrets.hanging[0]!.land();
        await settle();
        assert.deepEqual(seen(window), {});
        assert.equal(window.secrets.values.size, 0);
        await window.store.reconcile();
        assert.deepEqual(seen(window), {});
      },
    );

    survives(
      {
        area: 'storage',
        fault: 'A change of a credential is given up, and ends after all',
        userSees: 'The form says “the change may or may not be saved”; once it is, the row shows it',
      },
      'is told as uncertain where it changes a credential, and seen once it has landed',
      async () => {
        await saveSample(window);
        window.secrets.failNext('store', 'hang');
        const result = await window.store.save(change({ name: 'Renamed' }));
        ensure(!result.ok && result.reason === 'storage' && result.mayStillHappen === true);
        assert.deepEqual(seen(window), { Production: 'present' });
        await window.secrets.hanging[0]!.land();
        await settle();
        await window.store.reconcile();
        assert.deepEqual(seen(window), { Renamed: 'present' });
      },
    );

    survives(
      {
        area: 'storage',
        fault: 'A save that was given up ends after all, while VS Code restarts',
        userSees: 'No row appears after the restart, and the secret is erased',
      },
      'is deleted after a restart too, when a write that was given up landed late',
      async () => {
        window.secrets.failNext('store', 'hang');
        await window.store.save(change());
        window.store.dispose();
        await window.secrets.hanging[0]!.land();
        await settle();
        ensure(window.secrets.values.has('credential/a'));
        const again = restart(window);
        await again.store.reconcile();
        assert.deepEqual(seen(again), {});
        assert.equal(again.secrets.values.size, 0);
      },
    );

    survives(
      {
        area: 'storage',
        fault: 'A save that was given up ends after the second try was saved',
        userSees: 'The row of the second try stays, with its key',
      },
      'stays saved when it was saved again before the late write landed',
      async () => {
        window.secrets.failNext('store', 'hang');
        await window.store.save(change());
        ensure((await window.store.save(change({ name: 'Second try' }))).ok);
        await window.secrets.hanging[0]!.land();
        await settle();
        await window.store.reconcile();
        assert.deepEqual(seen(window), { 'Second try': 'present' });
        assert.equal(await keyOf(window), sampleKey());
        assert.deepEqual(Object.keys(seen(restart(window))), ['Second try']);
      },
    );

    for (const kind of ['reject', 'hang'] as const) {
      survives(
        {
          area: 'storage',
          fault: 'The secret is written, but the list of credentials can’t be',
          userSees: 'The form says “so nothing was saved”; no row appears, and no secret is left',
        },
        `is not half saved where the face can’t be written (${kind})`,
        async () => {
          window.state.failNext(kind);
          const result = await window.store.save(change());
          ensure(!result.ok && result.reason === 'storage');
          await settle();
          await window.store.reconcile();
          assert.deepEqual(seen(window), {});
          assert.equal(window.secrets.values.size, 0);
          const again = restart(window);
          await again.store.reconcile();
          assert.deepEqual(seen(again), {});
        },
      );
    }

    it('is told of even where the tombstone can’t be written either', async () => {
      window.secrets.failNext('store', 'hang');
      window.state.failNext('reject');
      assert.deepEqual(await window.store.save(change()), { ok: false, reason: 'storage', failure: timeout });
    });
  });

  describe('a change that can’t be saved', () => {
    for (const kind of ['reject', 'hang'] as const) {
      survives(
        {
          area: 'storage',
          fault: 'The keyring refuses or does not answer while a credential is changed',
          userSees:
            'The form says “so nothing was saved”, or “the change may or may not be saved” without an answer; row and key are as before',
        },
        `leaves name and key as they were where the keyring ${kind}s`,
        async () => {
          await saveSample(window);
          window.secrets.failNext('store', kind);
          const result = await window.store.save(change({ name: 'New', key: sampleKey(2) }));
          ensure(!result.ok && result.reason === 'storage');
          await window.store.reconcile();
          assert.deepEqual(seen(window), { Production: 'present' });
          assert.equal(await keyOf(window), sampleKey());
          const again = restart(window);
          assert.deepEqual(Object.keys(seen(again)), ['Production']);
          assert.equal(await keyOf(again), sampleKey());
        },
      );
    }

    for (const kind of ['reject', 'hang'] as const) {
      survives(
        {
          area: 'storage',
          fault: 'A changed credential is in the keyring, but the list of credentials can’t be written',
          userSees: 'The row has its new name; the new key is used',
        },
        `counts as saved where only the face can’t be written (${kind}), for it is`,
        async () => {
          await saveSample(window);
          window.state.failNext(kind);
          const result = await window.store.save(change({ name: 'New', key: sampleKey(2) }));
          ensure(result.ok);
          assert.equal(result.face.name, 'New');
          await settle();
          await window.store.reconcile('a');
          assert.deepEqual(seen(window), { New: 'present' });
          assert.equal(await keyOf(window), sampleKey(2));
        },
      );
    }
  });

  describe('a rename where the key can’t be read', () => {
    for (const kind of ['reject', 'hang'] as const) {
      survives(
        {
          area: 'storage',
          fault: 'A credential is renamed while its key can’t be read',
          userSees: 'The row has its new name; the key is there again when the keyring is',
        },
        `changes the face alone (${kind}), and the key is there again afterwards`,
        async () => {
          await saveSample(window);
          const secret = window.secrets.values.get('credential/a');
          window.secrets.failNext('get', kind);
          const result = await window.store.save(change({ name: 'New', key: undefined }));
          ensure(result.ok);
          assert.equal(window.secrets.values.get('credential/a'), secret);
          const again = restart(window);
          assert.deepEqual(Object.keys(seen(again)), ['New']);
          await again.store.reconcile('a');
          assert.deepEqual(seen(again), { New: 'present' });
          const read = await again.store.read('a');
          ensure(read.ok);
          assert.deepEqual([read.credential.name, read.credential.key], ['New', sampleKey()]);
        },
      );
    }

    survives(
      {
        area: 'storage',
        fault: 'A credential is renamed whose key is lost',
        userSees: 'The row has its new name, and still says “key missing”',
      },
      'changes the face alone where the key is missing',
      async () => {
        await saveSample(window);
        window.secrets.values.clear();
        ensure((await window.store.save(change({ name: 'New', key: undefined }))).ok);
        await window.store.reconcile();
        assert.deepEqual(seen(window), { New: 'missing' });
        assert.equal(window.secrets.values.size, 0);
      },
    );
  });

  it('tells nothing more when it is disposed', async () => {
    const before = window.changes();
    window.store.dispose();
    window.secrets.tell('credential/a');
    await settle();
    assert.equal(window.changes(), before);
  });
});
