import { parseKey } from '../../pendo/key';
import { keyFingerprint } from '../../pendo/keyFingerprint';
import type { Translate } from '../../pendo/translate';
import { validateDraft, validateTarget, type CredentialDraft, type ValidDraft } from '../credentialDraft';
import type { Face } from '../credential';
import type { Verify } from '../connectionMonitor';
import type { CredentialStore } from '../credentialStore';
import { Emitter } from '../emitter';
import { explainSaveFailure } from '../explainSaveFailure';
import type { Disposable } from '../ports';
import { ConnectionTest } from './connectionTest';
import { fieldsOf } from './fields';
import { followFields, sameFields } from './followFields';
import type { FormIntent, FormMode, FormState, SaveState, VisibleDraft } from './protocol';

/** What a form is about. The id of a new credential is made when the form opens, so that saving twice saves one. */
export type FormTarget = {
  readonly mode: FormMode;
  readonly id: string;
  /** What the fields show where the user has typed nothing. */
  readonly fields: VisibleDraft;
  /** What was typed in an earlier form for the same, which this one brings back. */
  readonly typed?: VisibleDraft;
};

type SessionDeps = {
  readonly store: CredentialStore;
  readonly verify: Verify;
  readonly t: Translate;
  readonly translations: Readonly<Record<string, string>> | undefined;
  /** The credential is stored; the form has done its work. */
  readonly onSaved: (face: Face) => void;
  /** The form has nothing left to edit, or the user is done with it. */
  readonly onClose: () => void;
};

/** One open credential form: keeps what the page may know, and does what the user asks for there. */
export class CredentialFormSession implements Disposable {
  private readonly changed = new Emitter<FormState>();
  private readonly subscription: Disposable;
  private fields: VisibleDraft;
  private unedited: VisibleDraft;
  /** The credential that the form shows; the store may know a newer one already. */
  private shown: Face | undefined;
  private keyTyped = false;
  private keyLost = false;
  private loaded = false;
  private enteredKey: { readonly fingerprint: string; readonly keyRevision: number } | undefined;
  private readonly test: ConnectionTest;
  private save: SaveState = { kind: 'idle' };
  private saving: Promise<string | undefined> | undefined;

  readonly onDidChange = this.changed.event;

  constructor(
    readonly target: FormTarget,
    private readonly deps: SessionDeps,
  ) {
    this.unedited = target.fields;
    this.fields = target.typed ?? target.fields;
    const { store, verify, t } = deps;
    this.test = new ConnectionTest(target.id, { store, verify, t, onChange: () => this.publish() });
    this.subscription = store.onDidChange(() => this.followStore());
    this.followFace();
  }

  dispose(): void {
    this.subscription.dispose();
    this.test.cancel();
    this.changed.dispose();
  }

  state(): FormState {
    return {
      type: 'state',
      mode: this.target.mode,
      fields: this.fields,
      unedited: this.unedited,
      keyLost: this.keyLost,
      hasKey: this.hasKey(),
      keyEnding: this.shown?.keyEnding ?? '',
      storedOrigin: this.shown?.baseUrl,
      takenNames: this.takenNames(),
      keyOwner: this.keyOwner(),
      test: this.test.state,
      save: this.save,
      translations: this.deps.translations,
    };
  }

  /** What brings back what was typed and not saved; undefined where nothing would be lost. The key is never part of it. */
  unsaved(): FormTarget | undefined {
    return sameFields(this.fields, this.unedited) && !this.keyTyped
      ? undefined
      : { ...this.target, fields: this.unedited, typed: this.fields };
  }

  /** Waits for a save that is under way, which disposal does not stop, and tells why it failed; an error is for who asked for it. */
  async saveEnded(): Promise<string | undefined> {
    return this.saving?.catch(() => undefined);
  }

