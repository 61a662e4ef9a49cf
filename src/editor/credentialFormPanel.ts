import * as vscode from 'vscode';
import { parseFormIntent } from '../credentials/credentialForm/protocol';
import { CredentialFormSession, type FormTarget } from '../credentials/credentialForm/session';
import type { Verify } from '../credentials/connectionMonitor';
import type { Face } from '../credentials/credential';
import type { CredentialStore } from '../credentials/credentialStore';
import { createPagePanel, pageTranslations } from './webviewPage';

export type FormDeps = {
  readonly extensionUri: vscode.Uri;
  readonly store: CredentialStore;
  readonly verify: Verify;
  /** The form has stored a credential and is closed. */
  readonly onSaved: (face: Face, target: FormTarget) => void;
  /**
   * The form was closed with input that was not saved; opened with this target, another brings it back, but for the key.
   * @param failure why a save failed that was under way then, in words
   */
  readonly onAbandoned: (target: FormTarget, failure: string | undefined) => void;
  readonly onError: (error: unknown) => void;
};

/** One credential form in an editor tab: a session, and the page that shows it. */
export class CredentialFormPanel implements vscode.Disposable {
  private readonly panel: vscode.WebviewPanel;
  private readonly session: CredentialFormSession;
  private saved = false;

  readonly onDidDispose: vscode.Event<void>;

  constructor(
    private readonly target: FormTarget,
    private readonly deps: FormDeps,
  ) {
    this.panel = createPagePanel({
      extensionUri: deps.extensionUri,
      page: 'credentialForm',
      title: target.mode === 'add' ? vscode.l10n.t('Add New Credential') : vscode.l10n.t('Edit Credential'),
    });
    this.onDidDispose = this.panel.onDidDispose;
    this.session = new CredentialFormSession(target, {
      store: deps.store,
      verify: deps.verify,
      t: vscode.l10n.t,
      translations: pageTranslations(),
      onSaved: (face) => {
        this.saved = true;
        this.dispose();
        deps.onSaved(face, target);
      },
      onClose: () => this.dispose(),
    });
    this.session.onDidChange((state) => void this.panel.webview.postMessage(state));
    this.panel.webview.onDidReceiveMessage((message: unknown) => {
      const intent = parseFormIntent(message);
      if (intent) {
        this.session.handle(intent).catch(deps.onError);
      }
    });
    this.panel.onDidDispose(() => void this.close());
  }

  /** Whether closing it loses nothing. */
  get isUntouched(): boolean {
    return this.session.unsaved() === undefined;
  }

  reveal(): void {
    this.panel.reveal();
  }

  dispose(): void {
    this.panel.dispose();
  }

  private async close(): Promise<void> {
    this.session.dispose();
    const failure = await this.session.saveEnded();
    const unsaved = this.saved || !this.stillWanted() ? undefined : this.session.unsaved();
    if (unsaved) {
      this.deps.onAbandoned(unsaved, failure);
    }
  }

  private stillWanted(): boolean {
    return this.target.mode === 'add' || this.deps.store.face(this.target.id) !== undefined;
  }
}
