import * as vscode from 'vscode';
import type { FormTarget } from '../credentials/credentialForm/session';
import { CredentialFormPanel, type FormDeps } from './credentialFormPanel';

type FormsDeps = Omit<FormDeps, 'onAbandoned'>;

type OpenForm = { readonly purpose: string; readonly panel: CredentialFormPanel };

/**
 * The open credential forms, one for each purpose: opening what is open already reveals it. There is a second one only where another was
 * brought back.
 */
export class CredentialForms implements vscode.Disposable {
  private readonly open = new Set<OpenForm>();
  private disposed = false;

  constructor(private readonly deps: FormsDeps) {}

  dispose(): void {
    this.disposed = true;
    for (const { panel } of [...this.open]) {
      panel.dispose();
    }
  }

  /** @param purpose names what the form is for, such as `add` or `edit/<id>` */
  show(purpose: string, target: FormTarget): void {
    const [existing] = this.openFor(purpose);
    if (existing) {
      existing.panel.reveal();
    } else {
      this.create(purpose, target);
    }
  }

  private create(purpose: string, target: FormTarget): void {
    const panel = new CredentialFormPanel(target, {
      ...this.deps,
      onAbandoned: (abandoned, failure) => {
        if (!this.disposed) {
          void this.offerToReopen(purpose, abandoned, failure);
        }
      },
    });
    const form = { purpose, panel };
    this.open.add(form);
    panel.onDidDispose(() => this.open.delete(form));
  }

  private async offerToReopen(
    purpose: string,
    target: FormTarget,
    failure: string | undefined,
  ): Promise<void> {
    const { showErrorMessage, showInformationMessage } = vscode.window;
    const { t } = vscode.l10n;
    const reopen = t('Reopen');
    const answer =
      failure === undefined
        ? await showInformationMessage(
            t('The credential form was closed without saving. Reopen it with all but the key?'),
            reopen,
          )
        : await showErrorMessage(
            t('The credential was not saved. {0} Reopen its form with all but the key?', failure),
            reopen,
          );
    if (answer === reopen) {
      this.reopen(purpose, target);
    }
  }

  /** Takes the place of a form in which nothing was typed meanwhile, and stands beside one with input. */
  private reopen(purpose: string, target: FormTarget): void {
    if (target.mode === 'edit' && !this.deps.store.face(target.id)) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t(
          'The credential “{0}” was deleted meanwhile, so its form can’t be opened again.',
          target.fields.name,
        ),
      );
      return;
    }
    const untouched = this.openFor(purpose).filter(({ panel }) => panel.isUntouched);
    this.create(purpose, target);
    for (const { panel } of untouched) {
      panel.dispose();
    }
  }

  private openFor(purpose: string): OpenForm[] {
    return [...this.open].filter((form) => form.purpose === purpose);
  }
}
