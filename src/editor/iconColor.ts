import * as vscode from 'vscode';
import type { ConnectionState } from '../credentials/connectionState';

/** The theme colour of a state's icon; undefined for the colour of text. */
export function iconColor(state: ConnectionState): vscode.ThemeColor | undefined {
  switch (state.kind) {
    case 'connected':
      return new vscode.ThemeColor('charts.green');
    case 'rejected':
      return new vscode.ThemeColor('problemsErrorIcon.foreground');
    case 'keyMissing':
    case 'unreachable':
    case 'unexpected':
      return new vscode.ThemeColor('problemsWarningIcon.foreground');
    case 'none':
    case 'unchecked':
    case 'checking':
      return undefined;
  }
}
