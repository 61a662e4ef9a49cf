import { t } from '@vscode/l10n';
import type { TestVerdict } from '../../credentials/credentialForm/protocol';
import { element } from '../dom';
import { icon, spinner } from '../icon';
import { toneWords } from '../toneWords';

/** What the form is doing, or what the last test told. */
export type OutcomeState =
  | { readonly kind: 'none' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'testing'; readonly host: string }
  | { readonly kind: 'verdict'; readonly verdict: TestVerdict };

export type Outcome = {
  readonly element: HTMLElement;
  readonly cancelTest: HTMLButtonElement;
  show(state: OutcomeState): void;
};

/** Creates the line below the buttons, which screen readers hear as it changes. */
export function createOutcome(): Outcome {
  const status = element('div', { role: 'status', className: 'status' });
  const cancelTest = element('button', { type: 'button', className: 'secondary', hidden: true }, [
    t('Cancel Test'),
  ]);
  let shown = '';
  return {
    element: element('div', { className: 'outcome' }, [status, cancelTest]),
    cancelTest,
    show(state) {
      cancelTest.hidden = state.kind !== 'testing';
      const summary = JSON.stringify(state);
      if (summary !== shown) {
        shown = summary;
        status.replaceChildren(...drawOutcome(state));
      }
    },
  };
}

function drawOutcome(state: OutcomeState): HTMLElement[] {
  switch (state.kind) {
    case 'none':
      return [];
    case 'saving':
      return [drawProgress(t('Saving…'))];
    case 'testing':
      return [
        drawProgress(state.host === '' ? t('Testing…') : t('Testing the connection to {0}…', state.host)),
      ];
    case 'verdict':
      return [drawVerdict(state.verdict)];
  }
}

function drawProgress(text: string): HTMLElement {
  return element('p', { className: 'progress' }, [spinner(), text]);
}

function drawVerdict({ tone, summary, detail }: TestVerdict): HTMLElement {
  const words = element('div', {}, [element('p', { className: 'summary' }, [summary])]);
  if (detail !== '') {
    words.append(element('p', { className: 'detail' }, [detail]));
  }
  return element('div', { className: `verdict ${tone}` }, [icon(tone, toneWords[tone]()), words]);
}