  async handle(intent: FormIntent): Promise<void> {
    switch (intent.type) {
      case 'ready':
        // The page is loaded anew when its editor moves to another window; what was typed is here, but for the key.
        this.keyLost = this.loaded && (this.keyTyped || this.keyLost);
        this.loaded = true;
        this.save = this.save.kind === 'saving' ? this.save : { kind: 'idle' };
        this.test.cancel();
        this.publish();
        return;
      case 'edited':
        this.fields = intent.fields;
        this.keyTyped = intent.keyTyped;
        this.keyLost &&= !intent.keyTyped;
        return;
      case 'keyEntered':
        this.enterKey(intent.key, intent.keyRevision);
        return;
      case 'test':
        return this.runTest(intent.draft, intent.targetRevision);
      case 'cancelTest':
        this.test.cancel();
        this.publish();
        return;
      case 'save':
        return this.saveDraft(intent.draft);
      case 'cancel':
        this.deps.onClose();
        return;
    }
  }

  private followStore(): void {
    if (this.target.mode === 'edit' && !this.face()) {
      this.deps.onClose();
    } else {
      this.followFace();
      this.test.followStore();
      this.publish();
    }
  }

  /** The page does the same with what it has, which may be newer. */
  private followFace(): void {
    const face = this.face();
    if (face) {
      const now = fieldsOf(face);
      this.fields = followFields(this.fields, this.unedited, now, this.keyTyped);
      this.unedited = now;
      this.shown = face;
    }
  }

  private enterKey(text: string, keyRevision: number): void {
    const key = parseKey(text);
    this.enteredKey = key.ok ? { fingerprint: keyFingerprint(key.key), keyRevision } : undefined;
    this.publish();
  }

  private keyOwner(): FormState['keyOwner'] {
    if (!this.enteredKey) {
      return undefined;
    }
    const { fingerprint, keyRevision } = this.enteredKey;
    const owner = this.deps.store.ownerOfKey(fingerprint, this.target.id);
    return owner && { name: owner.name, keyRevision };
  }

  private async runTest(draft: CredentialDraft, targetRevision: number): Promise<void> {
    const origin = validateTarget(draft);
    const key = parseKey(draft.key);
    const keyMissing = !key.ok && !(key.reason === 'empty' && this.hasKey());
    if (!origin.ok || keyMissing) {
      this.test.cancel();
      this.refuse(draft);
      return;
    }
    await this.test.run({ baseUrl: origin.baseUrl, key: key.ok ? key.key : undefined, targetRevision });
  }

  private async saveDraft(draft: CredentialDraft): Promise<void> {
    if (this.saving) {
      return;
    }
    const valid = validateDraft(draft, this.rules());
    if (!valid.ok) {
      this.refuse(draft);
      return;
    }
    this.test.cancel();
    this.saving = this.store(valid.draft);
    try {
      await this.saving;
    } finally {
      this.saving = undefined;
    }
  }

  /** @returns why nothing was stored, in words */
  private async store(draft: ValidDraft): Promise<string | undefined> {
    this.setSave({ kind: 'saving' });
    const result = await this.deps.store.save({ id: this.target.id, ...draft, seen: this.shown });
    if (result.ok) {
      this.setSave({ kind: 'idle' });
      this.deps.onSaved(result.face);
      return undefined;
    }
    const message = explainSaveFailure(result, this.deps.t);
    this.setSave(
      result.reason === 'nameTaken'
        ? { kind: 'invalid', problems: { name: 'taken' } }
        : { kind: 'failed', message },
    );
    return message;
  }

  private refuse(draft: CredentialDraft): void {
    const validated = validateDraft(draft, this.rules());
    this.setSave(validated.ok ? { kind: 'idle' } : { kind: 'invalid', problems: validated.problems });
  }

  private setSave(save: SaveState): void {
    this.save = save;
    this.publish();
  }

  private rules(): { takenNames: readonly string[]; hasKey: boolean } {
    return { takenNames: this.takenNames(), hasKey: this.hasKey() };
  }

  private face(): Face | undefined {
    return this.target.mode === 'edit' ? this.deps.store.face(this.target.id) : undefined;
  }

  private hasKey(): boolean {
    return this.face() !== undefined && this.deps.store.keyPresence(this.target.id) !== 'missing';
  }

  private takenNames(): readonly string[] {
    const others = this.deps.store.list().filter((face) => face.id !== this.target.id);
    return others.map(({ name }) => name);
  }

  private publish(): void {
    this.changed.fire(this.state());
  }
}
