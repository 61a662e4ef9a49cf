import * as vscode from 'vscode';
import type { Wording } from '../credentials/connectionWords';

/** What words depend on, as it is now. */
export function currentWording(): Wording {
  return { t: vscode.l10n.t, locale: vscode.env.language, now: Date.now() };
}
