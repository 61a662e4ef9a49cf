import assert from 'node:assert/strict';
import type { ReportState, ReportStep } from '../../../../src/credentials/reportPage/protocol';
import { announceChange } from '../../../../src/webview/report/announcements';

describe('what a screen reader is told of a report', () => {
  it('tells each step that finished, in brief', () => {
    const before = report({
      steps: [step('dns', 'running'), step('tcp', 'waiting'), step('tls', 'waiting')],
    });
    const after = report({ steps: [step('dns', 'ok'), step('tcp', 'skipped'), step('tls', 'running')] });
    assert.deepEqual(announceChange(before, after), ['DNS: ok', 'TCP: skipped']);
  });

  it('tells nothing twice', () => {
    const state = report({ steps: [step('dns', 'failed')], copied: true });
    assert.deepEqual(announceChange(state, state), []);
  });

  it('is silent about a step that begins', () => {
    const before = report({ steps: [step('dns', 'waiting')] });
    assert.deepEqual(announceChange(before, report({ steps: [step('dns', 'running')] })), []);
  });

  it('tells the conclusion with its tone, then its detail', () => {
    const conclusion = {
      tone: 'error',
      summary: 'Host not found',
      detail: 'Are you online?',
      actions: [],
    } as const;
    const after = report({ running: false, conclusion });
    assert.deepEqual(announceChange(report({}), after), ['Error: Host not found', 'Are you online?']);
  });

  it('tells a conclusion without a detail in one line', () => {
    const conclusion = { tone: 'success', summary: 'All is well', detail: '', actions: [] } as const;
    assert.deepEqual(announceChange(report({}), report({ running: false, conclusion })), [
      'Success: All is well',
    ]);
  });

  it('tells that it was cancelled', () => {
    assert.deepEqual(announceChange(report({}), report({ running: false })), ['Cancelled.']);
  });

  it('tells that it begins again, and not the steps that wait again', () => {
    const before = report({ running: false, steps: [step('dns', 'ok')] });
    assert.deepEqual(announceChange(before, report({ steps: [step('dns', 'waiting')] })), ['Checking…']);
  });

  it('tells that the report was copied', () => {
    const before = report({ running: false });
    assert.deepEqual(announceChange(before, { ...before, copied: true }), ['Copied']);
  });
});

function step(id: string, state: ReportStep['state']): ReportStep {
  return { id, label: id.toUpperCase(), state, detail: '' };
}

function report(differences: Partial<ReportState>): ReportState {
  return {
    type: 'state',
    title: 'Diagnose Connection',
    intro: '',
    steps: [],
    running: true,
    conclusion: undefined,
    copied: false,
    translations: undefined,
    ...differences,
  };
}
