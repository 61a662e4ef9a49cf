import * as vscode from 'vscode';
import { regionOfBaseUrl, regionOrigin } from '../../pendo/regions';
import type { Face } from '../../credentials/credential';
import { askForKey } from './askForKey';
import type { CommandDeps } from './commandDeps';
import { pickCredential } from './pickCredential';
import { storeKey } from './storeKey';

/** Puts a new key in the place of the old one; all else of the credential stays. */
export async function replaceKey(deps: CommandDeps, argument: unknown): Promise<void> {
  const title = vscode.l10n.t('Replace API Key');
  const face = await pickCredential(deps, argument, {
    title,
    prompt: vscode.l10n.t('Which credential do you want to give a new key?'),
  });
  const key = face && (await askForKey(title, face));
  if (face && key !== undefined && (await storeKey(deps, face, key))) {
    void remindToRevoke(face);
  }
}

async function remindToRevoke(face: Face): Promise<void> {
  const { t } = vscode.l10n;
  const open = t('Open Pendo');
  const answer = await vscode.window.showInformationMessage(
    t('The key of “{0}” was replaced. The old one stays valid until it is revoked in Pendo.', face.name),
    open,
  );
  if (answer === open) {
    const region = regionOfBaseUrl(face.baseUrl);
    const origin = region === 'custom' ? face.baseUrl : regionOrigin(region);
    await vscode.env.openExternal(vscode.Uri.parse(`${origin}/admin/integrationkeys`));
  }
}
