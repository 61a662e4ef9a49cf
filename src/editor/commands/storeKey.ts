import * as vscode from 'vscode';
import { detailsOf, type Face } from '../../credentials/credential';
import { explainSaveFailure } from '../../credentials/explainSaveFailure';
import type { CommandDeps } from './commandDeps';

/**
 * Stores a new key for a credential; says so when that fails.
 * @param face the credential as it was when the key was asked for: its host is the one that the user agreed to
 * @returns the credential that has the key now; undefined when it was not stored
 */
export async function storeKey(
  deps: CommandDeps,
  face: Face,
  { key, keySavedAt }: { readonly key: string; readonly keySavedAt?: number },
): Promise<Face | undefined> {
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
    return undefined;
  }
  const saved = await deps.store.save({
    ...detailsOf(current),
    key,
    ...(keySavedAt === undefined ? {} : { keySavedAt }),
  });
  if (!saved.ok) {
    void vscode.window.showErrorMessage(explainSaveFailure(saved, vscode.l10n.t));
    return undefined;
  }
  deps.log.inBackground('leaving a marker', deps.health.mark());
  return saved.face;
}
