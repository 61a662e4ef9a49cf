import * as vscode from 'vscode';
import type { Face } from '../../credentials/credential';
import { HeldDeletion } from '../../credentials/heldDeletion';
import { explainSaveFailure } from '../../credentials/explainSaveFailure';
import type { CommandDeps } from './commandDeps';
import { pickCredential } from './pickCredential';

/** Deletes a credential: asks first, says what is lost, and offers to bring it back afterwards. */
export async function deleteCredential(deps: CommandDeps, argument: unknown): Promise<void> {
  const face = await pickCredential(deps, argument, {
    title: vscode.l10n.t('Delete Credential'),
    prompt: vscode.l10n.t('Which credential do you want to delete?'),
  });
  if (!face || !(await confirm(face, deps.active.current()?.id === face.id))) {
    return;
  }
  const result = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Deleting “{0}”…', face.name) },
    () => deps.store.delete(face.id),
  );
  if (!result.ok) {
    if (result.reason === 'storage') {
      void vscode.window.showErrorMessage(
        vscode.l10n.t(
          'The credential “{0}” was not deleted: VS Code could not save its state ({1}). Check that the disk is not full, then delete it again.',
          face.name,
          result.failure.cause,
        ),
      );
    }
    return;
  }
  const held = new HeldDeletion(result.deleted);
  deps.subscriptions.push(held);
  deps.previousKeys.drop(face.id);
  deps.log.inBackground('forgetting an exposure', deps.exposures.forget(face.id));
  if (result.leftover) {
    deps.log.error('the key of a deleted credential is not erased yet', result.leftover.cause);
  }
  deps.log.inBackground('undoing a deletion', offerUndo(deps, face, held, result.deleted.kind === 'whole'));
}

async function confirm(face: Face, isActive: boolean): Promise<boolean> {
  const { t } = vscode.l10n;
  const remove = t('Delete');
  const detail = [
    t(
      'Its name, description and key are erased from VS Code. In Pendo the key stays valid until it is revoked there.',
    ),
    ...(isActive ? [t('It is the active credential of this workspace.')] : []),
  ].join(' ');
  const answer = await vscode.window.showWarningMessage(
    t('Delete the credential “{0}”?', face.name),
    { modal: true, detail },
    remove,
  );
  return answer === remove;
}

async function offerUndo(deps: CommandDeps, face: Face, held: HeldDeletion, keyKept: boolean): Promise<void> {
  const { t } = vscode.l10n;
  const message = keyKept
    ? t('The credential “{0}” was deleted.', face.name)
    : t(
        'The credential “{0}” was deleted. Its key could not be read, so Undo brings back all but the key.',
        face.name,
      );
  let answer = await vscode.window.showInformationMessage(message, t('Undo'));
  while (answer !== undefined) {
    const { deleted } = held;
    if (!deleted) {
      void vscode.window.showInformationMessage(
        t('The credential “{0}” can no longer be brought back: it was kept for five minutes.', face.name),
      );
      return;
    }
    const restored = await deps.store.restore(deleted);
    if (restored.ok) {
      held.dispose();
      await deps.tree.reveal(face.id);
      return;
    }
    // The only copy is kept until it is back.
    answer = await vscode.window.showErrorMessage(
      t('The credential “{0}” was not brought back. {1}', face.name, explainSaveFailure(restored, t)),
      t('Try Again'),
    );
  }
  held.dispose();
}
