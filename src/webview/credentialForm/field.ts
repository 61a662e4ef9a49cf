import { element, showText, type Child } from '../dom';
import { icon } from '../icon';
import { createNoteList, type Note } from './noteList';

export type FieldControl = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

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

/**
 * Puts a field together. Screen readers hear hint, problem and notes with the control, and changes of the latter two as they happen, unless
 * a note is quiet.
 */
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
  const notes = createNoteList(`${id}-notes`);
  const quietNotes = createNoteList(`${id}-quiet-notes`);

  const describe = (): void => {
    const parts = [hint, problem, notes.element, quietNotes.element];
    const ids = parts.filter((part) => !part.hidden).map((part) => part.id);
    control.setAttribute('aria-describedby', ids.join(' '));
  };

  return {
    element: element('div', { className: 'field' }, [
      element('label', { htmlFor: id }, [label]),
      hint,
      element('div', { className: 'control' }, beside === undefined ? [control] : [control, beside]),
      element('div', { ariaLive: 'polite' }, [problem, notes.element]),
      quietNotes.element,
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
      notes.show(next.filter(({ quiet }) => quiet !== true));
      quietNotes.show(next.filter(({ quiet }) => quiet === true));
      describe();
    },
  };
}
