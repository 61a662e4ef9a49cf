import * as vscode from 'vscode';
import { askForKey } from './askForKey';
import { checkAndTell } from './checkAndTell';
import type { CommandDeps } from './commandDeps';
import { pickCredential } from './pickCredential';
import { storeKey } from './storeKey';

/** Asks for the key of a credential that has lost it, and for nothing else. */
export async function enterKey(deps: CommandDeps, argument: unknown): Promise<void> {
  const title = vscode.l10n.t('Enter API Key');
  const face = await pickCredential(deps, argument, {
    title,
    prompt: vscode.l10n.t('Which credential do you want to enter the key of?'),
    accepts: ({ id }) => deps.monitor.state(id).kind === 'keyMissing',
  });
  const key = face && (await askForKey(title, face));
  const stored = face && key !== undefined ? await storeKey(deps, face, { key }) : undefined;
  if (stored) {
    await checkAndTell(deps, stored);
  }
}
