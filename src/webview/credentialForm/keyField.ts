import { t } from '@vscode/l10n';
import { parseKey } from '../../pendo/key';
import { element } from '../dom';
import { createField, type Field } from './field';
import { icon } from '../icon';
import type { EnteredKey } from './keyNotes';

export type KeyListeners = {
  /** The text changed in any way. */
  readonly onDidType: () => void;
  /** The text is complete: it was pasted, or the field was left. `undefined`: it is no key. */
  readonly onDidEnter: (key: string | undefined) => void;
};

/** The field of the key. What is pasted or typed is replaced by the key in it; the key stays in the control, nowhere else. */
export class KeyField {
  readonly field: Field<HTMLInputElement>;
  private known: EnteredKey | undefined;
  // Rises with each change. It begins with the time, so that an answer to an earlier page (a moved panel) never counts.
  private revisionOfKey = Date.now();

  constructor(private readonly listeners: KeyListeners) {
    const control = element('input', {
      type: 'password',
      autocomplete: 'off',
      autocapitalize: 'off',
      spellcheck: false,
      dir: 'ltr',
    });
    this.field = createField({
      id: 'key',
      label: t('Pendo API Key'),
      control,
      beside: createRevealButton(control),
    });
    control.addEventListener('input', (event) => this.hearInput(event));
    control.addEventListener('change', () => this.enter());
  }

  get revision(): number {
    return this.revisionOfKey;
  }

  get entered(): EnteredKey | undefined {
    return this.known;
  }

  /** The key without what was pasted around it. */
  get key(): string {
    const parsed = parseKey(this.field.control.value);
    return parsed.ok ? parsed.key : this.field.control.value;
  }

  get isBlank(): boolean {
    const parsed = parseKey(this.field.control.value);
    return !parsed.ok && parsed.reason === 'empty';
  }

  /** Takes what stands in the field as complete. */
  enter(): void {
    const { control } = this.field;
    const parsed = parseKey(control.value);
    if (this.known) {
      return;
    }
    if (!parsed.ok) {
      this.listeners.onDidEnter(undefined);
      return;
    }
    const { key, removed, region, usualShape } = parsed;
    if (control.value !== key) {
      control.value = key;
    }
    this.known = {
      removed,
      usualShape,
      pointsTo: region && { region, suffix: key.slice(key.lastIndexOf('.')) },
    };
    this.listeners.onDidEnter(key);
  }

  private hearInput(event: Event): void {
    this.known = undefined;
    this.revisionOfKey += 1;
    this.listeners.onDidType();
    const how = event instanceof InputEvent ? event.inputType : '';
    if (how === 'insertFromPaste' || how === 'insertFromDrop') {
      this.enter();
    }
  }
}

/** The button's name says what it does next; a pressed state on top of that would say the opposite. */
function createRevealButton(control: HTMLInputElement): HTMLButtonElement {
  const button = element('button', { type: 'button', className: 'reveal' });
  const draw = (): void => {
    const concealed = control.type === 'password';
    button.ariaLabel = concealed ? t('Show key') : t('Hide key');
    button.title = button.ariaLabel;
    button.replaceChildren(icon(concealed ? 'shown' : 'concealed'));
  };
  button.addEventListener('click', () => {
    control.type = control.type === 'password' ? 'text' : 'password';
    draw();
  });
  draw();
  return button;
}
