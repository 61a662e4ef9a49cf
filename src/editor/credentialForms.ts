import * as vscode from 'vscode';
import type { FormTarget } from '../credentials/credentialForm/session';
import { CredentialFormPanel, type FormDeps } from './credentialFormPanel';

type FormsDeps = Omit<FormDeps, 'onAbandoned'>;

/** The open credential forms, one for each purpose: opening what is open already reveals it. */
export class CredentialForms implements vscode.Disposable {
  private readonly open = new Map<string, CredentialFormPanel>();
  private disposed = false;

  constructor(private readonly deps: FormsDeps) {}

  dispose(): void {
    this.disposed = true;
    for (const panel of [...this.open.values()]) {
      panel.dispose();
    }
  }

  /** @param purpose names what the form is for, such as `add` or `edit/<id>` */
  show(purpose: string, target: FormTarget): void {
    const existing = this.open.get(purpose);
    if (existing) {
      existing.reveal();
      return;
    }
    const panel = new CredentialFormPanel(target, {
      ...this.deps,
      onAbandoned: (abandoned) => {
        if (!this.disposed) {
          void this.offerToReopen(purpose, abandoned);
        }
      },
    });
    this.open.set(purpose, panel);
    panel.onDidDispose(() => this.open.delete(purpose));
  }

  private async offerToReopen(purpose: string, target: FormTarget): Promise<void> {
    const reopen = vscode.l10n.t('Reopen');
    const answer = await vscode.window.showInformationMessage(
      vscode.l10n.t('The credential form was closed without saving. Reopen it with all but the key?'),
      reopen,
    );
    if (answer === reopen) {
      this.show(purpose, target);
    }
  }
}
