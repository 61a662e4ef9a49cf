import * as vscode from 'vscode';
import { describeRow } from '../../credentials/rowWords';
import type { Face } from '../../credentials/credential';
import type { CommandId } from '../../contributions';
import type { CommandDeps } from './commandDeps';
import { currentWording } from '../wording';

type Question = {
  /** The title of the command that asks. */
  readonly title: string;
  readonly prompt: string;
  /** Which credentials the command can act on; all, if it does not say. */
  readonly accepts?: (face: Face) => boolean;
  /** Asks even where there is only one, because the command itself is the choice. */
  readonly always?: boolean;
};

/**
 * The credential that a command acts on: the one that it was called for, else the only one there is, else the one that the user picks.
 * Undefined when there is none or its row is unknown, which is said with the next step, or when the user picks none.
 */
export async function pickCredential(
  deps: CommandDeps,
  argument: unknown,
  question: Question,
): Promise<Face | undefined> {
  if (typeof argument === 'string') {
    return deps.store.face(argument);
  }
  if (argument === null) {
    // Any other credential would be a guess.
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The list was just being drawn anew, so nothing was done. Do it once more.'),
    );
    return undefined;
  }
  if (deps.store.list().length === 0) {
    await offerToAdd();
    return undefined;
  }
  const candidates = deps.store.list().filter(question.accepts ?? (() => true));
  if (candidates.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No credential needs this now.'));
    return undefined;
  }
  if (candidates.length === 1 && !question.always) {
    return candidates[0];
  }
  const items = activeFirst(candidates, deps).map((face) => ({ ...itemOf(face, deps), face }));
  const picked = await vscode.window.showQuickPick(items, {
    title: question.title,
    placeHolder: question.prompt,
    matchOnDescription: true,
    matchOnDetail: true,
  });
  return picked?.face;
}

function itemOf(face: Face, deps: CommandDeps): vscode.QuickPickItem {
  const active = deps.active.current();
  const chosen = active?.id === face.id ? active.chosen : undefined;
  const { label, description, icon } = describeRow(
    face,
    deps.monitor.state(face.id),
    chosen,
    currentWording(),
  );
  return {
    label,
    description,
    iconPath: new vscode.ThemeIcon(icon),
    ...(face.description === '' ? {} : { detail: face.description.replaceAll('\n', ' ') }),
  };
}

function activeFirst(faces: readonly Face[], deps: CommandDeps): readonly Face[] {
  const active = deps.active.current()?.id;
  return [...faces.filter(({ id }) => id === active), ...faces.filter(({ id }) => id !== active)];
}

/** Says that there is no credential yet, with the next step. */
export async function offerToAdd(): Promise<void> {
  const add = vscode.l10n.t('Add Credential');
  const answer = await vscode.window.showInformationMessage(
    vscode.l10n.t('There is no Pendo credential yet.'),
    add,
  );
  if (answer === add) {
    await vscode.commands.executeCommand('pendo.addCredential' satisfies CommandId);
  }
}
