import * as vscode from 'vscode';
import type { ConnectionMonitor } from '../../credentials/connectionMonitor';
import type { ConnectionState } from '../../credentials/connectionState';
import { tellFailure } from '../tellFailure';
import type { CommandDeps } from './commandDeps';
import { offerToAdd, pickCredential } from './pickCredential';

/** Checks one credential: the one it is called for, or the active one. The verdict stands in tree and status bar; a failure is told as well. */
export async function checkConnection(deps: CommandDeps, argument: unknown): Promise<void> {
  const face = await pickCredential(deps, argument === undefined ? deps.active.current()?.id : argument, {
    title: vscode.l10n.t('Check Connection'),
    prompt: vscode.l10n.t('Which credential do you want to check?'),
  });
  if (!face) {
    return;
  }
  const result = await deps.monitor.check(face.id);
  if (result.kind === 'cancelled') {
    return;
  }
  if (result.state.kind === 'keyMissing') {
    tellFailure(deps.log, face, { code: 'keyMissing' });
  } else if ('failure' in result.state) {
    tellFailure(deps.log, face, result.state.failure);
  }
}

const checksAtOnce = 4;

/** Checks every credential, a few at once; can be cancelled. */
export async function checkAllConnections(deps: CommandDeps): Promise<void> {
  const ids = deps.store.list().map(({ id }) => id);
  if (ids.length === 0) {
    await offerToAdd();
    return;
  }
  const { t } = vscode.l10n;
  const title = t('Checking {0} Pendo connections', ids.length);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  const states = await vscode.window.withProgress(options, (progress, token) =>
    checkAll(deps.monitor, ids, token, () => progress.report({ increment: 100 / ids.length })),
  );
  if (!states) {
    return;
  }
  const failed = states.filter(({ kind }) => kind !== 'connected').length;
  if (failed > 0) {
    void vscode.window.showWarningMessage(
      t('{0} of {1} Pendo connections do not work. The list tells which.', failed, ids.length),
    );
  } else {
    void vscode.window.showInformationMessage(t('All {0} Pendo connections work.', ids.length));
  }
}

/** @returns the states of all, or undefined when it was cancelled */
async function checkAll(
  monitor: ConnectionMonitor,
  ids: readonly string[],
  token: vscode.CancellationToken,
  onChecked: () => void,
): Promise<ConnectionState[] | undefined> {
  const waiting = [...ids];
  const running = new Set<string>();
  const states: ConnectionState[] = [];
  token.onCancellationRequested(() => running.forEach((id) => monitor.cancel(id)));
  const work = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined && !token.isCancellationRequested; id = waiting.shift()) {
      running.add(id);
      const result = await monitor.check(id);
      running.delete(id);
      if (result.kind === 'completed') {
        states.push(result.state);
      }
      onChecked();
    }
  };
  await Promise.all(Array.from({ length: checksAtOnce }, work));
  return token.isCancellationRequested ? undefined : states;
}

/** Cancels the check of the credential it is called for; from the palette, every check that is under way. */
export async function cancelCheck({ store, monitor }: CommandDeps, argument: unknown): Promise<void> {
  const ids = typeof argument === 'string' ? [argument] : store.list().map(({ id }) => id);
  ids.forEach((id) => monitor.cancel(id));
}
