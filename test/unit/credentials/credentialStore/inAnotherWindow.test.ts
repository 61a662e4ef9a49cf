import assert from 'node:assert/strict';
import { survives } from '../../../survives';
import { ensure } from '../../fakes/ensure';
import { settle } from '../../fakes/settle';
import { change, keyOf, openWindow, saveSample, seen, type Window } from '../openWindow';
import { sampleKey } from '../sampleCredentials';

describe('CredentialStore', () => {
  let window: Window;
  beforeEach(() => (window = openWindow()));
  afterEach(() => window.store.dispose());

  for (const [what, shared] of [
    ['of the same profile', true],
    ['of another profile', false],
  ] as const) {
    describe(`in another window ${what}`, () => {
      let other: Window;
      beforeEach(async () => {
        await saveSample(window);
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
          await saveSample(window, { name: 'New', baseUrl: 'https://new.example', key: sampleKey(2) });
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
        await saveSample(window, { id: 'b', name: 'Second', key: sampleKey(2) });
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
        await saveSample(window);
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
      await saveSample(window);
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
});
