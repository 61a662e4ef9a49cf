import * as vscode from 'vscode';
import type { CommandDeps } from './commandDeps';
import { pickCredential } from './pickCredential';
import { tellFailure } from '../tellFailure';

/** Checks one credential: the one it is called for, or the active one. The verdict stands in tree and status bar; a failure is told as well. */
export async function checkConnection(deps: CommandDeps, argument: unknown): Promise<void> {
  const face = await pickCredential(deps, argument ?? deps.active.current()?.id, {
    title: vscode.l10n.t('Check Connection'),
    prompt: vscode.l10n.t('Which credential do you want to check?'),
  });
  if (!face) {
    return;
  }
  const state = await deps.monitor.check(face.id);
  if (state.kind === 'keyMissing') {
    tellFailure(face, { code: 'keyMissing' });
  } else if ('failure' in state) {
    tellFailure(face, state.failure);
  }
}

const checksAtOnce = 4;

/** Checks every credential, a few at once; can be cancelled. */
export async function checkAllConnections(deps: CommandDeps): Promise<void> {
  const waiting = deps.store.list().map(({ id }) => id);
  if (waiting.length === 0) {
    await pickCredential(deps, undefined, { title: '', prompt: '' });
    return;
  }
  const total = waiting.length;
  const title = vscode.l10n.t('Checking {0} Pendo connections', total);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  let failed = 0;
  let cancelled = false;
  await vscode.window.withProgress(options, async (progress, token) => {
    const running = new Set<string>();
    token.onCancellationRequested(() => {
      cancelled = true;
      running.forEach((id) => deps.monitor.cancel(id));
    });
    const work = async (): Promise<void> => {
      for (let id = waiting.shift(); id !== undefined && !cancelled; id = waiting.shift()) {
        running.add(id);
        const state = await deps.monitor.check(id);
        running.delete(id);
        failed += state.kind === 'connected' ? 0 : 1;
        progress.report({ increment: 100 / total });
      }
    };
    await Promise.all(Array.from({ length: checksAtOnce }, work));
  });
  if (!cancelled && failed > 0) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('{0} of {1} Pendo connections do not work. The list tells which.', failed, total),
    );
  } else if (!cancelled) {
    void vscode.window.showInformationMessage(vscode.l10n.t('All {0} Pendo connections work.', total));
  }
}

/** Cancels the check of the credential it is called for; from the palette, every check that is under way. */
export async function cancelCheck({ store, monitor }: CommandDeps, argument: unknown): Promise<void> {
  const ids = typeof argument === 'string' ? [argument] : store.list().map(({ id }) => id);
  ids.forEach((id) => monitor.cancel(id));
}
