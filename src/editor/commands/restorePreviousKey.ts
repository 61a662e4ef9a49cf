import * as vscode from 'vscode';
import { checkAndTell } from './checkAndTell';
import type { CommandDeps } from './commandDeps';
import { pickCredential } from './pickCredential';
import { storeKey } from './storeKey';

/** Brings back the key that was replaced in this window; the one that it replaces can be brought back the same way. */
export async function restorePreviousKey(deps: CommandDeps, argument: unknown): Promise<void> {
  const face = await pickCredential(deps, argument, {
    title: vscode.l10n.t('Bring Back Previous Key'),
    prompt: vscode.l10n.t('Which credential do you want to give its previous key?'),
    accepts: ({ id }) => deps.previousKeys.has(id),
  });
  const previous = face && deps.previousKeys.get(face.id);
  if (!face || previous === undefined) {
    return;
  }
  if (previous.baseUrl !== face.baseUrl) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'The previous key was for {0}, and “{1}” is for another host now. Enter the key again if it belongs there.',
        new URL(previous.baseUrl).host,
        face.name,
      ),
    );
    return;
  }
  const current = await deps.store.read(face.id);
  const stored = await storeKey(deps, face, previous);
  if (!stored) {
    return;
  }
  if (current.ok) {
    deps.previousKeys.hold(face.id, current.credential);
  } else {
    deps.previousKeys.drop(face.id);
  }
  await checkAndTell(deps, stored);
  void vscode.window.showInformationMessage(vscode.l10n.t('“{0}” has its previous key again.', stored.name));
}
