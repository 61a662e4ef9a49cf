import assert from 'node:assert/strict';
import type { ReportConclusion } from '../../../../src/credentials/reportPage/protocol';
import { concludeDiagnosis, planDiagnosis } from '../../../../src/credentials/reportPage/diagnosisPlan';
import { ReportSession } from '../../../../src/credentials/reportPage/session';
import { diagnosisStepIds } from '../../../../src/pendo/diagnosis/diagnosisStep';
import { explainFailure, type Remedy } from '../../../../src/pendo/explainFailure';
import { sandboxKeys } from '../../../sandbox/keys';
import { startSandbox, type Sandbox } from '../../../sandbox/startSandbox';
import { formatMessage } from '../../fakes/formatMessage';
import { allFailures } from '../../pendo/failures';
import { faceOf } from '../../../../src/credentials/credential';
import { sampleCredential, sampleFace } from '../sampleCredentials';
import { knowLocalhost } from '../../fakes/knowLocalhost';

describe('planDiagnosis', function () {
  knowLocalhost();

  this.timeout(20_000);

  let sandbox: Sandbox;
  before(async () => (sandbox = await startSandbox()));
  after(() => sandbox.close());
  beforeEach(() => sandbox.clearFaults());

  const deps = () => ({
    proxy: () => ({ setting: '', support: 'override', environment: '' }),
    tools: {
      t: formatMessage,
      locale: 'en',
      seconds: 3,
      log: () => undefined,
      statusFeed: `${sandbox.baseUrl}/api/v2/summary.json`,
    },
    facts: ['VS Code'],
    remedyTitle: (remedy: Remedy) => `button ${remedy}`,
  });
  const plan = (key: string = sandboxKeys.readWrite, baseUrl = sandbox.baseUrl) => {
    const credential = sampleCredential({ name: 'Secret project', baseUrl, key });
    const face = faceOf(credential);
    return planDiagnosis(face, {
      ...deps(),
      store: { face: () => face, read: async () => ({ ok: true, credential }) },
    });
  };
  const observer = { onStart: () => undefined, onResult: () => undefined };
  const conclude = (key?: string, signal = new AbortController().signal) => plan(key).run(observer, signal);

  it('names every step, each by another name', () => {
    const { steps } = plan();
    assert.deepEqual(
      steps.map(({ id }) => id),
      diagnosisStepIds,
    );
    assert.equal(new Set(steps.map(({ label }) => label)).size, diagnosisStepIds.length);
  });

  it('says where the key is sent, and in which step', () => {
    const { intro } = plan();
    assert.match(intro, /“Secret project” at 127\.0\.0\.1:\d+/);
    assert.match(intro, /sent to this host alone, in the step “Key”/);
  });

  for (const [key, detail] of [
    [sandboxKeys.readWrite, 'Pendo accepts the key; it may read and write.'],
    [sandboxKeys.readOnly, 'Pendo accepts the key; it may read.'],
  ] as const) {
    it(`concludes: ${detail}`, async () => {
      const expected: ReportConclusion = {
        tone: 'success',
        summary: 'The connection works',
        detail,
        actions: [],
      };
      assert.deepEqual(await conclude(key), expected);
    });
  }

  for (const failure of allFailures) {
    it(`concludes ${JSON.stringify(failure)} with its words and with what mends it, but for what it just did`, async () => {
      const { summary, reason, advice, remedies } = explainFailure(failure, formatMessage);
      const rest = remedies.filter((remedy) => remedy !== 'diagnose' && remedy !== 'checkAgain');
      assert.deepEqual(concludeDiagnosis({ kind: 'broken', failure }, deps()), {
        tone: 'error',
        summary,
        detail: `${reason} ${advice}`,
        actions: rest.map((remedy) => ({ remedy, label: `button ${remedy}` })),
      });
    });
  }

  it('says so where the key can’t be read', async () => {
    const face = sampleFace({ baseUrl: sandbox.baseUrl });
    const read = async () => ({ ok: false, reason: 'missing' }) as const;
    const lost = planDiagnosis(face, { ...deps(), store: { face: () => face, read } });
    assert.equal((await lost.run(observer, new AbortController().signal))?.summary, 'Key missing');
  });

  it('follows a credential that was changed, and sends a key to no host that it was not saved for', async () => {
    const other = await startSandbox();
    try {
      const { key } = other.addKey({ label: 'other', writeAccess: true });
      const before = sampleFace({ baseUrl: sandbox.baseUrl });
      const moved = sampleCredential({ name: 'Moved', baseUrl: other.baseUrl, key });
      let face = faceOf(moved);
      const report = planDiagnosis(before, {
        ...deps(),
        store: { face: () => face, read: async () => ({ ok: true, credential: moved }) },
      });
      assert.match(report.intro, new RegExp(`“Moved” at ${new URL(other.baseUrl).host}`));
      assert.equal((await report.run(observer, new AbortController().signal))?.tone, 'success');

      // It is given the other host while the report runs.
      face = before;
      sandbox.clearRequests();
      assert.equal((await report.run(observer, new AbortController().signal))?.summary, 'Cancelled');
      assert.ok(!JSON.stringify(sandbox.requests).includes(key));
    } finally {
      await other.close();
    }
  });

  it('offers the other regions first for a rejected key', async () => {
    const conclusion = await conclude(sandboxKeys.revoked);
    assert.equal(conclusion?.summary, 'Key rejected');
    assert.equal(conclusion.actions[0]?.remedy, 'tryOtherRegions');
  });

  it('concludes nothing when it was cancelled', async () => {
    assert.equal(await conclude(undefined, AbortSignal.abort()), undefined);
  });

  it('gives others a text without name, host or key', async () => {
    for (const key of [sandboxKeys.readWrite, sandboxKeys.revoked]) {
      const session = new ReportSession(plan(key, sandbox.baseUrl.replace('127.0.0.1', 'localhost')), {
        t: formatMessage,
        translations: undefined,
        copy: async () => undefined,
        act: async () => undefined,
      });
      await session.handle({ type: 'ready' });
      const text = session.text();
      assert.match(text, /^Diagnose Connection\nVS Code\nRegion: Custom\n\n- Look up the host \(DNS\): ok\./);
      assert.match(text, /Conclusion: (The connection works|Key rejected)$/);
      for (const secret of ['Secret project', 'localhost', '127.0.0.1', key]) {
        assert.ok(!text.includes(secret), text);
      }
      session.dispose();
    }
  });
});
