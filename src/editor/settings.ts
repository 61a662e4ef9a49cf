import * as vscode from 'vscode';
import { requestTimeout } from '../contributions';

/** How long a request may take, in seconds. A value that makes no sense counts as the nearest one that does. */
export function readRequestTimeout(): number {
  const seconds: unknown = vscode.workspace.getConfiguration('pendo').get('requestTimeout');
  return typeof seconds === 'number' && Number.isFinite(seconds)
    ? Math.min(Math.max(seconds, requestTimeout.least), requestTimeout.most)
    : requestTimeout.standard;
}

/** How many days old a key may get before the list reminds of it; 0 for never. */
export function readKeyAgeReminderDays(): number {
  const days: unknown = vscode.workspace.getConfiguration('pendo').get('keyAgeReminderDays');
  return typeof days === 'number' && Number.isFinite(days) ? Math.max(0, days) : 0;
}

export function onDidChangeKeyAgeReminder(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration('pendo.keyAgeReminderDays')) {
      listener();
    }
  });
}
