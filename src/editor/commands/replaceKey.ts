import * as vscode from 'vscode';
import type { Face } from '../../credentials/credential';
import { knownAccess } from '../../credentials/connectionState';
import { describeReplacement } from '../../credentials/keyReplacement';
import type { Verification } from '../../pendo/verifyKey';
import { askForKey } from './askForKey';
import { checkAndTell } from './checkAndTell';
import type { CommandDeps } from './commandDeps';
import { openIntegrationKeys } from './openIntegrationKeys';
import { pickCredential } from './pickCredential';
import { storeKey } from './storeKey';

/** Puts a new key in the place of the old one, after Pendo was asked about it; all else of the credential stays. */
export async function replaceKey(deps: CommandDeps, argument: unknown): Promise<void> {
  const face = await pickCredential(deps, argument, {
    title: vscode.l10n.t('Replace API Key'),
    prompt: vscode.l10n.t('Which credential do you want to give a new key?'),
  });
  if (face) {
    await replaceKeyOf(deps, face);
  }
}

/** @returns whether the key was replaced */
export async function replaceKeyOf(deps: CommandDeps, face: Face): Promise<boolean> {
  const agreed = await agreeOnKey(deps, face);
  if (!agreed) {
    return false;
  }
  const old = await deps.store.read(face.id);
  if (old.ok && old.credential.key === agreed.key) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('“{0}” has this key already; nothing was changed.', face.name),
    );
    return false;
  }
  const stored = await storeKey(deps, face, { key: agreed.key });
  if (!stored) {
    return false;
  }
  if (old.ok) {
    deps.previousKeys.hold(face.id, old.credential);
  }
  if (agreed.accepted) {
    await checkAndTell(deps, stored);
  } else {
    // The question has told already what is wrong with the key.
    deps.log.inBackground('checking a key', deps.monitor.check(stored.id));
  }
  deps.log.inBackground('reminding to revoke', remindToRevoke(stored, old.ok));
  return true;
}

/** A key that the user wants, and whether Pendo accepts it. */
type AgreedKey = { readonly key: string; readonly accepted: boolean };

/** Asks for a key and what to do about Pendo's answer to it, until a key is agreed on; undefined when the user gives up. */
async function agreeOnKey(deps: CommandDeps, face: Face): Promise<AgreedKey | undefined> {
  const { t } = vscode.l10n;
  const replace = t('Replace');
  const replaceAnyway = t('Replace Anyway');
  const another = t('Enter Another Key');
  for (;;) {
    const newKey = await askForKey(t('Replace API Key'), face);
    if (newKey === undefined) {
      return undefined;
    }
    const verification = await checkNewKey(deps, face, newKey);
    const oldAccess = knownAccess(deps.monitor.state(face.id));
    const question = describeReplacement({ face, newKey, verification, oldAccess }, t);
    const buttons = question.accepted ? [replace] : [replaceAnyway, another];
    const modal = { modal: true, detail: question.detail };
    const answer = await vscode.window.showWarningMessage(question.message, modal, ...buttons);
    if (answer === replace || answer === replaceAnyway) {
      return { key: newKey, accepted: question.accepted };
    }
    if (answer !== another) {
      return undefined;
    }
  }
}

async function checkNewKey({ verify }: CommandDeps, face: Face, key: string): Promise<Verification> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Checking the new key of “{0}”', face.name),
    cancellable: true,
  };
  return vscode.window.withProgress(options, (_progress, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    return verify({ baseUrl: face.baseUrl, key, signal: controller.signal });
  });
}

async function remindToRevoke(face: Face, canBringBack: boolean): Promise<void> {
  const { t } = vscode.l10n;
  const open = t('Revoke in Pendo');
  const back = t('Bring Back Old Key');
  const answer = await vscode.window.showInformationMessage(
    t('The key of “{0}” was replaced. The old one stays valid until it is revoked in Pendo.', face.name),
    open,
    ...(canBringBack ? [back] : []),
  );
  if (answer === open) {
    await openIntegrationKeys(face);
  } else if (answer === back) {
    await vscode.commands.executeCommand('pendo.restorePreviousKey', face.id);
  }
}
