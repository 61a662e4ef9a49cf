import * as vscode from 'vscode';
import { parseFormIntent } from '../credentials/credentialForm/protocol';
import { CredentialFormSession, type FormTarget } from '../credentials/credentialForm/session';
import type { Verify } from '../credentials/connectionMonitor';
import type { Face } from '../credentials/credential';
import type { CredentialStore } from '../credentials/credentialStore';
import { renderFormPage } from './credentialFormPage';

export type FormDeps = {
  readonly extensionUri: vscode.Uri;
  readonly store: CredentialStore;
  readonly verify: Verify;
  /** The form has stored a credential and is closed. */
  readonly onSaved: (face: Face, target: FormTarget) => void;
  /** The form was closed with input that was not saved; the target has it, but for the key. */
  readonly onAbandoned: (target: FormTarget) => void;
  readonly onError: (error: unknown) => void;
};

const viewType = 'pendo.credentialForm';

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
    this.panel = createPanel(deps.extensionUri, target);
    this.onDidDispose = this.panel.onDidDispose;
    this.session = new CredentialFormSession(target, {
      store: deps.store,
      verify: deps.verify,
      t: vscode.l10n.t,
      translations: translations(),
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
    this.panel.onDidDispose(() => this.close());
  }

  reveal(): void {
    this.panel.reveal();
  }

  dispose(): void {
    this.panel.dispose();
  }

  private close(): void {
    const unsaved = this.saved || !this.stillWanted() ? undefined : this.session.unsaved();
    this.session.dispose();
    if (unsaved) {
      this.deps.onAbandoned({ ...this.target, fields: unsaved });
    }
  }

  private stillWanted(): boolean {
    return this.target.mode === 'add' || this.deps.store.face(this.target.id) !== undefined;
  }
}

function createPanel(extensionUri: vscode.Uri, { mode }: FormTarget): vscode.WebviewPanel {
  const scripts = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  const media = vscode.Uri.joinPath(extensionUri, 'media');
  const title = mode === 'add' ? vscode.l10n.t('Add New Credential') : vscode.l10n.t('Edit Credential');
  const panel = vscode.window.createWebviewPanel(viewType, title, vscode.ViewColumn.Active, {
    enableScripts: true,
    // What is typed survives being hidden in the page itself: state that VS Code keeps for a page is written to disk.
    retainContextWhenHidden: true,
    localResourceRoots: [scripts, media],
  });
  panel.webview.html = renderFormPage({
    cspSource: panel.webview.cspSource,
    script: panel.webview.asWebviewUri(vscode.Uri.joinPath(scripts, 'credentialForm.js')).toString(),
    style: panel.webview.asWebviewUri(vscode.Uri.joinPath(media, 'credentialForm.css')).toString(),
    language: vscode.env.language,
  });
  return panel;
}

function translations(): Record<string, string> | undefined {
  const { bundle } = vscode.l10n;
  if (!bundle) {
    return undefined;
  }
  const texts = Object.entries(bundle as Record<string, unknown>);
  return Object.fromEntries(texts.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
