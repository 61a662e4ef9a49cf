import assert from 'node:assert/strict';
import fc from 'fast-check';
import { verdictOf } from '../../../src/credentials/connectionState';
import { VerdictMemory } from '../../../src/credentials/verdictMemory';
import { survives } from '../../survives';
import { ensure } from '../fakes/ensure';
import { FakeKeyValueStore } from '../fakes/fakeKeyValueStore';
import { sampleFace, sampleKey } from './sampleCredentials';
import { failedStates, sampleState, stateNames } from './sampleStates';

const face = sampleFace();

describe('VerdictMemory', () => {
  let state: FakeKeyValueStore;
  let memory: VerdictMemory;
  beforeEach(() => {
    state = new FakeKeyValueStore();
    memory = new VerdictMemory(state);
  });

  for (const verdict of [...stateNames.map(sampleState), ...failedStates].map(verdictOf)) {
    if (!verdict) continue;
    it(`recalls after a restart ${JSON.stringify(verdict).slice(0, 110)}`, async () => {
      await memory.remember(face, verdict, [face]);
      assert.deepEqual(
        JSON.parse(JSON.stringify(new VerdictMemory(state.reopen()).recall(face))),
        JSON.parse(JSON.stringify(verdict)),
      );
    });
  }

  const verdict = verdictOf(sampleState('readOnly'))!;

  it('knows nothing at first', () => assert.equal(memory.recall(face), undefined));

  it('recalls nothing for another key, base URL or credential', async () => {
    await memory.remember(face, verdict, [face]);
    for (const wish of [{ key: sampleKey(2) }, { baseUrl: 'https://app.eu.pendo.io' }, { id: 'b' }]) {
      assert.equal(memory.recall(sampleFace(wish)), undefined);
    }
    ensure(memory.recall(sampleFace({ name: 'New', savedAt: 9 })));
  });

  it('forgets credentials that are gone', async () => {
    const other = sampleFace({ id: 'b' });
    await memory.remember(other, verdict, [face, other]);
    await memory.remember(face, verdict, [face]);
    assert.equal(memory.recall(other), undefined);
    ensure(memory.recall(face));
  });

  it('never keeps a key', async () => {
    await memory.remember(face, verdict, [face]);
    ensure(!JSON.stringify([...state.disk]).includes(sampleKey()));
  });

  survives(
    {
      area: 'storage',
      fault: 'The remembered verdicts are rubbish',
      userSees: 'The row is not checked yet, and works',
    },
    'overlooks rubbish, and never throws',
    () => {
      const subject = `${face.keyFingerprint} ${face.baseUrl}`;
      for (const rubbish of [
        undefined,
        null,
        3,
        [],
        { a: null },
        { a: [] },
        { a: { subject } },
        { a: { subject, verdict: { kind: 'connected', at: 1, milliseconds: 1 } } },
        { a: { subject, verdict: { kind: 'rejected', at: 1, milliseconds: 1, failure: { code: 'x' } } } },
      ]) {
        state.plant('verdicts', rubbish);
        assert.equal(memory.recall(face), undefined);
      }
      fc.assert(
        fc.property(fc.anything(), fc.anything(), (whole, part) => {
          state.plant('verdicts', whole);
          memory.recall(face);
          state.plant('verdicts', { a: { subject, verdict: part } });
          memory.recall(face);
        }),
      );
    },
  );

  it('drops what is not known of the time before, and keeps the rest', () => {
    const subject = `${face.keyFingerprint} ${face.baseUrl}`;
    const kept = { kind: 'unreachable', failure: { code: 'cancelled' }, at: 1, milliseconds: 1 };
    for (const lastKnown of [
      null,
      3,
      { kind: 'connected' },
      { kind: 'connected', at: 1 },
      { kind: 'x', at: 1 },
    ]) {
      state.plant('verdicts', { a: { subject, verdict: { ...kept, lastKnown } } });
      assert.deepEqual(memory.recall(face), { ...kept, lastKnown: undefined });
    }
  });
});
