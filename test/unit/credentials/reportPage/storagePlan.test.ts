import assert from 'node:assert/strict';
import { planStorageCheck } from '../../../../src/credentials/reportPage/storagePlan';
import type { StepReport } from '../../../../src/credentials/reportPage/session';
import { StorageHealth } from '../../../../src/credentials/storageHealth';
import { describeStorageRemedy } from '../../../../src/credentials/storageRemedy';
import { formatMessage } from '../../fakes/formatMessage';
import { settle } from '../../fakes/settle';
import { survives } from '../../../survives';
import { change, openWindow, restart, type Window } from '../openWindow';
import { sampleKey } from '../sampleCredentials';

const installation = { keeper: 'linux', remote: false } as const;

describe('planStorageCheck', () => {
  let window: Window;
  let session: number;
  beforeEach(() => {
    window = openWindow();
    session = 1;
  });
  afterEach(() => window.store.dispose());

  const health = () =>
    new StorageHealth({
      secrets: window.secrets,
      globalState: window.state,
      session: `session ${session}`,
      createValue: () => 'value',
    });
  const nextSession = () => {
    window = restart(window);
    session += 1;
  };
  async function saveTwo(): Promise<void> {
    await window.store.save(change());
    await window.store.save(change({ id: 'b', name: 'Other', key: sampleKey(2) }));
    await health().mark();
    await settle();
  }
  async function run(onStart?: (id: string) => void, signal = new AbortController().signal) {
    const results: Record<string, StepReport> = {};
    const plan = planStorageCheck({
      store: window.store,
      health: health(),
      installation,
      facts: [],
      t: formatMessage,
    });
    const conclusion = await plan.run(
      { onStart: (id) => onStart?.(id), onResult: (id, report) => (results[id] = report) },
      signal,
    );
    return { results, conclusion };
  }
  const outcomes = (results: Record<string, StepReport>) =>
    Object.entries(results).map(([id, { outcome }]) => `${id} ${outcome}`);

  it('finds that everything works and lasts', async () => {
    await saveTwo();
    nextSession();
    const { results, conclusion } = await run();
    assert.deepEqual(outcomes(results), ['test ok', 'lasting ok', 'keys ok']);
    assert.equal(results['keys']?.detail, 'All 2 are there.');
    assert.deepEqual(conclusion, {
      tone: 'success',
      summary: 'Secret storage works',
      detail: 'Keys are kept, and they last.',
      actions: [],
    });
  });

  it('says that lasting is not known in the first session', async () => {
    const { results, conclusion } = await run();
    assert.deepEqual(outcomes(results), ['test ok', 'lasting skipped', 'keys ok']);
    assert.equal(conclusion?.tone, 'success');
    assert.match(conclusion.detail, /shows after the next one/);
  });

  it('reads no key, and leaves no test secret behind', async () => {
    await saveTwo();
    window.secrets.calls.length = 0;
    await run();
    assert.deepEqual(window.secrets.reads(), ['get storage/test']);
    assert.deepEqual([...window.secrets.values.keys()].sort(), [
      'credential/a',
      'credential/b',
      'storage/marker/value',
    ]);
  });

  survives(
    {
      area: 'storage',
      fault: 'VS Code keeps secrets in memory alone, so that a restart loses them',
      userSees:
        'Check Secret Storage: “A secret of an earlier session is gone.” and “Secrets do not last here”, with what to do on this kind of installation',
    },
    'finds that secrets do not last, and says what to do here',
    async () => {
      await saveTwo();
      window.secrets.values.clear();
      nextSession();
      const { results, conclusion } = await run();
      assert.deepEqual(outcomes(results), ['test ok', 'lasting failed', 'keys failed']);
      assert.deepEqual(conclusion, {
        tone: 'error',
        summary: 'Secrets do not last here',
        detail: describeStorageRemedy(installation, formatMessage),
        actions: [],
      });
    },
  );

  survives(
    {
      area: 'storage',
      fault: 'The keyring refuses to write, to read or to give back what was written',
      userSees: 'Check Secret Storage: what failed and why, and “Secrets can’t be kept here” with what to do',
    },
    'finds that secrets can’t be kept, and why',
    async () => {
      for (const [operation, kind, detail] of [
        ['store', 'reject', 'A secret could not be written: the keyring is locked'],
        ['get', 'reject', 'The secret could not be read back: the keyring is locked'],
        ['store', 'forget', 'The secret that came back is not the one that was written.'],
        ['get', 'undecryptable', 'The secret that came back is not the one that was written.'],
      ] as const) {
        window.secrets.failNext(operation, kind);
        const { results, conclusion } = await run();
        assert.deepEqual([results['test']?.outcome, results['test']?.detail], ['failed', detail]);
        assert.equal(conclusion?.tone, 'error');
        assert.equal(conclusion.summary, 'Secrets can’t be kept here');
      }
    },
  );

  it('warns of a secret that can’t be erased, and works all the same', async () => {
    window.secrets.failNext('delete', 'reject');
    const { results, conclusion } = await run();
    assert.equal(results['test']?.outcome, 'warning');
    assert.equal(conclusion?.tone, 'success');
  });

  it('counts the keys that are missing', async () => {
    await saveTwo();
    window.secrets.values.delete('credential/b');
    const { results, conclusion } = await run();
    assert.equal(results['keys']?.detail, '1 of 2 are missing. The list shows which; enter them again.');
    assert.equal(conclusion?.tone, 'warning');
    assert.equal(conclusion.summary, 'Secret storage works, but keys are missing');
  });

  survives(
    {
      area: 'storage',
      fault: 'The storage can’t say which secrets it has (a browser)',
      userSees:
        'Check Secret Storage: “The storage can’t say which secrets it has: …”; no key is called missing',
    },
    'warns where the names of the secrets can’t be had',
    async () => {
      await saveTwo();
      nextSession();
      window.secrets.failAlways('keys', 'reject');
      const { results, conclusion } = await run();
      assert.deepEqual(outcomes(results), ['test ok', 'lasting skipped', 'keys warning']);
      assert.equal(conclusion?.tone, 'success');
    },
  );

  for (const step of ['test', 'lasting', 'keys']) {
    it(`that is cancelled in the step ${step} starts no other, and concludes nothing`, async () => {
      const controller = new AbortController();
      const started: string[] = [];
      const { conclusion } = await run((id) => {
        started.push(id);
        if (id === step) controller.abort();
      }, controller.signal);
      assert.equal(conclusion, undefined);
      assert.equal(started.at(-1), step);
    });
  }
});
