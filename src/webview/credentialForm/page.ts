import { validateDraft, type DraftProblems } from '../../credentials/credentialDraft';
import { followFields, sameFields, sameTarget } from '../../credentials/credentialForm/followFields';
import type { FormIntent, FormState, VisibleDraft } from '../../credentials/credentialForm/protocol';
import type { RegionId } from '../../pendo/regions';
import { createActions } from './actions';
import { drawForm, type FormParts } from './drawForm';
import { checkedField, createFormFields, fillFields, readDraft, readVisible } from './formFields';
import { createHelp } from './help';
import { layOut } from './layOut';
import { watchPress } from './press';
import { checkedFields, type CheckedField } from './problemWords';
import { defaultRegion, type RegionChooser } from './regionField';

/** The form: what the user typed stands in its controls, what the host knows in `state`, and `render` draws from both. */
export class FormPage {
  private readonly parts: FormParts;
  private readonly isPressing: () => boolean;
  /** Fields that were typed in; leaving one of these checks it. */
  private readonly edited = new Set<CheckedField>();
  /** Fields whose problems show. */
  private readonly checked = new Set<CheckedField>();
  /** What the host refused, until the field changes. */
  private refused: DraftProblems = {};
  /** Rises when region, base URL or key change. Begins with the time, so that a test of an earlier page never counts. */
  private targetRevision = Date.now();
  private testedRevision: number | undefined;
  private regionChosenBy: RegionChooser;

  constructor(
    root: HTMLElement,
    private state: FormState,
    private readonly post: (intent: FormIntent) => void,
  ) {
    const fields = createFormFields(state.fields, {
      onDidType: () => this.edit('key'),
      onDidEnter: (key) => this.takeKey(key),
    });
    this.parts = { fields, actions: createActions(), help: createHelp() };
    // A region that differs from the default, or comes back with the form, is the user's choice.
    this.regionChosenBy =
      state.mode === 'add' && !state.keyLost && state.fields.region === defaultRegion ? 'default' : 'user';
    this.isPressing = watchPress(() => this.render());
    root.append(this.build());
    this.update(state);
    const keyFirst = state.keyLost || (state.mode === 'edit' && !state.hasKey);
    (keyFirst ? fields.key.field : fields.name).control.focus();
  }

  /** Follows the host. What the user typed stays, all else is as the credential is now. */
  update(next: FormState): void {
    const before = this.state;
    const answered =
      next.save.kind !== 'saving' &&
      (before.save.kind === 'saving' || (before.save.kind !== 'invalid' && next.save.kind === 'invalid'));
    this.state = next;
    if (answered && next.save.kind === 'invalid') {
      this.refused = next.save.problems;
      checkedFields.forEach((name) => this.checked.add(name));
    }
    this.followCredential(before.unedited);
    this.cancelOutdatedTest();
    this.render();
    if (answered && document.hasFocus()) {
      this.returnFocus();
    }
  }

  private followCredential(before: VisibleDraft): void {
    const shown = readVisible(this.parts.fields);
    const now = followFields(shown, before, this.state.unedited, !this.parts.fields.key.isBlank);
    fillFields(this.parts.fields, now);
    if (!sameTarget(shown, now)) {
      this.changeTarget();
    }
    if (!sameFields(shown, now)) {
      this.refused = {};
      this.tellEdited();
    }
  }

