import * as vscode from 'vscode';
import type { CommandDeps } from './commandDeps';
import { pickCredential } from './pickCredential';

// A younger verdict is as good as a new one.
const freshMilliseconds = 5 * 60_000;

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
  const { kind } = deps.monitor.state(face.id);
  if (kind !== 'checking' && kind !== 'keyMissing' && deps.monitor.verdictAge(face.id) > freshMilliseconds) {
    await deps.monitor.check(face.id);
  }
}
