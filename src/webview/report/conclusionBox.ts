import type { ReportConclusion } from '../../credentials/reportPage/protocol';
import { element } from '../dom';
import { icon } from '../icon';
import { toneWords } from '../toneWords';

export type ConclusionBox = {
  readonly element: HTMLElement;
  show(conclusion: ReportConclusion | undefined): void;
};

/** Creates the place of the conclusion, which is empty until there is one. */
export function createConclusionBox(act: (index: number) => void): ConclusionBox {
  const box = element('section', { hidden: true });
  let shown = '';
  return {
    element: box,
    show(conclusion) {
      const summary = JSON.stringify(conclusion ?? null);
      if (summary !== shown) {
        shown = summary;
        box.hidden = conclusion === undefined;
        box.className = `verdict ${conclusion?.tone ?? ''}`;
        box.replaceChildren(...(conclusion ? drawConclusion(conclusion, act) : []));
      }
    },
  };
}

function drawConclusion(
  { tone, summary, detail, actions }: ReportConclusion,
  act: (index: number) => void,
): Node[] {
  const words = element('div', {}, [element('h2', {}, [summary])]);
  if (detail !== '') {
    words.append(element('p', { className: 'detail' }, [detail]));
  }
  if (actions.length > 0) {
    const buttons = actions.map(({ label }, index) => {
      const className = index === 0 ? 'primary' : 'secondary';
      const button = element('button', { type: 'button', className }, [label]);
      button.addEventListener('click', () => act(index));
      return button;
    });
    words.append(element('div', { className: 'buttons' }, buttons));
  }
  return [icon(tone, toneWords[tone]()), words];
}
