import assert from 'node:assert/strict';
import { ConnectionMonitor, type CheckResult, type Verify } from '../../../src/credentials/connectionMonitor';
import type { ConnectionState } from '../../../src/credentials/connectionState';
import { VerdictMemory } from '../../../src/credentials/verdictMemory';
import type { Verification } from '../../../src/pendo/verifyKey';
import { survives } from '../../survives';
import { ensure } from '../fakes/ensure';
import { holdAnswers, type Asked } from '../fakes/holdAnswers';
import { settle } from '../fakes/settle';
import { change, openWindow, restart, type Window } from './openWindow';
import { sampleKey } from './sampleCredentials';

const well: Verification = { ok: true, access: 'readWrite' };
const outage: Verification = { ok: false, failure: { code: 'dns', host: 'app.pendo.io' } };
const refused: Verification = {
  ok: false,
  failure: { code: 'keyRejected', host: 'app.pendo.io', status: 403 },
};

/** The state that a check ended with; fails where it was cancelled. */
function completed(result: CheckResult): ConnectionState {
  ensure(result.kind === 'completed', 'the check was cancelled');
  return result.state;
}

describe('ConnectionMonitor', () => {
  let window: Window;
  let monitor: ConnectionMonitor;
  let verify: Verify;
  let asked: Asked[];
  let now: number;

  const watch = ({ store, state }: Window) =>
    new ConnectionMonitor({ store, verdicts: new VerdictMemory(state), verify, now: () => now });
  const kind = () => monitor.state('a').kind;
  /** Begins a check, and goes on when Pendo is asked. */
  const begin = async (id = 'a') => {
    const result = monitor.check(id);
    await settle();
    return { result };
  };
  /** The state after a check that is answered. */
  const check = async (verification: Verification, id = 'a') => {
    const { result } = await begin(id);
    asked.at(-1)!.answer(verification);
    return completed(await result);
  };

  beforeEach(async () => {
    ({ verify, asked } = holdAnswers());
    now = 1_000_000;
    window = openWindow();
    await window.store.save(change());
    await settle();
    monitor = watch(window);
  });
  afterEach(() => {
    monitor.dispose();
    window.store.dispose();
  });

  it('says none where there is no credential, unchecked where there is one', async () => {
    assert.deepEqual(monitor.state(undefined), { kind: 'none' });
    assert.deepEqual(monitor.state('nobody'), { kind: 'none' });
    assert.deepEqual(monitor.state('a'), { kind: 'unchecked' });
    assert.deepEqual(await monitor.check('nobody'), { kind: 'cancelled' });
    assert.equal(monitor.verdictAge('a'), Infinity);
  });

  it('asks with the key and the base URL of the credential, and tells of each change', async () => {
    let told = 0;
    monitor.onDidChange(() => (told += 1));
    const { result } = await begin();
    assert.equal(kind(), 'checking');
    ensure(monitor.isChecking());
    assert.deepEqual([asked[0]!.key, asked[0]!.baseUrl], [sampleKey(), 'https://app.pendo.io']);
    const before = told;
    asked[0]!.answer(well);
    const state = completed(await result);
    assert.equal(state.kind, 'connected');
    assert.deepEqual(monitor.state('a'), state);
    ensure(told > before && before > 0);
    ensure(!monitor.isChecking());
  });

  it('tells how old the verdict is, while another check is under way as well', async () => {
    await check(well);
    now += 5000;
    assert.equal(monitor.verdictAge('a'), 5000);
    await begin();
    assert.equal(monitor.verdictAge('a'), 5000);
  });

  it('has a check due where there is no verdict, or one of more than five minutes ago', async () => {
    ensure(monitor.isCheckDue('a'));
    for (const verification of [well, refused, outage]) {
      await check(verification);
      ensure(!monitor.isCheckDue('a'), 'just checked');
      now += 5 * 60_000;
      ensure(!monitor.isCheckDue('a'), 'five minutes ago');
      now += 1;
      ensure(monitor.isCheckDue('a'), 'more than five minutes ago');
    }
  });

  it('has no check due while one is under way, nor where the key is lost', async () => {
    await begin();
    ensure(!monitor.isCheckDue('a'));
    monitor.cancel('a');
    ensure(monitor.isCheckDue('a'));
    window.secrets.values.clear();
    await window.store.reconcile();
    ensure(!monitor.isCheckDue('a'));
  });

  survives(
    {
      area: 'connection',
      fault: 'A check is started while another one hangs',
      userSees: 'The verdict of the newest; the older one is cancelled',
    },
    'lets the newest of two checks win, and cancels the older',
    async () => {
      const first = await begin();
      const second = await begin();
      ensure(asked[0]!.signal.aborted);
      asked[1]!.answer(well);
      asked[0]!.answer(refused);
      assert.equal(completed(await second.result).kind, 'connected');
      assert.deepEqual(await first.result, { kind: 'cancelled' });
      assert.equal(kind(), 'connected');
    },
  );

  it('checks several credentials at once, each for itself', async () => {
    await window.store.save(change({ id: 'b', name: 'Other', key: sampleKey(2) }));
    await settle();
    const first = await begin('a');
    const second = await begin('b');
    asked[1]!.answer(refused);
    await second.result;
    assert.deepEqual([monitor.state('a').kind, monitor.state('b').kind], ['checking', 'rejected']);
    asked[0]!.answer(well);
    await first.result;
    assert.deepEqual([monitor.state('a').kind, monitor.state('b').kind], ['connected', 'rejected']);
  });

  it('keeps the former verdict where a check is cancelled', async () => {
    const before = await check(well);
    const { result } = await begin();
    monitor.cancel('a');
    assert.deepEqual(monitor.state('a'), before);
    ensure(asked[1]!.signal.aborted);
    await result;
    assert.deepEqual(monitor.state('a'), before);
    ensure(!monitor.isChecking());
  });

  for (const verification of [well, refused, outage]) {
    it(`tells nothing where a check is cancelled after ${JSON.stringify(verification).slice(0, 60)}`, async () => {
      await check(verification);
      const { result } = await begin();
      monitor.cancel('a');
      assert.deepEqual(await result, { kind: 'cancelled' });
    });
  }

  it('is unchecked again where the first check is cancelled', async () => {
    await begin();
    monitor.cancel('a');
    assert.equal(kind(), 'unchecked');
    monitor.cancel('a');
    monitor.cancel('nobody');
    assert.equal(kind(), 'unchecked');
  });

  it('asks nobody where it is cancelled before the key is read', async () => {
    const result = monitor.check('a');
    monitor.cancel('a');
    await result;
    assert.equal(asked.length, 0);
    assert.equal(kind(), 'unchecked');
  });

  it('still says that the key is missing where a check of it is cancelled', async () => {
    window.secrets.values.clear();
    await window.store.reconcile();
    assert.equal(kind(), 'keyMissing');
    const result = monitor.check('a');
    monitor.cancel('a');
    await result;
    await settle();
    assert.equal(kind(), 'keyMissing');
  });

  survives(
    {
      area: 'connection',
      fault: 'An outage after a check that worked',
      userSees:
        'The row says “unreachable”, and the tooltip “It last worked …”; never that the key was rejected',
    },
    'never turns connected into rejected in an outage, and says what was known',
    async () => {
      await check(well);
      now += 5000;
      const state = await check(outage);
      ensure(state.kind === 'unreachable');
      assert.deepEqual(state.lastKnown, { kind: 'connected', access: 'readWrite', at: 1_000_000 });
    },
  );

  for (const [what, wish] of [
    ['key', { key: sampleKey(2) }],
    ['base URL', { baseUrl: 'https://app.eu.pendo.io', key: undefined }],
  ] as const) {
    it(`forgets the verdict where the ${what} is changed`, async () => {
      await check(well);
      await window.store.save(change(wish));
      await settle();
      assert.equal(kind(), 'unchecked');
    });

    survives(
      {
        area: 'windows',
        fault: 'Key or base URL change while a check is under way',
        userSees: 'The verdict of the old key is not shown for the new one',
      },
      `overlooks the answer of a check during which the ${what} was changed`,
      async () => {
        const { result } = await begin();
        await window.store.save(change(wish));
        await settle();
        ensure(asked[0]!.signal.aborted);
        asked[0]!.answer(well);
        assert.deepEqual(await result, { kind: 'cancelled' });
        assert.equal(kind(), 'unchecked');
        ensure(!monitor.isChecking());
      },
    );

    it(`recalls no verdict after a restart where the ${what} was changed meanwhile`, async () => {
      await check(well);
      await window.store.save(change(wish));
      const again = restart(window);
      const restarted = watch(again);
      assert.equal(restarted.state('a').kind, 'unchecked');
      restarted.dispose();
    });
  }

  it('keeps the verdict where only the name is changed', async () => {
    await check(well);
    await window.store.save(change({ name: 'New', key: undefined }));
    await settle();
    assert.equal(kind(), 'connected');
  });

  for (const verification of [well, refused, outage]) {
    it(`recalls after a restart what was told: ${JSON.stringify(verification).slice(0, 60)}`, async () => {
      const before = await check(verification);
      const restarted = watch(restart(window));
      assert.deepEqual(restarted.state('a'), before);
      assert.equal(asked.length, 1);
      restarted.dispose();
    });
  }

  survives(
    {
      area: 'storage',
      fault: 'A key is lost, and comes back',
      userSees: 'The row says “key missing”, then “not checked”',
    },
    'says that the key is missing when it is lost, and unchecked when it is found again',
    async () => {
      await check(well);
      const secret = window.secrets.values.get('credential/a')!;
      window.secrets.values.clear();
      await window.store.reconcile();
      assert.equal(kind(), 'keyMissing');
      window.secrets.values.set('credential/a', secret);
      await window.store.reconcile();
      assert.equal(kind(), 'unchecked');
    },
  );

  it('finds the key missing when it is checked, and asks nobody', async () => {
    window.secrets.values.clear();
    assert.deepEqual(completed(await monitor.check('a')), { kind: 'keyMissing' });
    assert.equal(asked.length, 0);
  });

  for (const [what, text, code] of [
    ['a newer version wrote it', '{"version":2}', 'keyUnreadable'],
    ['the keyring is locked', undefined, 'storageFailed'],
  ] as const) {
    survives(
      {
        area: 'storage',
        fault: 'The keyring is locked, or a newer version wrote the secret, when the connection is checked',
        userSees:
          'Row and status bar say “key not readable”, never that it is missing or rejected; what was known before stays in the tooltip',
      },
      `says ${code} where ${what}, and keeps what was known`,
      async () => {
        await check(well);
        if (text === undefined) window.secrets.failNext('get', 'reject');
        else window.secrets.values.set('credential/a', text);
        const state = completed(await monitor.check('a'));
        ensure(state.kind === 'unexpected');
        assert.equal(state.failure.code, code);
        assert.equal(state.lastKnown?.kind, 'connected');
      },
    );
  }

  survives(
    {
      area: 'windows',
      fault: 'A credential is deleted while it is checked',
      userSees: 'The check ends without a word',
    },
    'says none where the credential is deleted during a check',
    async () => {
      const { result } = await begin();
      await window.store.delete('a');
      ensure(asked[0]!.signal.aborted);
      assert.deepEqual(await result, { kind: 'cancelled' });
      assert.deepEqual(monitor.state('a'), { kind: 'none' });
      ensure(!monitor.isChecking());
    },
  );

  survives(
    {
      area: 'connection',
      fault: 'The check itself breaks',
      userSees: 'The verdict before it is back; a notification offers “Show Log”',
    },
    'does not stay checking where the check itself breaks, and passes the error on',
    async () => {
      const before = await check(well);
      const { result } = await begin();
      asked[1]!.fail(new Error('a part of the extension is gone'));
      await assert.rejects(result, /part of the extension/);
      assert.deepEqual(monitor.state('a'), before);
      ensure(!monitor.isChecking());
    },
  );

  it('tells once of many keys that are lost together', async () => {
    for (const id of ['b', 'c', 'd']) {
      ensure((await window.store.save(change({ id, name: `Name of ${id}` }))).ok);
    }
    await settle();
    let told = 0;
    monitor.onDidChange(() => (told += 1));
    window.secrets.values.clear();
    await window.store.reconcile();
    assert.deepEqual(
      ['a', 'b', 'c', 'd'].map((id) => monitor.state(id).kind),
      ['keyMissing', 'keyMissing', 'keyMissing', 'keyMissing'],
    );
    assert.equal(told, 1);
  });

  it('ends every check when it is disposed', async () => {
    const { result } = await begin();
    monitor.dispose();
    ensure(asked[0]!.signal.aborted);
    await result;
  });

  it('never has a key in a state', async () => {
    for (const verification of [well, refused, outage]) {
      ensure(!JSON.stringify(await check(verification)).includes(sampleKey()));
    }
    ensure(!JSON.stringify([...window.state.disk]).includes(sampleKey()));
  });
});
