import * as vscode from 'vscode';
import { detailsOf, type Face } from '../../credentials/credential';
import { explainSaveFailure } from '../../credentials/explainSaveFailure';
import { checkAndTell } from './checkAndTell';
import type { CommandDeps } from './commandDeps';

/**
 * Stores a new key for a credential and checks it; says so when either fails.
 * @param face the credential as it was when the key was asked for: its host is the one that the user agreed to
 * @returns whether it is stored
 */
export async function storeKey(
  deps: CommandDeps,
  face: Face,
  { key, keySavedAt }: { readonly key: string; readonly keySavedAt?: number },
): Promise<boolean> {
  const current = deps.store.face(face.id);
  if (current?.baseUrl !== face.baseUrl) {
    void vscode.window.showWarningMessage(
      current
        ? vscode.l10n.t(
            '“{0}” was given another host while its key was asked for, so the key was not stored. Enter it again if it belongs to {1}.',
            current.name,
            new URL(current.baseUrl).host,
          )
        : vscode.l10n.t(
            'The credential “{0}” was deleted while its key was asked for, so the key was not stored.',
            face.name,
          ),
    );
    return false;
  }
  const saved = await deps.store.save({
    ...detailsOf(current),
    key,
    ...(keySavedAt === undefined ? {} : { keySavedAt }),
  });
  if (!saved.ok) {
    void vscode.window.showErrorMessage(explainSaveFailure(saved, vscode.l10n.t));
    return false;
  }
  await checkAndTell(deps, current);
  deps.log.inBackground('leaving a marker', deps.health.mark());
  return true;
}
