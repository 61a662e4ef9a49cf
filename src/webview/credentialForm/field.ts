import { element, showText, type Child } from '../dom';
import { icon } from '../icon';

export type FieldControl = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Something worth knowing that does not stop a save, with a way to act on it where there is one. */
export type Note = {
  readonly tone: 'info' | 'warning';
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
};

/** A labelled control with a hint above and, below, what is wrong with its value and what else there is to say. */
export type Field<Control extends FieldControl = FieldControl> = {
  readonly element: HTMLElement;
  readonly control: Control;
  showHint(text: string | undefined): void;
  /** `undefined`: the value is right. */
  showProblem(words: string | undefined): void;
  showNotes(notes: readonly Note[]): void;
};

export type FieldParts<Control extends FieldControl> = {
  /** Begins the ids of the parts. */
  readonly id: string;
  readonly label: string;
  readonly control: Control;
  /** Stands beside the control, such as a button that belongs to it. */
  readonly beside?: Child;
};

/** Puts a field together. Screen readers hear hint, problem and notes with the control, and changes of the latter two as they happen. */
export function createField<Control extends FieldControl>(parts: FieldParts<Control>): Field<Control> {
  const { id, label, control, beside } = parts;
  control.id = id;
  control.ariaInvalid = 'false';
  const hint = element('p', { id: `${id}-hint`, className: 'hint', hidden: true });
  const problemWords = element('span');
  const problem = element('p', { id: `${id}-problem`, className: 'message error', hidden: true }, [
    icon('error'),
    problemWords,
  ]);
  const notes = element('div', { id: `${id}-notes`, className: 'notes', hidden: true });
  let shown = '';

  const describe = (): void => {
    const ids = [hint, problem, notes].filter((part) => !part.hidden).map((part) => part.id);
    control.setAttribute('aria-describedby', ids.join(' '));
  };

  return {
    element: element('div', { className: 'field' }, [
      element('label', { htmlFor: id }, [label]),
      hint,
      element('div', { className: 'control' }, beside === undefined ? [control] : [control, beside]),
      element('div', { ariaLive: 'polite' }, [problem, notes]),
    ]),
    control,
    showHint(text) {
      showText(hint, text);
      describe();
    },
    showProblem(words) {
      showText(problemWords, words);
      problem.hidden = words === undefined;
      control.ariaInvalid = words === undefined ? 'false' : 'true';
      describe();
    },
    showNotes(next) {
      const summary = JSON.stringify(next);
      if (summary !== shown) {
        shown = summary;
        notes.replaceChildren(...next.map(createNote));
        notes.hidden = next.length === 0;
        describe();
      }
    },
  };
}

function createNote({ tone, text, action }: Note): HTMLElement {
  const words = element('span', {}, [text]);
  if (action) {
    const button = element('button', { type: 'button', className: 'inline' }, [action.label]);
    button.addEventListener('click', action.run);
    words.append(' ', button);
  }
  return element('p', { className: `message ${tone}` }, [icon(tone), words]);
}
