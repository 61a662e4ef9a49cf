import assert from 'node:assert/strict';
import { isLongerThan } from '../../../../src/credentials/cleanText';
import { longestName } from '../../../../src/credentials/limits';
import { survives } from '../../../survives';
import { ensure } from '../../fakes/ensure';
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
import { sampleKey } from '../sampleCredentials';

describe('CredentialStore', () => {
  let window: Window;
  beforeEach(() => (window = openWindow()));
  afterEach(() => window.store.dispose());

  describe('deleting', () => {
    it('puts a tombstone, erases the secret, and lets the tombstone stand', async () => {
      await saveSample(window);
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
        await saveSample(window);
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
          await saveSample(window);
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
          await saveSample(window, { description: 'd' });
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
        await saveSample(window);
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
      await saveSample(window, { description: 'd', baseUrl: 'https://x.example' });
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
        await saveSample(window);
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
        await saveSample(window);
        if (kind === 'face') window.secrets.failNext('get', 'reject');
        const result = await window.store.delete('a');
        ensure(result.ok);
        await saveSample(window, { id: 'b', name: 'production' });
        await saveSample(window, { id: 'c', name: 'Production 2' });
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
        await saveSample(window);
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
          await saveSample(window, { name });
          const result = await window.store.delete('a');
          ensure(result.ok);
          await saveSample(window, { id: 'b', name, key: sampleKey(2) });
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
});
