import type * as vscode from 'vscode';

/** The least that an extension can be: what VS Code takes to activate it is the cost of being one. */
export function activate(_context: vscode.ExtensionContext): void {
  // Nothing.
}
