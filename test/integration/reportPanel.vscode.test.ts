import assert from 'node:assert/strict';
import type * as vscode from 'vscode';
import type { ReportConclusion, ReportState } from '../../src/credentials/reportPage/protocol';
import type { ReportObserver, ReportPlan } from '../../src/credentials/reportPage/session';
import { openReport } from '../../src/editor/reportPanel';
import type { Remedy } from '../../src/pendo/explainFailure';
import { settle } from '../unit/fakes/settle';
import { until } from '../unit/fakes/until';
import { installedExtension } from './support/installedExtension';
import { atEnd } from './support/stub';
import { watchPages, type WebviewPage } from './support/webviewPages';

const conclusion: ReportConclusion = {
  tone: 'error',
  summary: 'Key rejected',
  detail: '',
  actions: [{ remedy: 'replaceKey', label: 'Replace Key' }],
};

describe('the report', () => {
  it('starts its checks when its page is there, and shows them as they come and what they come to', async () => {
    const { page, runs } = open();
    assert.equal(runs.length, 0);
    await page.shows('that it runs', ({ running }) => running);
    runs[0]!.observer.onStart('first');
    await page.shows('the step', ({ steps }) => steps[0]?.state === 'running');
    runs[0]!.observer.onResult('first', { outcome: 'ok', detail: 'Found', shared: '' });
    runs[0]!.end(conclusion);
    const state = await page.shows('the conclusion', ({ running }) => !running);
    assert.deepEqual(state.steps, [{ id: 'first', label: 'Look', state: 'ok', detail: 'Found' }]);
    assert.deepEqual(state.conclusion, conclusion);
    assert.equal(runs.length, 1);
    assert.equal(page.panel.title, 'Look Around');
  });

  it('passes over messages that are none of its own', async () => {
    const { page, runs, errors } = open();
    await page.shows('that it runs', ({ running }) => running);
    const told = page.states.length;
    for (const message of [{}, { type: 'x' }, { type: 'act' }, { type: 'act', index: -1 }]) {
      page.tell(message);
    }
    await settle();
    assert.deepEqual(errors, []);
    assert.equal(page.states.length, told);
    assert.equal(runs.length, 1);
    assert.equal(page.disposed, false);
  });

  it('ends its checks when they are cancelled, and when the tab is closed', async () => {
    for (const end of [
      (page: WebviewPage<ReportState>) => page.tell({ type: 'cancel' }),
      (page: WebviewPage<ReportState>) => void page.panel.dispose(),
    ]) {
      const { page, runs } = open();
      await page.shows('that it runs', ({ running }) => running);
      assert.equal(runs[0]?.signal.aborted, false);
      end(page);
      await until('the checks are ended', () => runs[0]?.signal.aborted === true);
    }
  });

  it('does what its buttons say, and tells whoever opened it when that fails', async () => {
    const { page, runs, acts, errors } = open({ act: () => Promise.reject(new Error('of a test')) });
    await page.shows('that it runs', ({ running }) => running);
    runs[0]!.end(conclusion);
    await page.shows('the conclusion', ({ running }) => !running);
    page.tell({ type: 'act', index: 7 });
    page.tell({ type: 'act', index: 0 });
    await until('the failure is told', () => errors.length === 1);
    assert.deepEqual(acts, ['replaceKey']);
    assert.match(String(errors[0]), /of a test/);
  });

  it('says that its checks broke off, and tells whoever opened it', async () => {
    const { page, runs, errors } = open();
    await page.shows('that it runs', ({ running }) => running);
    runs[0]!.fail(new Error('of a test'));
    const state = await page.shows('the end', ({ running }) => !running);
    assert.match(state.conclusion?.summary ?? '', /ended unexpectedly/);
    await until('the failure is told', () => errors.length === 1);
  });
});

type Run = {
  readonly observer: ReportObserver;
  readonly signal: AbortSignal;
  readonly end: (conclusion: ReportConclusion) => void;
  readonly fail: (error: Error) => void;
};

/** Opens a report whose checks end when the test says so. */
function open({ act = () => Promise.resolve() }: { readonly act?: () => Promise<void> } = {}): {
  page: WebviewPage<ReportState>;
  runs: Run[];
  acts: Remedy[];
  errors: unknown[];
} {
  const runs: Run[] = [];
  const plan: ReportPlan = {
    title: 'Look Around',
    intro: '',
    steps: [{ id: 'first', label: 'Look' }],
    facts: [],
    run: (observer, signal) =>
      new Promise((end, fail) => {
        runs.push({ observer, signal, end, fail });
      }),
  };
  const pages = watchPages<ReportState>('pendo.report');
  const acts: Remedy[] = [];
  const errors: unknown[] = [];
  const panel: vscode.WebviewPanel = openReport(plan, {
    extensionUri: installedExtension().extensionUri,
    act: (remedy) => {
      acts.push(remedy);
      return act();
    },
    onError: (error) => errors.push(error),
  });
  atEnd(() => void panel.dispose());
  return { page: pages[0]!, runs, acts, errors };
}
