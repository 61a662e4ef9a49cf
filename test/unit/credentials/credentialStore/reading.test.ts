import assert from 'node:assert/strict';
import { survives } from '../../../survives';
import { ensure } from '../../fakes/ensure';
import { settle } from '../../fakes/settle';
import { change, keyOf, openWindow, saveSample, seen, timeout, type Window } from '../openWindow';
import { sampleKey } from '../sampleCredentials';

describe('CredentialStore', () => {
  let window: Window;
  beforeEach(() => (window = openWindow()));
  afterEach(() => window.store.dispose());

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
          await saveSample(window);
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
        await saveSample(window);
        window.secrets.failNext('get', 'hang');
        assert.deepEqual(await window.store.read('a'), { ok: false, reason: 'failed', failure: timeout });
        assert.deepEqual(seen(window), { Production: 'present' });
      },
    );

    it('forgets that a secret was damaged when it can be read again', async () => {
      await saveSample(window);
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
        await saveSample(window);
        window.secrets.failNext('get', 'undecryptable');
        assert.deepEqual(await window.store.read('a'), { ok: false, reason: 'missing' });
        await settle();
        assert.deepEqual(seen(window), { Production: 'missing' });
      },
    );
  });
});
