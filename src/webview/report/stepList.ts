import type { ReportStep } from '../../credentials/reportPage/protocol';
import { element, showText } from '../dom';
import { icon, spinner, type IconName } from '../icon';
import { stepWords } from './stepWords';

export type StepList = { readonly element: HTMLElement; show(steps: readonly ReportStep[]): void };

/** Creates the list of steps. A step keeps its place and its elements while what it says changes. */
export function createStepList(): StepList {
  const list = element('ol', { className: 'steps' });
  const items = new Map<string, StepItem>();
  return {
    element: list,
    show(steps) {
      for (const step of steps) {
        let item = items.get(step.id);
        if (!item) {
          item = createStepItem();
          items.set(step.id, item);
          list.append(item.element);
        }
        item.show(step);
      }
    },
  };
}

type StepItem = { readonly element: HTMLElement; show(step: ReportStep): void };

const iconNames: Readonly<Record<Exclude<ReportStep['state'], 'running'>, IconName>> = {
  waiting: 'waiting',
  ok: 'success',
  warning: 'warning',
  failed: 'error',
  skipped: 'skipped',
};

function createStepItem(): StepItem {
  const mark = element('span', { className: 'mark' });
  const label = element('span', { className: 'label' });
  const state = element('span', { className: 'unseen' });
  const detail = element('p', { className: 'detail', hidden: true });
  const item = element('li', { className: 'step' }, [
    mark,
    element('div', {}, [element('p', {}, [label, state]), detail]),
  ]);
  let shown: ReportStep['state'] | undefined;
  return {
    element: item,
    show(step) {
      showText(label, step.label);
      showText(detail, step.detail === '' ? undefined : step.detail);
      if (step.state !== shown) {
        shown = step.state;
        item.className = `step ${step.state}`;
        item.ariaCurrent = step.state === 'running' ? 'step' : null;
        mark.replaceChildren(step.state === 'running' ? spinner() : icon(iconNames[step.state]));
        showText(state, `: ${stepWords[step.state]()}`);
      }
    },
  };
}
