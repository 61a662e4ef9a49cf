import * as vscode from 'vscode';
import type { CheckResult } from '../../credentials/connectionMonitor';
import { accessLabel } from '../../credentials/connectionWords';
import type { ConnectionState } from '../../credentials/connectionState';
import type { Face } from '../../credentials/credential';
import { tellFailure } from '../tellFailure';
import type { CommandDeps } from './commandDeps';

// What takes no longer needs no progress.
const momentMilliseconds = 1000;

/** Checks a credential for a user who waits for it, and tells what failed; that it works as well, where nothing on the screen shows that. */
export async function checkAndTell(deps: CommandDeps, face: Face): Promise<CheckResult> {
  const check = deps.monitor.check(face.id);
  const timer = setTimeout(() => {
    if (!isOnScreen(deps, face)) {
      showProgress(deps, face, check);
    }
  }, momentMilliseconds);
  const result = await check.finally(() => clearTimeout(timer));
  if (result.kind === 'completed') {
    tell(deps, face, result.state);
  }
  return result;
}

/** Whether the status bar or the list shows the state of a credential. */
function isOnScreen({ active, tree }: CommandDeps, { id }: Face): boolean {
  return active.current()?.id === id || tree.isVisible();
}

function showProgress({ monitor }: CommandDeps, { id, name }: Face, check: Promise<CheckResult>): void {
  const title = vscode.l10n.t('Checking “{0}”', name);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  void vscode.window.withProgress(options, (_progress, token) => {
    token.onCancellationRequested(() => monitor.cancel(id));
    return Promise.allSettled([check]);
  });
}

function tell(deps: CommandDeps, face: Face, state: ConnectionState): void {
  const { t } = vscode.l10n;
  if (state.kind === 'keyMissing') {
    tellFailure(deps.log, face, { code: 'keyMissing' });
  } else if ('failure' in state) {
    tellFailure(deps.log, face, state.failure);
  } else if (state.kind === 'connected' && !isOnScreen(deps, face)) {
    const verdict = t('Connected, {0}.', accessLabel(state.access, t));
    void vscode.window.showInformationMessage(`${face.name}: ${verdict}`);
  }
}
