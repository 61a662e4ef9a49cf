import * as vscode from 'vscode';
import { detailsOf, type Face } from '../../credentials/credential';
import { explainSaveFailure } from '../../credentials/explainSaveFailure';
import type { CommandDeps } from './commandDeps';

/** Stores a new key for a credential and starts its check; says so when that fails. @returns whether it is stored */
export async function storeKey(
  deps: CommandDeps,
  face: Face,
  { key, keySavedAt }: { readonly key: string; readonly keySavedAt?: number },
): Promise<boolean> {
  const saved = await deps.store.save({
    ...detailsOf(face),
    key,
    ...(keySavedAt === undefined ? {} : { keySavedAt }),
  });
  if (!saved.ok) {
    void vscode.window.showErrorMessage(explainSaveFailure(saved, vscode.l10n.t));
    return false;
  }
  await deps.monitor.check(face.id);
  deps.log.inBackground('leaving a marker', deps.health.mark());
  return true;
}
