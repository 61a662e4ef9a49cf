import * as vscode from 'vscode';
import type { CommandId } from '../contributions';
import type { Face } from '../credentials/credential';
import { explainFailure, type Remedy } from '../pendo/explainFailure';
import type { Failure } from '../pendo/failure';

const statusPage = 'https://status.pendo.io';

/** Tells a failure that answers something the user did, with what to do about it as buttons. Does not wait for an answer. */
export function tellFailure(face: Face, failure: Failure): void {
  if (failure.code !== 'cancelled') {
    void tell(face, failure);
  }
}

async function tell(face: Face, failure: Failure): Promise<void> {
  const { summary, reason, advice, remedies } = explainFailure(failure, vscode.l10n.t);
  const message = vscode.l10n.t('{0}: {1}. {2} {3}', face.name, summary, reason, advice);
  const show =
    failure.code === 'keyRejected' ? vscode.window.showErrorMessage : vscode.window.showWarningMessage;
  const buttons = remedies.map((remedy) => ({ title: remedyTitle(remedy), remedy }));
  const answer = await show(message, ...buttons);
  if (answer) {
    await runRemedy(answer.remedy, face.id);
  }
}

function remedyTitle(remedy: Remedy): string {
  const { t } = vscode.l10n;
  switch (remedy) {
    case 'checkAgain':
      return t('Check Again');
    case 'editCredential':
      return t('Edit Credential');
    case 'replaceKey':
      return t('Replace Key');
    case 'enterKey':
      return t('Enter API Key');
    case 'openProxySettings':
      return t('Proxy Settings');
    case 'openStatusPage':
      return t('Pendo Status');
    case 'showLog':
      return t('Show Log');
  }
}

async function runRemedy(remedy: Remedy, id: string): Promise<void> {
  switch (remedy) {
    case 'checkAgain':
      return run('pendo.checkConnection', id);
    case 'editCredential':
      return run('pendo.editCredential', id);
    case 'replaceKey':
      return run('pendo.replaceKey', id);
    case 'enterKey':
      return run('pendo.enterKey', id);
    case 'showLog':
      return run('pendo.showLog', id);
    case 'openProxySettings':
      await vscode.commands.executeCommand('workbench.action.openSettings', 'http.proxy');
      return;
    case 'openStatusPage':
      await vscode.env.openExternal(vscode.Uri.parse(statusPage));
      return;
  }
}

async function run(command: CommandId, id: string): Promise<void> {
  await vscode.commands.executeCommand(command, id);
}
