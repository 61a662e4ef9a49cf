import * as vscode from 'vscode';
import type { CommandDeps } from './commandDeps';
import { pickCredential } from './pickCredential';

/** Makes a credential the active one of this workspace, and checks it if nothing recent is known of it. */
export async function useCredential(deps: CommandDeps, argument: unknown): Promise<void> {
  const face = await pickCredential(deps, argument, {
    title: vscode.l10n.t('Select Active Credential'),
    prompt: vscode.l10n.t('Which credential do you want to use in this workspace?'),
    always: true,
  });
  if (!face) {
    return;
  }
  await deps.active.use(face.id);
  if (deps.monitor.isCheckDue(face.id)) {
    await deps.monitor.check(face.id);
  }
}
