import assert from 'node:assert/strict';
import type { ReportConclusion, ReportState } from '../../../../src/credentials/reportPage/protocol';
import {
  ReportSession,
  type ReportObserver,
  type ReportPlan,
  type StepReport,
} from '../../../../src/credentials/reportPage/session';
import type { Remedy } from '../../../../src/pendo/explainFailure';
import { survives } from '../../../survives';
import { formatMessage } from '../../fakes/formatMessage';
import { settle } from '../../fakes/settle';

const ok: StepReport = { outcome: 'ok', detail: 'seen at 10.0.0.1', shared: 'seen' };
const conclusion: ReportConclusion = {
  tone: 'error',
  summary: 'Broken',
  detail: 'app.corp.example is broken.',
  actions: [
    { remedy: 'showLog', label: 'Show Log' },
    { remedy: 'replaceKey', label: 'Replace Key' },
  ],
};

/** One run of the plan, for the test to go on with. */
type Run = {
  readonly observer: ReportObserver;
  readonly signal: AbortSignal;
  readonly end: (conclusion: ReportConclusion | undefined) => void;
  readonly fail: (error: unknown) => void;
};

describe('ReportSession', () => {
  let runs: Run[];
  let copies: string[];
  let acts: Remedy[];
  let states: ReportState[];
  let session: ReportSession;
  let copy: (text: string) => Promise<void>;
  const plan: ReportPlan = {
    title: 'Title',
    intro: 'Intro about “Production” at app.corp.example',
    steps: [
      { id: 'one', label: 'First' },
      { id: 'two', label: 'Second' },
    ],
    facts: ['Fact'],
    run: (observer, signal) =>
      new Promise((end, fail) => {
        runs.push({ observer, signal, end, fail });
      }),
  };

  beforeEach(() => {
    [runs, copies, acts, states] = [[], [], [], []];
    copy = async (text) => void copies.push(text);
    session = new ReportSession(plan, {
      t: formatMessage,
      translations: { a: 'b' },
      copy: (text) => copy(text),
      act: async (remedy) => void acts.push(remedy),
    });
    session.onDidChange((state) => states.push(state));
  });

  const stepStates = () => session.state().steps.map(({ state }) => state);
  const run = (): Run => runs.at(-1)!;

  it('waits for the page, and shows the steps before that', () => {
    assert.equal(runs.length, 0);
    assert.deepEqual(session.state(), {
      type: 'state',
      title: 'Title',
      intro: plan.intro,
      steps: [
        { id: 'one', label: 'First', state: 'waiting', detail: '' },
        { id: 'two', label: 'Second', state: 'waiting', detail: '' },
      ],
      running: false,
      conclusion: undefined,
      copied: false,
      translations: { a: 'b' },
    });
  });

  it('runs on the first ready, and with another one only shows again where it is', () => {
    void session.handle({ type: 'ready' });
    run().observer.onStart('one');
    const before = states.length;
    void session.handle({ type: 'ready' });
    assert.equal(runs.length, 1);
    assert.equal(states.length, before + 1);
    assert.deepEqual(states.at(-1), session.state());
    assert.deepEqual(stepStates(), ['running', 'waiting']);
  });

  it('shows each step as it goes, then the conclusion', async () => {
    const handled = session.handle({ type: 'ready' });
    run().observer.onStart('one');
    assert.deepEqual([session.state().running, ...stepStates()], [true, 'running', 'waiting']);
    run().observer.onResult('one', ok);
    assert.deepEqual(session.state().steps[0], {
      id: 'one',
      label: 'First',
      state: 'ok',
      detail: 'seen at 10.0.0.1',
    });
    run().observer.onStart('two');
    run().observer.onResult('two', { ...ok, outcome: 'failed' });
    assert.equal(session.state().conclusion, undefined);
    run().end(conclusion);
    await handled;
    assert.deepEqual([session.state().running, ...stepStates()], [false, 'ok', 'failed']);
    assert.equal(session.state().conclusion, conclusion);
    assert.equal(states.length, 6);
    assert.deepEqual(states.at(-1), session.state());
  });

  it('cancels the run, and has no conclusion then', async () => {
    const handled = session.handle({ type: 'ready' });
    run().observer.onResult('one', ok);
    run().observer.onStart('two');
    await session.handle({ type: 'cancel' });
    assert.ok(run().signal.aborted);
    run().end(undefined);
    await handled;
    assert.deepEqual([session.state().running, ...stepStates()], [false, 'ok', 'waiting']);
    assert.equal(session.state().conclusion, undefined);
  });

  it('does nothing where there is nothing to cancel', async () => {
    await session.handle({ type: 'cancel' });
    assert.deepEqual(states, []);
  });

  it('runs again from the beginning', async () => {
    void session.handle({ type: 'ready' });
    run().observer.onResult('one', ok);
    run().end(conclusion);
    await settle();
    void session.handle({ type: 'runAgain' });
    assert.equal(runs.length, 2);
    assert.deepEqual([session.state().running, ...stepStates()], [true, 'waiting', 'waiting']);
    assert.equal(session.state().conclusion, undefined);
    assert.ok(!session.text().includes('seen'));
  });

  it('publishes nothing of a run that another one took the place of', async () => {
    const first = session.handle({ type: 'ready' });
    run().observer.onStart('one');
    void session.handle({ type: 'runAgain' });
    const [stale, current] = runs as [Run, Run];
    assert.deepEqual([stale.signal.aborted, current.signal.aborted], [true, false]);
    const before = states.length;
    stale.observer.onStart('two');
    stale.observer.onResult('two', ok);
    stale.end(conclusion);
    await first;
    assert.equal(states.length, before);
    assert.deepEqual([session.state().running, ...stepStates()], [true, 'waiting', 'waiting']);
    current.end({ ...conclusion, summary: 'Current' });
    await settle();
    assert.equal(session.state().conclusion?.summary, 'Current');
  });

  it('publishes nothing of a failure of a run that another one took the place of', async () => {
    const first = session.handle({ type: 'ready' });
    void session.handle({ type: 'runAgain' });
    runs[0]!.fail(new Error('stale'));
    await assert.rejects(first, /stale/);
    assert.equal(session.state().running, true);
    assert.equal(session.state().conclusion, undefined);
  });

  survives(
    {
      area: 'connection',
      fault: 'A step of a report breaks',
      userSees: 'The report ends with “The checks ended unexpectedly”, and can be run again',
    },
    'ends with an error that says so where a check throws, and passes it on for the log',
    async () => {
      const handled = session.handle({ type: 'ready' });
      run().observer.onStart('one');
      run().fail(new Error('unforeseen'));
      await assert.rejects(handled, /unforeseen/);
      assert.deepEqual([session.state().running, ...stepStates()], [false, 'waiting', 'waiting']);
      assert.deepEqual(session.state().conclusion, {
        tone: 'error',
        summary: 'The checks ended unexpectedly',
        detail: 'This should not happen (unforeseen). The log has more.',
        actions: [],
      });
      assert.ok(!session.text().includes('unforeseen'));
      void session.handle({ type: 'runAgain' });
      assert.equal(session.state().running, true);
    },
  );

  describe('the text for others', () => {
    it('has title, facts, steps and summary, and nothing that is on the screen alone', async () => {
      void session.handle({ type: 'ready' });
      run().observer.onResult('one', ok);
      run().observer.onResult('two', { outcome: 'skipped', detail: 'private', shared: '' });
      run().end(conclusion);
      await settle();
      assert.equal(
        session.text(),
        'Title\nFact\n\n- First: ok. seen\n- Second: skipped\n\nConclusion: Broken',
      );
    });

    it('says of steps that did not run that they did not', () => {
      void session.handle({ type: 'ready' });
      run().observer.onStart('one');
      assert.equal(session.text(), 'Title\nFact\n\n- First: running\n- Second: not run');
    });

    it('is copied, and the page told so', async () => {
      void session.handle({ type: 'ready' });
      run().end(conclusion);
      await settle();
      await session.handle({ type: 'copy' });
      assert.deepEqual(copies, [session.text()]);
      assert.equal(session.state().copied, true);
      assert.equal(states.at(-1)?.copied, true);
      void session.handle({ type: 'runAgain' });
      assert.equal(session.state().copied, false);
    });

    it('is no longer called copied once there is more of it', async () => {
      void session.handle({ type: 'ready' });
      await session.handle({ type: 'copy' });
      assert.equal(session.state().copied, true);
      run().observer.onResult('one', ok);
      assert.equal(session.state().copied, false);
      await session.handle({ type: 'copy' });
      run().end(conclusion);
      await settle();
      assert.equal(session.state().copied, false);
    });

    it('is not called copied where another run began meanwhile, or where that failed', async () => {
      void session.handle({ type: 'ready' });
      run().end(conclusion);
      await settle();
      let finish: () => void = () => undefined;
      copy = () => new Promise((resolve) => (finish = resolve));
      const copied = session.handle({ type: 'copy' });
      void session.handle({ type: 'runAgain' });
      finish();
      await copied;
      assert.equal(session.state().copied, false);
      copy = () => Promise.reject(new Error('no clipboard'));
      await assert.rejects(session.handle({ type: 'copy' }), /no clipboard/);
      assert.equal(session.state().copied, false);
    });
  });

  it('does what the pressed button says, and nothing for one that is not there', async () => {
    await session.handle({ type: 'act', index: 0 });
    void session.handle({ type: 'ready' });
    run().end(conclusion);
    await settle();
    await session.handle({ type: 'act', index: 1 });
    await session.handle({ type: 'act', index: 0 });
    await session.handle({ type: 'act', index: 2 });
    assert.deepEqual(acts, ['replaceKey', 'showLog']);
  });

  it('ends its run when it is closed, and tells nobody', async () => {
    const handled = session.handle({ type: 'ready' });
    const before = states.length;
    session.dispose();
    assert.ok(run().signal.aborted);
    run().observer.onResult('one', ok);
    run().end(undefined);
    await handled;
    assert.equal(states.length, before);
  });
});
