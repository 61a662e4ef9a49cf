import { t } from '@vscode/l10n';
import type { ReportConclusion, ReportState } from '../../credentials/reportPage/protocol';
import { toneWords } from '../toneWords';
import { isFinished, stepWords } from './stepWords';

/** What a screen reader is told when one state follows another: what is new, each in a line of its own. */
export function announceChange(before: ReportState, after: ReportState): readonly string[] {
  const lines = announceSteps(before, after);
  if (after.running !== before.running) {
    lines.push(...(after.running ? [t('Checking…')] : announceEnd(after.conclusion)));
  }
  if (after.copied && !before.copied) {
    lines.push(t('Copied'));
  }
  return lines;
}

function announceSteps(before: ReportState, after: ReportState): string[] {
  const earlier = new Map(before.steps.map(({ id, state }) => [id, state]));
  return after.steps
    .filter((step) => isFinished(step) && step.state !== earlier.get(step.id))
    .map(({ label, state }) => t('{0}: {1}', label, stepWords[state]()));
}

function announceEnd(conclusion: ReportConclusion | undefined): readonly string[] {
  if (!conclusion) {
    return [t('Cancelled.')];
  }
  const { tone, summary, detail } = conclusion;
  return [t('{0}: {1}', toneWords[tone](), summary), ...(detail === '' ? [] : [detail])];
}
