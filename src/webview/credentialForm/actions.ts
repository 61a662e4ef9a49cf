import { t } from '@vscode/l10n';
import { element } from '../dom';
import { icon } from '../icon';
import { createOutcome, type Outcome } from './outcome';

/** The end of the form: why a save failed, the buttons, and what they lead to. */
export type Actions = {
  readonly element: HTMLElement;
  readonly save: HTMLButtonElement;
  readonly test: HTMLButtonElement;
  readonly cancel: HTMLButtonElement;
  readonly outcome: Outcome;
  showFailure(message: string | undefined): void;
};

export function createActions(): Actions {
  const failure = element('div', { role: 'alert' });
  const save = element('button', { type: 'submit', className: 'primary' }, [t('Save')]);
  const test = element('button', { type: 'button', className: 'secondary' }, [t('Test Connection')]);
  const cancel = element('button', { type: 'button', className: 'secondary' }, [t('Cancel')]);
  const outcome = createOutcome();
  let shown: string | undefined;
  return {
    element: element('div', { className: 'actions' }, [
      failure,
      element('div', { className: 'buttons' }, [save, test, cancel]),
      outcome.element,
    ]),
    save,
    test,
    cancel,
    outcome,
    showFailure(message) {
      if (message !== shown) {
        shown = message;
        failure.replaceChildren(...(message === undefined ? [] : [drawFailure(message)]));
      }
    },
  };
}

function drawFailure(message: string): HTMLElement {
  return element('div', { className: 'verdict error' }, [
    icon('error', t('Error')),
    element('div', {}, [
      element('p', { className: 'summary' }, [t('The credential was not saved.')]),
      element('p', { className: 'detail' }, [message]),
    ]),
  ]);
}
