import assert from 'node:assert/strict';
import { CheckRound, describeRound } from '../../../src/credentials/checkRound';
import { ConnectionMonitor, type Verify } from '../../../src/credentials/connectionMonitor';
import { VerdictMemory } from '../../../src/credentials/verdictMemory';
import type { Verification } from '../../../src/pendo/verifyKey';
import { survives } from '../../survives';
import { ensure } from '../fakes/ensure';
import { formatMessage, pseudoTranslate, untranslated } from '../fakes/formatMessage';
import { holdAnswers, type Asked } from '../fakes/holdAnswers';
import { settle } from '../fakes/settle';
import { change, openWindow, type Window } from './openWindow';
import { sampleKey } from './sampleCredentials';

const well: Verification = { ok: true, access: 'readWrite' };
const outage: Verification = { ok: false, failure: { code: 'dns', host: 'app.pendo.io' } };
const refused: Verification = {
  ok: false,
  failure: { code: 'keyRejected', host: 'app.pendo.io', status: 403 },
};

describe('CheckRound', () => {
  let window: Window;
  let monitor: ConnectionMonitor;
  let round: CheckRound;
  let asked: Asked[];
  let told: number;

  /** As many credentials, by the numbers of their keys. */
  const open = async (count: number, verify: Verify) => {
    window = openWindow();
    monitor = new ConnectionMonitor({
      store: window.store,
      verdicts: new VerdictMemory(window.state),
      verify,
    });
    round = new CheckRound({ store: window.store, monitor });
    for (let number = 1; number <= count; number += 1) {
      await window.store.save(change({ id: `${number}`, name: `Client ${number}`, key: sampleKey(number) }));
    }
    await settle();
  };
  const openHeld = async (count: number) => {
    const held = holdAnswers();
    ({ asked } = held);
    await open(count, held.verify);
  };
  const begin = async () => {
    told = 0;
    const result = round.run(() => (told += 1));
    await settle();
    return { result };
  };
  const answerAll = async (verification: Verification) => {
    // An answer lets the next one be asked for, which is answered in its turn.
    for (const next of asked) {
      next.answer(verification);
      await settle();
    }
  };
  const askedFor = () =>
    asked.map(({ key }) => window.store.list().find(({ id }) => sampleKey(Number(id)) === key)?.id);
  const kinds = () => window.store.list().map(({ id }) => monitor.state(id).kind);

  afterEach(() => {
    round.dispose();
    monitor.dispose();
    window.store.dispose();
  });

  it('counts what works and what does not, whatever is wrong with it', async () => {
    const verdicts = new Map([
      [sampleKey(2), refused],
      [sampleKey(3), outage],
    ]);
    await open(10, async ({ key }) => verdicts.get(key) ?? well);
    window.secrets.values.delete('credential/4');
    const { result } = await begin();
    assert.deepEqual(await result, { working: 7, failing: 3, total: 10 });
    assert.equal(told, 10);
    ensure(!round.isUnderWay());
  });

  it('asks for four at once, and for the next when one is answered', async () => {
    await openHeld(6);
    await begin();
    assert.equal(asked.length, 4);
    asked[2]!.answer(well);
    await settle();
    assert.equal(asked.length, 5);
    assert.equal(told, 1);
  });

  it('goes on undisturbed where another one is begun meanwhile', async () => {
    await openHeld(6);
    const first = await begin();
    assert.equal(await round.run(() => undefined), undefined);
    ensure(asked.every(({ signal }) => !signal.aborted));
    await answerAll(well);
    assert.deepEqual(await first.result, { working: 6, failing: 0, total: 6 });
    assert.deepEqual(askedFor(), ['1', '2', '3', '4', '5', '6']);
  });

  it('can be run again when it is over', async () => {
    await openHeld(1);
    for (const failing of [0, 1]) {
      const { result } = await begin();
      asked.at(-1)!.answer(failing === 0 ? well : refused);
      assert.deepEqual(await result, { working: 1 - failing, failing, total: 1 });
    }
  });

  it('does not count a check that is cancelled, nor one that a newer check takes over', async () => {
    await openHeld(3);
    const { result } = await begin();
    monitor.cancel('1');
    const newer = monitor.check('2');
    await settle();
    asked[2]!.answer(well);
    assert.deepEqual(await result, { working: 1, failing: 0, total: 3 });
    asked[3]!.answer(well);
    assert.equal((await newer).kind, 'completed');
  });

  it('forgets a credential that is deleted meanwhile', async () => {
    await openHeld(3);
    const { result } = await begin();
    await window.store.delete('2');
    await answerAll(well);
    assert.deepEqual(await result, { working: 2, failing: 0, total: 2 });
  });

  it('ends with all its checks when it is cancelled, and asks for no further one', async () => {
    await openHeld(6);
    const { result } = await begin();
    asked[0]!.answer(well);
    await settle();
    round.cancel();
    assert.equal(await result, undefined);
    assert.equal(asked.length, 5);
    assert.deepEqual(kinds(), ['connected', ...Array.from({ length: 5 }, () => 'unchecked')]);
    ensure(!round.isUnderWay());
  });

  survives(
    {
      area: 'storage',
      fault: 'VS Code deletes the secrets that it can’t decrypt, and all connections are to be checked',
      userSees:
        'A warning that one key is gone, and why the others were not read; that row alone says “key missing”',
    },
    'loses one key at most to a keyring that can’t decrypt',
    async () => {
      await openHeld(6);
      window.secrets.calls.length = 0;
      window.secrets.failAlways('get', 'undecryptable');
      const { result } = await begin();
      assert.deepEqual(await result, { working: 0, failing: 1, total: 6, lost: 'Client 1' });
      await settle();
      assert.deepEqual(window.secrets.reads(), ['get credential/1']);
      assert.deepEqual(kinds(), ['keyMissing', ...Array.from({ length: 5 }, () => 'unchecked')]);
      assert.equal(told, 0);
      window.secrets.clearFaults();
      const again = await begin();
      await answerAll(well);
      assert.deepEqual(await again.result, { working: 5, failing: 1, total: 6 });
    },
  );

  it('goes on where a key has been missing for long', async () => {
    await openHeld(3);
    await window.secrets.delete('credential/1');
    await settle();
    const { result } = await begin();
    await answerAll(well);
    assert.deepEqual(await result, { working: 2, failing: 1, total: 3 });
  });

  it('ends where a check breaks, passes the error on, and can be run again', async () => {
    await openHeld(6);
    const { result } = await begin();
    asked[1]!.fail(new Error('a part of the extension is gone'));
    await assert.rejects(result, /part of the extension/);
    await settle();
    ensure(!monitor.isChecking());
    assert.equal(asked.length, 4);
    const again = await begin();
    await answerAll(well);
    assert.deepEqual(await again.result, { working: 6, failing: 0, total: 6 });
  });
});

describe('the words for a round of checks', () => {
  for (const [result, words] of [
    [{ working: 3, failing: 0, total: 3 }, 'Pendo connections that work: 3 of 3.'],
    [
      { working: 2, failing: 1, total: 3 },
      'Pendo connections that do not work: 1 of 3. The list tells which.',
    ],
    [
      { working: 1, failing: 1, total: 3 },
      'Pendo connections that do not work: 1 of 2. The list tells which.',
    ],
    [
      { working: 2, failing: 0, total: 3 },
      'Pendo connections that work: 2 of 3. The list tells about the others.',
    ],
    [{ working: 0, failing: 0, total: 3 }, undefined],
    [
      { working: 0, failing: 1, total: 3, lost: '4711' },
      'The key of “4711” is gone: VS Code deletes a key that it can’t decrypt. So the other keys were not read.',
    ],
  ] as const) {
    it(`say of ${JSON.stringify(result)}: ${words}`, () => {
      assert.equal(describeRound(result, formatMessage), words);
      assert.match(untranslated(describeRound(result, pseudoTranslate) ?? ''), /^\d*$/);
    });
  }
});
