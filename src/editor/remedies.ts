import * as vscode from 'vscode';
import type { CommandId } from '../contributions';
import type { Remedy } from '../pendo/explainFailure';

const statusPage = 'https://status.pendo.io';

/** The words on a remedy's button. */
export function remedyTitle(remedy: Remedy): string {
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
    case 'tryOtherRegions':
      return t('Try Other Regions');
    case 'diagnose':
      return t('Diagnose');
    case 'openProxySettings':
      return t('Proxy Settings');
    case 'openStatusPage':
      return t('Pendo Status');
    case 'showLog':
      return t('Show Log');
  }
}

/** Does what a remedy says, for the credential with this id. */
export async function runRemedy(remedy: Remedy, id: string): Promise<void> {
  switch (remedy) {
    case 'checkAgain':
      return run('pendo.checkConnection', id);
    case 'editCredential':
      return run('pendo.editCredential', id);
    case 'replaceKey':
      return run('pendo.replaceKey', id);
    case 'enterKey':
      return run('pendo.enterKey', id);
    case 'tryOtherRegions':
      return run('pendo.tryOtherRegions', id);
    case 'diagnose':
      return run('pendo.diagnoseConnection', id);
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
