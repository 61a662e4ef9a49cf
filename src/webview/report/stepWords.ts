import { t } from '@vscode/l10n';
import type { ReportStep } from '../../credentials/reportPage/protocol';

/** What the icon of a step says to those who don't see it. */
export const stepWords: Readonly<Record<ReportStep['state'], () => string>> = {
  waiting: () => t('waiting'),
  running: () => t('running'),
  ok: () => t('ok'),
  warning: () => t('warning'),
  failed: () => t('failed'),
  skipped: () => t('skipped'),
};

/** Whether a step has come to its end. */
export function isFinished({ state }: ReportStep): boolean {
  return state !== 'waiting' && state !== 'running';
}
