import { t } from '@vscode/l10n';
import { validateTarget, type DraftProblems } from '../../credentials/credentialDraft';
import type { FormState } from '../../credentials/credentialForm/protocol';
import { regionLabel, type RegionId } from '../../pendo/regions';
import type { Actions } from './actions';
import { checkedField, lockFields, readVisible, type FormFields } from './formFields';
import type { Help } from './help';
import { explainKey } from './keyNotes';
import type { OutcomeState } from './outcome';
import { checkedFields, explainProblem, type CheckedField } from './problemWords';

/** What the page is made of. */
export type FormParts = { readonly fields: FormFields; readonly actions: Actions; readonly help: Help };

/** What is drawn beside the values, which stand in the controls themselves. */
export type FormView = {
  readonly state: FormState;
  readonly problems: DraftProblems;
  /** The fields whose problems show. */
  readonly checked: ReadonlySet<CheckedField>;
  readonly targetRevision: number;
  readonly choseRegion: boolean;
  /** Chooses the region that the key points to. */
  readonly acceptRegion: (region: RegionId) => void;
};

/** Draws all of the form but the values that the user typed. */
export function drawForm(parts: FormParts, view: FormView): void {
  const { fields, actions, help } = parts;
  for (const name of checkedFields) {
    const problem = view.checked.has(name) ? explainProblem(name, view.problems) : undefined;
    checkedField(fields, name).showProblem(problem);
  }
  lockFields(fields, view.state.save.kind === 'saving');
  const target = validateTarget(readVisible(fields));
  const origin = target.ok ? target.baseUrl : undefined;
  drawBaseUrl(fields, origin);
  drawKey(fields, view, origin);
  drawActions(actions, view, origin);
  help.showOrigin(origin);
}

function drawBaseUrl(fields: FormFields, origin: string | undefined): void {
  const { baseUrl, region } = fields;
  const quiet = isTypingOrigin(fields);
  baseUrl.element.hidden = region.control.value !== 'custom';
  baseUrl.showNotes(
    origin === undefined
      ? []
      : [{ tone: 'info', text: t('The key will be sent to {0} and nowhere else.', origin), quiet }],
  );
}

/** Whether the user is still in the base URL, of which the beginning of an address is an address, too. */
function isTypingOrigin({ baseUrl }: FormFields): boolean {
  return document.activeElement === baseUrl.control;
}

function drawKey(fields: FormFields, view: FormView, origin: string | undefined): void {
  const { key } = fields;
  const { hasKey, keyEnding, keyLost, keyOwner, storedOrigin } = view.state;
  const notes = explainKey({
    entered: key.entered,
    ownerName: keyOwner?.keyRevision === key.revision ? keyOwner.name : undefined,
    origin,
    typingOrigin: isTypingOrigin(fields),
    choseRegion: view.choseRegion,
    storedKeyMoves: hasKey && key.isBlank && storedOrigin !== undefined && storedOrigin !== origin,
    keyLost: keyLost && key.isBlank,
  });
  key.field.control.required = !hasKey;
  key.field.showHint(hasKey ? keepWords(keyEnding) : undefined);
  key.field.showNotes(
    notes.map(({ offers: region, ...note }) =>
      region === undefined
        ? note
        : {
            ...note,
            action: { label: t('Use {0}', regionLabel(region, t)), run: () => view.acceptRegion(region) },
          },
    ),
  );
}

function keepWords(keyEnding: string): string {
  return keyEnding === ''
    ? t('A key is stored. Leave blank to keep it.')
    : t('A key is stored, ending in {0}. Leave blank to keep it.', keyEnding);
}

function drawActions(actions: Actions, view: FormView, origin: string | undefined): void {
  const { save, test, cancel, outcome } = actions;
  const shown = outcomeOf(view, origin);
  const focused = document.activeElement;
  const saving = shown.kind === 'saving';
  save.disabled = saving;
  cancel.disabled = saving;
  test.disabled = saving || shown.kind === 'testing';
  outcome.show(shown);
  actions.showFailure(view.state.save.kind === 'failed' ? view.state.save.message : undefined);
  // A button that goes takes the focus with it; its counterpart is the place to go on.
  if (focused === test && shown.kind === 'testing') {
    outcome.cancelTest.focus();
  } else if (focused === outcome.cancelTest && shown.kind !== 'testing') {
    test.focus();
  }
}

function outcomeOf({ state, targetRevision }: FormView, origin: string | undefined): OutcomeState {
  const { save, test } = state;
  if (save.kind === 'saving') {
    return { kind: 'saving' };
  }
  switch (test.kind) {
    case 'idle':
      return { kind: 'none' };
    case 'running':
      return { kind: 'testing', host: origin === undefined ? '' : new URL(origin).host };
    case 'done':
      return test.targetRevision === targetRevision
        ? { kind: 'verdict', verdict: test.verdict }
        : { kind: 'none' };
  }
}
