import * as vscode from 'vscode';
import { stub } from './stub';

export type Shown = {
  readonly message: string;
  readonly buttons: readonly string[];
  readonly modal: boolean;
};

/** The title of the button that is pressed; undefined for none. */
export type Answer = (shown: Shown) => string | undefined | Promise<string | undefined>;

type Message = typeof vscode.window.showInformationMessage;

/** Answers the messages of the window instead of a person, and tells which were shown. */
export function watchMessages(answer: Answer = () => undefined): Shown[] {
  const all: Shown[] = [];
  const show = async (message: string, ...rest: unknown[]): Promise<unknown> => {
    const modal = rest.some((item) => isRecord(item) && item['modal'] === true);
    const items = rest.filter((item) => typeof item === 'string' || (isRecord(item) && 'title' in item));
    const shown: Shown = { message, buttons: items.map(titleOf), modal };
    all.push(shown);
    const title = await answer(shown);
    return items.find((item) => titleOf(item) === title);
  };
  for (const name of ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const) {
    stub(vscode.window, name, show as Message);
  }
  return all;
}

export type Pick = {
  readonly labels: readonly string[];
  readonly details: readonly string[];
  readonly title: string | undefined;
};

/** Picks from quick picks instead of a person: the item with the label that `choose` names. */
export function watchQuickPicks(choose: (pick: Pick) => string | undefined): Pick[] {
  const all: Pick[] = [];
  const show = async (
    items: readonly vscode.QuickPickItem[],
    options?: vscode.QuickPickOptions,
  ): Promise<vscode.QuickPickItem | undefined> => {
    const pick = {
      labels: items.map(({ label }) => label),
      details: items.map(({ detail = '' }) => detail),
      title: options?.title,
    };
    all.push(pick);
    const label = choose(pick);
    return items.find((item) => item.label === label);
  };
  stub(vscode.window, 'showQuickPick', show as unknown as typeof vscode.window.showQuickPick);
  return all;
}

/** Types into input boxes instead of a person; text that the box would refuse is not accepted. */
export function watchInputBoxes(type: string | undefined): vscode.InputBoxOptions[] {
  const all: vscode.InputBoxOptions[] = [];
  stub(vscode.window, 'showInputBox', async (options?: vscode.InputBoxOptions) => {
    all.push(options ?? {});
    const problem = type === undefined ? undefined : await options?.validateInput?.(type);
    const refused =
      typeof problem === 'string' || problem?.severity === vscode.InputBoxValidationSeverity.Error;
    return refused ? undefined : type;
  });
  return all;
}

export type Progress = { readonly title: string | undefined; cancel(): void };

/** Stands in for the window's progress, and tells which was shown; `cancel` presses its button. */
export function watchProgress(): Progress[] {
  const all: Progress[] = [];
  const show: typeof vscode.window.withProgress = (options, task) => {
    const source = new vscode.CancellationTokenSource();
    all.push({ title: options.title, cancel: () => source.cancel() });
    return task({ report: () => undefined }, source.token);
  };
  stub(vscode.window, 'withProgress', show);
  return all;
}

function titleOf(item: unknown): string {
  return isRecord(item) ? String(item['title']) : String(item);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
