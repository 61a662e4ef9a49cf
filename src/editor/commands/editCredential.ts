import * as vscode from 'vscode';
import { fieldsOf } from '../../credentials/credentialForm/fields';
import type { CommandDeps } from './commandDeps';
import { pickCredential } from './pickCredential';

export async function editCredential(deps: CommandDeps, argument: unknown): Promise<void> {
  const face = await pickCredential(deps, argument, {
    title: vscode.l10n.t('Edit Credential'),
    prompt: vscode.l10n.t('Which credential do you want to edit?'),
  });
  if (face) {
    deps.forms.show(`edit/${face.id}`, { mode: 'edit', id: face.id, fields: fieldsOf(face) });
  }
}
