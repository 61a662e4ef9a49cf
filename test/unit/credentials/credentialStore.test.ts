import assert from 'node:assert/strict';
import { longestName, mostCredentials } from '../../../src/credentials/limits';
import { isLongerThan } from '../../../src/credentials/cleanText';
import { keyFingerprint } from '../../../src/pendo/keyFingerprint';
import { serializeCredential } from '../../../src/credentials/storedCredential';
import { survives } from '../../survives';
import { FakeKeyValueStore } from '../fakes/fakeKeyValueStore';
import { FakeSecretStore } from '../fakes/fakeSecretStore';
import { settle } from '../fakes/settle';
import { change, keyOf, openWindow, restart, seen, type Window } from './openWindow';
import { sampleCredential, sampleFace, sampleKey } from './sampleCredentials';
import { ensure } from '../fakes/ensure';

const rejected = { kind: 'rejected', cause: 'the keyring is locked' };
const timeout = { kind: 'timeout', cause: 'no answer within 0.02 seconds' };

describe('CredentialStore', () => {
  let window: Window;
  beforeEach(() => (window = openWindow()));
  afterEach(() => window.store.dispose());

  async function saveSample(wish: Parameters<typeof change>[0] = {}): Promise<void> {
    const result = await window.store.save(change(wish));
    ensure(result.ok);
    await settle();
  }

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
      await saveSample();
      ensure(window.secrets.values.get('credential/a')?.includes(sampleKey()));
      ensure(!JSON.stringify([...window.state.disk]).includes(sampleKey()));
    });

    it('keeps the credential over a restart, and draws it without opening the keyring', async () => {
      await saveSample();
      const again = restart(window);
      again.secrets.calls.length = 0;
      assert.deepEqual(seen(again), { Production: 'unknown' });
      assert.deepEqual(again.secrets.calls, []);
      assert.equal(await keyOf(again), sampleKey());
    });

    it('changes name, description and base URL, and keeps the key and its time', async () => {
      await saveSample();
      const before = window.store.face('a');
      await saveSample({ name: 'New', description: 'd', baseUrl: 'https://x.example', key: undefined });
      const face = window.store.face('a');
      assert.deepEqual([face?.name, face?.description, face?.baseUrl], ['New', 'd', 'https://x.example']);
      assert.equal(face?.keySavedAt, before?.keySavedAt);
      assert.equal(await keyOf(window), sampleKey());
    });

    it('replaces the key, and dates it', async () => {
      await saveSample();
      const before = window.store.face('a')!;
      await saveSample({ key: sampleKey(2) });
      assert.equal(await keyOf(window), sampleKey(2));
      ensure(window.store.face('a')!.keySavedAt > before.keySavedAt);
      assert.equal(window.store.face('a')!.keyEnding, '0002');
    });

    it('refuses a name that another credential has, in another case too', async () => {
      await saveSample();
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
      await saveSample();
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
        await saveSample();
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
          await saveSample();
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
          await saveSample();
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
          await saveSample();
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
        await saveSample();
        window.secrets.values.clear();
        ensure((await window.store.save(change({ name: 'New', key: undefined }))).ok);
        await window.store.reconcile();
        assert.deepEqual(seen(window), { New: 'missing' });
        assert.equal(window.secrets.values.size, 0);
      },
    );
  });

  describe('deleting', () => {
    it('puts a tombstone, erases the secret, and lets the tombstone stand', async () => {
      await saveSample();
      const states: unknown[] = [];
      const { state } = window;
      const update = state.update.bind(state);
      state.update = async (key, value) => {
        states.push([JSON.stringify(value).includes('deletedAt'), window.secrets.values.has('credential/a')]);
        await update(key, value);
      };
      const result = await window.store.delete('a');
      ensure(result.ok);
      assert.deepEqual(states, [[true, true]]);
      assert.equal(window.secrets.values.size, 0);
      assert.equal(result.leftover, undefined);
      assert.equal(result.deleted.kind, 'whole');
      assert.deepEqual(seen(window), {});
    });

    survives(
      {
        area: 'windows',
        fault: 'In a browser, another tab writes back a secret that was deleted here',
        userSees: 'The credential stays deleted; the secret is erased again',
      },
      'is done again as often as another tab brings the secret back',
      async () => {
        await saveSample();
        const secret = window.secrets.values.get('credential/a') ?? '';
        await window.store.delete('a');
        for (const moment of ['at once', 'later']) {
          window.secrets.values.set('credential/a', secret);
          await window.store.reconcile();
          assert.deepEqual(seen(window), {}, moment);
          assert.equal(window.secrets.values.size, 0, moment);
        }
      },
    );

    it('is told where there is nothing to delete', async () => {
      assert.deepEqual(await window.store.delete('a'), { ok: false, reason: 'notFound' });
    });

    for (const [kind, failure] of [
      ['reject', rejected],
      ['hang', timeout],
    ] as const) {
      survives(
        {
          area: 'storage',
          fault: 'The keyring refuses or does not answer while a credential is deleted',
          userSees: 'The row is gone and does not come back; the secret is erased at the next start',
        },
        `is done for the user where the keyring ${kind}s, and finished at the next start`,
        async () => {
          await saveSample();
          window.secrets.failNext('delete', kind);
          const result = await window.store.delete('a');
          ensure(result.ok);
          assert.deepEqual(result.leftover, failure);
          assert.deepEqual(seen(window), {});
          const again = restart(window);
          assert.deepEqual(seen(again), {});
          await again.store.reconcile();
          assert.deepEqual(seen(again), {});
          assert.equal(again.secrets.values.size, 0);
        },
      );

      survives(
        {
          area: 'storage',
          fault: 'A credential is deleted while its key can’t be read',
          userSees:
            'The notification says “Its key could not be read, so Undo brings back all but the key.”; after Undo the row says “key missing”',
        },
        `goes on where the key can’t be read (${kind}), and Undo brings back all but the key`,
        async () => {
          await saveSample({ description: 'd' });
          window.secrets.failNext('get', kind);
          const result = await window.store.delete('a');
          ensure(result.ok);
          ensure(result.deleted.kind === 'face');
          assert.equal(window.secrets.values.size, 0);
          const restored = await window.store.restore(result.deleted);
          ensure(restored.ok);
          assert.deepEqual(seen(window), { Production: 'missing' });
          assert.equal(window.store.face('a')?.description, 'd');
          ensure((await window.store.save(change({ description: 'd' }))).ok);
          assert.deepEqual(seen(window), { Production: 'present' });
        },
      );
    }

    survives(
      {
        area: 'storage',
        fault: 'The list of credentials can’t be written while one is deleted',
        userSees:
          'The row stays, its key works, and a notification says “… was not deleted: VS Code could not save its state”',
      },
      'changes nothing where the tombstone can’t be written',
      async () => {
        await saveSample();
        window.state.failNext('reject');
        assert.deepEqual(await window.store.delete('a'), {
          ok: false,
          reason: 'storage',
          failure: { kind: 'rejected', cause: 'the disk is full' },
        });
        await window.store.reconcile();
        assert.deepEqual(seen(window), { Production: 'present' });
        assert.equal(await keyOf(window), sampleKey());
      },
    );
  });

  describe('undoing a delete', () => {
    it('brings everything back, the time of the key as well', async () => {
      await saveSample({ description: 'd', baseUrl: 'https://x.example' });
      const { keySavedAt } = window.store.face('a')!;
      const result = await window.store.delete('a');
      ensure(result.ok);
      const restored = await window.store.restore(result.deleted);
      ensure(restored.ok);
      assert.deepEqual([restored.face.description, restored.face.baseUrl], ['d', 'https://x.example']);
      assert.equal(restored.face.keySavedAt, keySavedAt);
      assert.deepEqual(seen(window), { Production: 'present' });
      assert.equal(await keyOf(window), sampleKey());
      const again = restart(window);
      await again.store.reconcile();
      assert.deepEqual(seen(again), { Production: 'present' });
    });

    survives(
      {
        area: 'storage',
        fault: '“Undo” is pressed while the keyring still hangs on the deletion',
        userSees: 'The row is back, with its key',
      },
      'works although the erasing still hangs',
      async () => {
        await saveSample();
        window.secrets.failNext('delete', 'hang');
        const result = await window.store.delete('a');
        ensure(result.ok);
        ensure((await window.store.restore(result.deleted)).ok);
        await window.store.reconcile();
        assert.deepEqual(seen(window), { Production: 'present' });
        assert.equal(await keyOf(window), sampleKey());
      },
    );

    for (const kind of ['whole', 'face'] as const) {
      it(`finds another name where the old one was taken meanwhile (${kind})`, async () => {
        await saveSample();
        if (kind === 'face') window.secrets.failNext('get', 'reject');
        const result = await window.store.delete('a');
        ensure(result.ok);
        await saveSample({ id: 'b', name: 'production' });
        await saveSample({ id: 'c', name: 'Production 2' });
        ensure((await window.store.restore(result.deleted)).ok);
        assert.deepEqual(Object.keys(seen(window)), ['production', 'Production 2', 'Production 3']);
      });
    }

    survives(
      {
        area: 'windows',
        fault: '“Undo” after another window took the name of the deleted credential',
        userSees: 'The row comes back with a number after its name',
      },
      'finds another name where another window took it',
      async () => {
        await saveSample();
        const result = await window.store.delete('a');
        ensure(result.ok);
        const other = openWindow({ secrets: window.secrets, state: window.state });
        ensure((await other.store.save(change({ id: 'b' }))).ok);
        ensure((await window.store.restore(result.deleted)).ok);
        await settle();
        assert.deepEqual(Object.keys(seen(window)), ['Production', 'Production 2']);
        other.store.dispose();
      },
    );

    for (const character of ['n', '👩‍🚀']) {
      survives(
        {
          area: 'input',
          fault: 'A name of 100 emoji, taken while its credential was deleted',
          userSees: '“Undo” brings it back under a name that still fits, with its key',
        },
        `keeps the key of one whose name, of the longest length, was taken meanwhile (${character})`,
        async () => {
          const name = character.repeat(longestName);
          await saveSample({ name });
          const result = await window.store.delete('a');
          ensure(result.ok);
          await saveSample({ id: 'b', name, key: sampleKey(2) });
          const restored = await window.store.restore(result.deleted);
          ensure(restored.ok);
          assert.equal(isLongerThan(restored.face.name, longestName), false);
          const again = restart(window);
          assert.equal(again.store.list().length, 2);
          assert.equal(await keyOf(again), sampleKey());
        },
      );
    }
  });

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

  describe('reconciling', () => {
    survives(
      {
        area: 'storage',
        fault: 'One key is lost while the list of credentials remains',
        userSees: 'The row stays and says “key missing”; its action is “Enter API Key”',
      },
      'finds a lost key by name, and reads no secret for it',
      async () => {
        await saveSample();
        await saveSample({ id: 'b', name: 'Other' });
        window.secrets.values.delete('credential/a');
        const again = restart(window);
        again.secrets.calls.length = 0;
        await again.store.reconcile();
        assert.deepEqual(seen(again), { Other: 'present', Production: 'missing' });
        assert.deepEqual(again.secrets.calls, ['keys']);
      },
    );

    it('reads only the secret that has changed', async () => {
      await saveSample();
      await saveSample({ id: 'b', name: 'Other', key: sampleKey(2) });
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
        await saveSample();
        await saveSample({ name: 'New', key: sampleKey(2) });
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
          await saveSample();
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
        await saveSample();
        await saveSample({ id: 'b', name: 'Other' });
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
        await saveSample({ id: 'b' });
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
      await saveSample({ id: 'b', name });
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
        await saveSample({ id: 'd', name: 'd', key: sampleKey(4) });
        await window.store.reconcile();
        assert.deepEqual(seen(window), { b: 'present', c: 'present', d: 'present' });
      },
    );

    it('looks once for all that ask for a look while another operation takes its time', async () => {
      await saveSample();
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
        await saveSample();
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

  describe('reading', () => {
    for (const [text, reason, presence] of [
      [undefined, 'missing', 'missing'],
      ['rubbish', 'damaged', 'missing'],
      ['{"version":2}', 'newer', 'present'],
    ] as const) {
      survives(
        {
          area: 'storage',
          fault: 'The storage gives nothing, rubbish, or what a newer version wrote',
          userSees:
            'The row says “key missing”, or “A newer version of this extension saved this credential.”; the key entered anew mends it',
        },
        `tells ${reason} of ${text ?? 'nothing'}, and shows the key as ${presence}`,
        async () => {
          await saveSample();
          if (text === undefined) window.secrets.values.clear();
          else window.secrets.values.set('credential/a', text);
          assert.deepEqual(await window.store.read('a'), { ok: false, reason });
          assert.deepEqual(seen(window), { Production: presence });
          await window.store.reconcile();
          assert.deepEqual(seen(window), { Production: presence });
          ensure((await window.store.save(change({ key: sampleKey(2) }))).ok);
          assert.deepEqual(seen(window), { Production: 'present' });
          await window.store.reconcile();
          assert.deepEqual(seen(window), { Production: 'present' });
        },
      );
    }

    survives(
      {
        area: 'storage',
        fault: 'The keyring hangs while a key is read',
        userSees: 'The check ends with “Key could not be read”; the row does not call the key missing',
      },
      'keeps what is known of a key where the keyring does not answer',
      async () => {
        await saveSample();
        window.secrets.failNext('get', 'hang');
        assert.deepEqual(await window.store.read('a'), { ok: false, reason: 'failed', failure: timeout });
        assert.deepEqual(seen(window), { Production: 'present' });
      },
    );

    it('forgets that a secret was damaged when it can be read again', async () => {
      await saveSample();
      window.secrets.failNext('get', { kind: 'value', value: 'rubbish' });
      assert.equal(await keyOf(window), undefined);
      assert.equal(await keyOf(window), sampleKey());
      await window.store.reconcile();
      assert.deepEqual(seen(window), { Production: 'present' });
    });

    survives(
      {
        area: 'storage',
        fault: 'VS Code deletes a secret that it can’t decrypt',
        userSees: 'The row says “key missing”; its action is “Enter API Key”',
      },
      'finds the key missing that VS Code deleted because it can’t decrypt it',
      async () => {
        await saveSample();
        window.secrets.failNext('get', 'undecryptable');
        assert.deepEqual(await window.store.read('a'), { ok: false, reason: 'missing' });
        await settle();
        assert.deepEqual(seen(window), { Production: 'missing' });
      },
    );
  });

  for (const [what, shared] of [
    ['of the same profile', true],
    ['of another profile', false],
  ] as const) {
    describe(`in another window ${what}`, () => {
      let other: Window;
      beforeEach(async () => {
        await saveSample();
        other = openWindow({ secrets: window.secrets, ...(shared ? { state: window.state } : {}) });
        await other.store.reconcile();
      });
      afterEach(() => other.store.dispose());

      it('a credential is seen', () => assert.deepEqual(seen(other), { Production: 'present' }));

      survives(
        {
          area: 'windows',
          fault: 'Another window renames a credential and replaces its key',
          userSees: 'The row changes here too, without a reload',
        },
        'a rename, a new base URL and a new key arrive',
        async () => {
          await saveSample({ name: 'New', baseUrl: 'https://new.example', key: sampleKey(2) });
          await settle();
          assert.deepEqual(seen(other), { New: 'present' });
          assert.equal(other.store.face('a')?.keyEnding, '0002');
          assert.equal(other.store.face('a')?.baseUrl, 'https://new.example');
          ensure(other.changes() > 0);
        },
      );

      it('a rename there arrives here', async () => {
        ensure((await other.store.save(change({ name: 'There', key: undefined }))).ok);
        await settle();
        assert.deepEqual(seen(window), { There: 'present' });
        assert.equal(await keyOf(window), sampleKey());
      });

      it('a new credential appears', async () => {
        await saveSample({ id: 'b', name: 'Second', key: sampleKey(2) });
        await settle();
        assert.deepEqual(seen(other), { Production: 'present', Second: 'present' });
      });

      survives(
        {
          area: 'windows',
          fault: 'Another window deletes a credential',
          userSees: 'In the same profile the row goes; in another profile it says “key missing”',
        },
        shared ? 'a deleted one goes' : 'a deleted one is shown as key missing',
        async () => {
          await window.store.delete('a');
          await settle();
          assert.deepEqual(seen(other), shared ? {} : { Production: 'missing' });
          assert.deepEqual(seen(window), {});
        },
      );

      survives(
        {
          area: 'windows',
          fault: 'Two windows save at the same time',
          userSees: 'Both rows, in both windows, each with its own key',
        },
        'a save at the same time loses nothing',
        async () => {
          await Promise.all([
            window.store.save(change({ id: 'b', name: 'Here', key: sampleKey(2) })),
            other.store.save(change({ id: 'c', name: 'There', key: sampleKey(3) })),
          ]);
          await settle();
          await Promise.all([window.store.reconcile(), other.store.reconcile()]);
          const all = { Here: 'present', Production: 'present', There: 'present' };
          assert.deepEqual([seen(window), seen(other)], [all, all]);
          assert.deepEqual([await keyOf(window, 'c'), await keyOf(other, 'b')], [sampleKey(3), sampleKey(2)]);
        },
      );
    });
  }

  describe('in another window that still has the tombstone', () => {
    survives(
      {
        area: 'windows',
        fault: '“Undo” in one window while another still knows the credential as deleted',
        userSees: 'The row is there in both windows',
      },
      'an Undo is left alone, and seen',
      async () => {
        await saveSample();
        window.secrets.failNext('delete', 'reject');
        const result = await window.store.delete('a');
        ensure(result.ok);
        const other = openWindow({ secrets: window.secrets, state: window.state.reopen() });
        ensure((await window.store.restore(result.deleted)).ok);
        await settle();
        await other.store.reconcile();
        assert.deepEqual([seen(window), seen(other)], [{ Production: 'present' }, { Production: 'present' }]);
        assert.equal(await keyOf(window), sampleKey());
        other.store.dispose();
      },
    );

    survives(
      {
        area: 'windows',
        fault: 'A save is tried again while another window knows the first try as failed',
        userSees: 'The row is there in both windows',
      },
      'a save that was tried again is left alone, and seen',
      async () => {
        window.secrets.failNext('store', 'hang');
        await window.store.save(change());
        const other = openWindow({ secrets: window.secrets, state: window.state.reopen() });
        ensure((await window.store.save(change())).ok);
        await settle();
        assert.deepEqual([seen(window), seen(other)], [{ Production: 'present' }, { Production: 'present' }]);
        assert.equal(await keyOf(window), sampleKey());
        other.store.dispose();
      },
    );

    it('a deletion is not finished while the secret can’t be read', async () => {
      await saveSample();
      window.secrets.failNext('delete', 'reject');
      await window.store.delete('a');
      window.secrets.failNext('get', 'reject');
      await window.store.reconcile();
      ensure(window.secrets.values.has('credential/a'));
      assert.deepEqual(seen(window), {});
      await window.store.reconcile();
      assert.equal(window.secrets.values.size, 0);
    });
  });

  it('tells nothing more when it is disposed', async () => {
    const before = window.changes();
    window.store.dispose();
    window.secrets.tell('credential/a');
    await settle();
    assert.equal(window.changes(), before);
  });
});
