import assert from 'node:assert/strict';
import {
  describeExposureStep,
  ExposureMemory,
  exposureSteps,
  othersWithKey,
  takeUp,
  withStep,
  type Exposure,
} from '../../../src/credentials/exposure';
import { survives } from '../../survives';
import { FakeKeyValueStore } from '../fakes/fakeKeyValueStore';
import { formatMessage, pseudoTranslate, untranslated } from '../fakes/formatMessage';
import { sampleFace, sampleKey } from './sampleCredentials';

const exposure: Exposure = { fingerprint: sampleFace().keyFingerprint, done: [] };

describe('exposureSteps', () => {
  it('end the use of the key first, and think of others last', () => {
    assert.deepEqual(exposureSteps, ['revoke', 'create', 'replace', 'check', 'others']);
  });
});

describe('withStep', () => {
  it('notes steps in their order, however they were done, and each once', () => {
    const done = (['check', 'revoke', 'check', 'create'] as const).reduce(withStep, exposure).done;
    assert.deepEqual(done, ['revoke', 'create', 'check']);
  });

  it('keeps the key that it is about, and the former value as it was', () => {
    const next = withStep(exposure, 'revoke');
    assert.equal(next.fingerprint, exposure.fingerprint);
    assert.deepEqual(exposure.done, []);
  });
});

describe('takeUp', () => {
  const { keyFingerprint } = sampleFace();
  const another = sampleFace({ key: sampleKey(2) }).keyFingerprint;

  it('begins with the key that the credential has now, where nothing is remembered', () => {
    assert.deepEqual(takeUp(undefined, another), { fingerprint: another, done: [] });
  });

  it('goes on where it was left', () => {
    const left = withStep(exposure, 'revoke');
    assert.deepEqual(takeUp(left, keyFingerprint), left);
    const replaced = withStep(left, 'replace');
    assert.deepEqual(takeUp(replaced, another), replaced);
  });

  it('counts the key as replaced once the credential has another, whoever replaced it', () => {
    assert.deepEqual(takeUp(withStep(exposure, 'revoke'), another).done, ['revoke', 'replace']);
  });

  it('does not count the key as replaced where it was brought back', () => {
    const replaced = (['revoke', 'replace'] as const).reduce(withStep, exposure);
    assert.deepEqual(takeUp(replaced, keyFingerprint).done, ['revoke']);
  });

  it('begins anew, with the key of now, once all was done', () => {
    const all = exposureSteps.reduce(withStep, exposure);
    assert.deepEqual(takeUp(all, another), { fingerprint: another, done: [] });
    const elsewhere = { ...exposure, done: exposureSteps.filter((step) => step !== 'replace') };
    assert.deepEqual(takeUp(elsewhere, another), { fingerprint: another, done: [] });
  });
});

describe('ExposureMemory', () => {
  let state: FakeKeyValueStore;
  let memory: ExposureMemory;
  beforeEach(() => {
    state = new FakeKeyValueStore();
    memory = new ExposureMemory(state);
  });

  it('recalls how far each credential got, after a restart as well', async () => {
    assert.equal(memory.recall('a'), undefined);
    await memory.remember('a', withStep(exposure, 'revoke'));
    await memory.remember('b', exposure);
    const again = new ExposureMemory(state.reopen());
    assert.deepEqual(again.recall('a')?.done, ['revoke']);
    assert.deepEqual(again.recall('b'), exposure);
  });

  it('forgets one, and no other', async () => {
    await memory.remember('a', exposure);
    await memory.remember('b', exposure);
    await memory.forget('a');
    await memory.forget('nobody');
    assert.equal(memory.recall('a'), undefined);
    assert.deepEqual(memory.recall('b'), exposure);
  });

  it('keeps no key', async () => {
    await memory.remember('a', exposure);
    assert.ok(!JSON.stringify([...state.disk]).includes(sampleKey()));
  });

  for (const rubbish of [
    null,
    3,
    'x',
    [],
    { a: null },
    { a: 'x' },
    { a: {} },
    { a: { fingerprint: 1, done: [] } },
    { a: { fingerprint: 'f' } },
    { a: { fingerprint: 'f', done: 'revoke' } },
  ]) {
    survives(
      {
        area: 'storage',
        fault: 'The remembered steps for an exposed key are rubbish',
        userSees: '“My Key Was Exposed” begins with its first step',
      },
      `recalls nothing of ${JSON.stringify(rubbish)}, and can remember all the same`,
      async () => {
        state.plant('exposures', rubbish);
        assert.equal(memory.recall('a'), undefined);
        await memory.remember('a', exposure);
        assert.deepEqual(memory.recall('a'), exposure);
      },
    );
  }

  it('overlooks steps that it does not know, and brings the others in order', () => {
    state.plant('exposures', { a: { fingerprint: 'f', done: ['others', 'x', 3, 'revoke', 'revoke'] } });
    assert.deepEqual(memory.recall('a'), { fingerprint: 'f', done: ['revoke', 'others'] });
  });

  it('recalls nothing under the names of what every object has', () => {
    for (const id of ['__proto__', 'constructor', 'toString']) assert.equal(memory.recall(id), undefined);
  });
});

describe('othersWithKey', () => {
  const a = sampleFace();
  const b = sampleFace({ id: 'b', name: 'Same key' });
  const c = sampleFace({ id: 'c', name: 'Other key', key: sampleKey(2) });

  it('are the other credentials with the exposed key', () => {
    assert.deepEqual(othersWithKey(exposure, 'a', [a, b, c]), [b]);
  });

  it('are found after the credential itself has another key', () => {
    const replaced = sampleFace({ key: sampleKey(3) });
    assert.deepEqual(othersWithKey(exposure, 'a', [replaced, b, c]), [b]);
  });

  it('are none where nobody else has it', () => {
    assert.deepEqual(othersWithKey(exposure, 'a', [a, c]), []);
  });
});

describe('describeExposureStep', () => {
  const others = [sampleFace({ name: 'One' }), sampleFace({ name: 'Two' })];

  it('has other words for each step', () => {
    const labels = exposureSteps.map((step) => describeExposureStep(step, [], formatMessage).label);
    assert.equal(new Set(labels).size, exposureSteps.length);
  });

  it('names the others that have the key', () => {
    const { detail } = describeExposureStep('others', others, formatMessage);
    assert.equal(detail, 'These credentials here have it too: One, Two');
  });

  it('thinks of those outside where there are no others here', () => {
    assert.match(describeExposureStep('others', [], formatMessage).detail, /build pipelines, scripts/);
  });

  for (const step of exposureSteps) {
    it(`is translated for ${step}`, () => {
      const { label, detail } = describeExposureStep(step, others, pseudoTranslate);
      assert.equal(untranslated(label), '');
      assert.equal(untranslated(detail), step === 'others' ? 'One, Two' : '');
    });
  }
});
