import * as vscode from 'vscode';
import { requestTimeout } from '../contributions';

/** How long a request may take, in seconds. A value that makes no sense counts as the nearest one that does. */
export function readRequestTimeout(): number {
  const seconds: unknown = vscode.workspace.getConfiguration('pendo').get('requestTimeout');
  return typeof seconds === 'number' && Number.isFinite(seconds)
    ? Math.min(Math.max(seconds, requestTimeout.least), requestTimeout.most)
    : requestTimeout.standard;
}
