import { t } from '@vscode/l10n';
import type { ReportState } from '../../credentials/reportPage/protocol';
import { element, showText } from '../dom';

/** The button that copies the report, once it is at its end. */
export type CopyLine = {
  readonly element: HTMLElement;
  readonly copy: HTMLButtonElement;
  show(state: ReportState): void;
};

export function createCopyLine(): CopyLine {
  const note = element('p', { id: 'copy-note', className: 'hint' }, [
    t('The report has no key and no other private detail.'),
  ]);
  const copy = element('button', { type: 'button', className: 'secondary' });
  copy.setAttribute('aria-describedby', note.id);
  const line = element('div', { className: 'copyLine' }, [copy, note]);
  return {
    element: line,
    copy,
    show({ running, copied }) {
      line.hidden = running;
      showText(copy, copied ? t('Copied') : t('Copy Report'));
    },
  };
}
