import * as vscode from 'vscode';
import type { Face } from '../../credentials/credential';
import { parseKey, type KeyProblem } from '../../pendo/key';

/** Asks for a key in a masked box that stays open when it loses the focus; undefined when the user gives up. */
export async function askForKey(title: string, face: Face): Promise<string | undefined> {
  const { t } = vscode.l10n;
  const text = await vscode.window.showInputBox({
    title: `${title}: ${face.name}`,
    prompt: t('It is sent to {0} and kept in VS Code’s secret storage.', new URL(face.baseUrl).origin),
    placeHolder: t('Pendo API Key'),
    password: true,
    ignoreFocusOut: true,
    validateInput: (value) => validate(value),
  });
  const key = text === undefined ? undefined : parseKey(text);
  return key?.ok ? key.key : undefined;
}

function validate(value: string): vscode.InputBoxValidationMessage | undefined {
  const { t } = vscode.l10n;
  const key = parseKey(value);
  if (!key.ok) {
    return { message: keyProblem(key.reason), severity: vscode.InputBoxValidationSeverity.Error };
  }
  if (!key.usualShape) {
    return {
      message: t('This does not look like a Pendo integration key. Press Enter to use it all the same.'),
      severity: vscode.InputBoxValidationSeverity.Warning,
    };
  }
  return undefined;
}

function keyProblem(problem: KeyProblem): string {
  const { t } = vscode.l10n;
  switch (problem) {
    case 'empty':
      return t('Enter the key that Pendo showed when it was created.');
    case 'tooLong':
      return t('This is too long for a key.');
    case 'notAHeaderValue':
      return t('A key has letters, digits, dashes and dots only. Copy it again from Pendo.');
  }
}