  private build(): HTMLElement {
    const { name, description, region, baseUrl } = this.parts.fields;
    const { save, test, cancel, outcome } = this.parts.actions;
    const { page, form } = layOut(this.parts, this.state.mode);
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.save();
    });
    description.control.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        form.requestSubmit(save);
      }
    });
    name.control.addEventListener('input', () => this.edit('name'));
    description.control.addEventListener('input', () => this.edit('description'));
    baseUrl.control.addEventListener('input', () => this.edit('baseUrl'));
    region.control.addEventListener('input', () => this.changeRegion('user'));
    for (const field of checkedFields) {
      checkedField(this.parts.fields, field).control.addEventListener('blur', () => this.leave(field));
    }
    test.addEventListener('click', () => this.test());
    cancel.addEventListener('click', () => this.post({ type: 'cancel' }));
    outcome.cancelTest.addEventListener('click', () => this.cancelTest());
    return page;
  }

  private edit(field: CheckedField): void {
    this.edited.add(field);
    const { [field]: _, ...others } = this.refused;
    this.refused = others;
    if (field === 'baseUrl' || field === 'key') {
      this.changeTarget();
    }
    this.tellEdited();
  }

  private leave(field: CheckedField): void {
    if (this.edited.has(field)) {
      this.checked.add(field);
      this.render();
    }
  }

  private changeRegion(by: RegionChooser): void {
    this.regionChosenBy = by;
    this.changeTarget();
    this.tellEdited();
  }

  private useRegion(region: RegionId, by: RegionChooser): void {
    this.parts.fields.region.control.value = region;
    this.changeRegion(by);
  }

  private acceptRegion(region: RegionId): void {
    if (this.state.save.kind === 'saving') {
      return;
    }
    this.useRegion(region, 'user');
    // The button that was pressed is gone.
    this.parts.fields.region.control.focus();
  }

  private takeKey(key: string | undefined): void {
    const { key: keyField } = this.parts.fields;
    this.checked.add('key');
    if (key !== undefined) {
      this.post({ type: 'keyEntered', key, keyRevision: keyField.revision });
      this.followKey(keyField.entered?.pointsTo?.region);
    }
    this.render();
  }

  /** Chooses the region of a key, unless the user did; what the key before it chose, went with that. */
  private followKey(pointsTo: RegionId | undefined): void {
    const region = pointsTo ?? defaultRegion;
    if (this.regionChosenBy !== 'user' && region !== this.parts.fields.region.control.value) {
      this.useRegion(region, pointsTo ? 'key' : 'default');
    }
  }

  private changeTarget(): void {
    this.targetRevision += 1;
    this.cancelOutdatedTest();
  }

  private tellEdited(): void {
    const { fields } = this.parts;
    this.post({ type: 'edited', fields: readVisible(fields), keyTyped: !fields.key.isBlank });
    this.render();
  }

  private save(): void {
    if (this.state.save.kind === 'saving' || !this.checkFields(checkedFields)) {
      return;
    }
    this.state = { ...this.state, save: { kind: 'saving' } };
    this.post({ type: 'save', draft: readDraft(this.parts.fields) });
    this.render();
  }

  private test(): void {
    if (!this.checkFields(['baseUrl', 'key'])) {
      return;
    }
    this.testedRevision = this.targetRevision;
    this.state = { ...this.state, test: { kind: 'running' } };
    this.post({ type: 'test', draft: readDraft(this.parts.fields), targetRevision: this.targetRevision });
    this.render();
  }

  /** Shows the problems of some fields and goes to the first; true if there are none. */
  private checkFields(names: readonly CheckedField[]): boolean {
    // The host decides anew.
    this.refused = {};
    this.parts.fields.key.enter();
    names.forEach((name) => this.checked.add(name));
    this.render();
    return !this.focusFirstProblem(names);
  }

  private cancelOutdatedTest(): void {
    if (this.state.test.kind === 'running' && this.testedRevision !== this.targetRevision) {
      this.cancelTest();
    }
  }

  private cancelTest(): void {
    this.state = { ...this.state, test: { kind: 'idle' } };
    this.post({ type: 'cancelTest' });
    this.render();
  }

  private findProblems(): DraftProblems {
    const validated = validateDraft(readDraft(this.parts.fields), this.state);
    return { ...this.refused, ...(validated.ok ? {} : validated.problems) };
  }

  private returnFocus(): void {
    const invalid = this.state.save.kind === 'invalid' && this.focusFirstProblem(checkedFields);
    if (!invalid && document.activeElement === document.body) {
      this.parts.actions.save.focus();
    }
  }

  private focusFirstProblem(names: readonly CheckedField[]): boolean {
    const problems = this.findProblems();
    const first = names.find((name) => problems[name] !== undefined);
    if (first) {
      checkedField(this.parts.fields, first).control.focus();
    }
    return first !== undefined;
  }

  private render(): void {
    if (this.isPressing()) {
      return;
    }
    drawForm(this.parts, {
      state: this.state,
      problems: this.findProblems(),
      checked: this.checked,
      targetRevision: this.targetRevision,
      choseRegion: this.regionChosenBy === 'key',
      acceptRegion: (region) => this.acceptRegion(region),
    });
  }
}
