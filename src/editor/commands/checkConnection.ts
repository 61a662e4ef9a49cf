import * as vscode from 'vscode';
import { describeRound, type RoundResult } from '../../credentials/checkRound';
import { checkAndTell } from './checkAndTell';
import type { CommandDeps } from './commandDeps';
import { offerToAdd, pickCredential } from './pickCredential';

/** Checks one credential: the one it is called for, or the active one. */
export async function checkConnection(deps: CommandDeps, argument: unknown): Promise<void> {
  const face = await pickCredential(deps, argument === undefined ? deps.active.current()?.id : argument, {
    title: vscode.l10n.t('Check Connection'),
    prompt: vscode.l10n.t('Which credential do you want to check?'),
  });
  if (face) {
    await checkAndTell(deps, face);
  }
}

/** Checks every credential; can be cancelled. Called again meanwhile, it does nothing: the progress is on the screen. */
export async function checkAllConnections({ store, round, log }: CommandDeps): Promise<void> {
  const { length } = store.list();
  if (length === 0) {
    await offerToAdd();
    return;
  }
  if (round.isUnderWay()) {
    return;
  }
  const { t } = vscode.l10n;
  const title = t('Checking all Pendo connections');
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const result = await vscode.window.withProgress(options, (progress, token) => {
    token.onCancellationRequested(() => round.cancel());
    return round.run(() => progress.report({ increment: 100 / length }));
  });
  if (result) {
    log.inBackground('telling of all checks', tellRound(result));
  }
}

async function tellRound(result: RoundResult): Promise<void> {
  const message = describeRound(result, vscode.l10n.t);
  if (message === undefined) {
    return;
  }
  const show = result.failing > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const checkStorage = vscode.l10n.t('Check Secret Storage');
  const answer = await show(message, ...(result.lost === undefined ? [] : [checkStorage]));
  if (answer === checkStorage) {
    await vscode.commands.executeCommand('pendo.checkSecretStorage');
  }
}

/** Cancels the check of the credential it is called for; from the palette, every check that is under way or waiting. */
export async function cancelCheck({ store, monitor, round }: CommandDeps, argument: unknown): Promise<void> {
  if (typeof argument === 'string') {
    monitor.cancel(argument);
    return;
  }
  round.cancel();
  store.list().forEach(({ id }) => monitor.cancel(id));
}
