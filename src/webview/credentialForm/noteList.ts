import { element } from '../dom';
import { icon } from '../icon';

/** Something worth knowing that does not stop a save, with a way to act on it where there is one. */
export type Note = {
  readonly tone: 'info' | 'warning';
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  /** Whether it is heard with the control alone, not when it changes: for what changes with each keystroke elsewhere. */
  readonly quiet?: boolean;
};

export type NoteList = { readonly element: HTMLElement; show(notes: readonly Note[]): void };

/** Creates a list of notes; it is drawn anew only where it differs, so that a screen reader does not hear the same words twice. */
export function createNoteList(id: string): NoteList {
  const list = element('div', { id, hidden: true });
  let shown = '[]';
  return {
    element: list,
    show(notes) {
      const summary = JSON.stringify(notes);
      if (summary !== shown) {
        shown = summary;
        list.replaceChildren(...notes.map(createNote));
        list.hidden = notes.length === 0;
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
