import { t } from '@vscode/l10n';
import type { ReportState } from '../../credentials/reportPage/protocol';
import { element, showText } from '../dom';
import { spinner } from '../icon';
import { isFinished } from './stepWords';

/** How far the report is, with the button that ends it or begins it again. */
export type ProgressLine = {
  readonly element: HTMLElement;
  readonly cancel: HTMLButtonElement;
  readonly runAgain: HTMLButtonElement;
  show(state: ReportState, cancelling: boolean): void;
};

export function createProgressLine(): ProgressLine {
  const turning = spinner();
  const words = element('span');
  const cancel = element('button', { type: 'button', className: 'secondary' }, [t('Cancel')]);
  const runAgain = element('button', { type: 'button', className: 'secondary' }, [t('Run Again')]);
  const line = element('div', { className: 'progressLine' }, [
    element('p', { className: 'progress' }, [turning, words]),
    cancel,
    runAgain,
  ]);
  ignoreRepeatedPresses(line);
  return {
    element: line,
    cancel,
    runAgain,
    show(state, cancelling) {
      turning.hidden = !state.running;
      cancel.hidden = !state.running;
      runAgain.hidden = state.running;
      showText(words, describeProgress(state, cancelling));
    },
  };
}

function describeProgress({ running, steps, conclusion }: ReportState, cancelling: boolean): string {
  if (running) {
    return cancelling
      ? t('Cancelling…')
      : t('Checking… {0} of {1} done', steps.filter(isFinished).length, steps.length);
  }
  return conclusion ? t('Finished. The conclusion stands below.') : t('Cancelled.');
}

/** The one button takes the other's place and focus: a double click or a held Enter would press both. */
function ignoreRepeatedPresses(buttons: HTMLElement): void {
  buttons.addEventListener('keydown', (event) => {
    if (event.repeat && event.key === 'Enter') {
      event.preventDefault();
    }
  });
  const ignoreRepeated = (event: MouseEvent): void => {
    if (event.detail > 1) {
      event.stopPropagation();
    }
  };
  buttons.addEventListener('click', ignoreRepeated, { capture: true });
}
