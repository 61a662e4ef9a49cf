import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { fieldsOf } from '../../credentials/credentialForm/fields';
import { freeName } from '../../credentials/freeName';
import type { CommandDeps } from './commandDeps';
import { pickCredential } from './pickCredential';

/** Opens the form with all that a credential has but its key: a key is never copied. */
export async function duplicateCredential(deps: CommandDeps, argument: unknown): Promise<void> {
  const face = await pickCredential(deps, argument, {
    title: vscode.l10n.t('Duplicate Credential'),
    prompt: vscode.l10n.t('Which credential do you want to duplicate?'),
  });
  if (face) {
    const name = freeName(vscode.l10n.t('{0} copy', face.name), deps.store.list());
    deps.forms.show(`duplicate/${face.id}`, {
      mode: 'add',
      id: randomUUID(),
      fields: { ...fieldsOf(face), name },
    });
  }
}
