import * as vscode from 'vscode';
import type { ContextKeys } from '../contributions';
import type { CredentialViewDeps } from './credentialTree';

type ContextKeyDeps = Pick<CredentialViewDeps, 'store' | 'monitor' | 'previousKeys'>;

/** Keeps the keys that `when` clauses ask for true to the credentials; VS Code is told of real changes only. */
export class ContextKeySync implements vscode.Disposable {
  private readonly known = new Map<keyof ContextKeys, unknown>();
  private readonly disposables: { dispose(): unknown }[];
  private readonly first: NodeJS.Immediate;

  constructor(private readonly deps: ContextKeyDeps) {
    const update = (): void => this.update();
    this.disposables = [
      deps.store.onDidChange(update),
      deps.monitor.onDidChange(update),
      deps.previousKeys.onDidChange(update),
    ];
    // No one waits for the first values, so they are no part of the start-up: telling VS Code takes as long as making the view.
    this.first = setImmediate(update);
  }

  dispose(): void {
    clearImmediate(this.first);
    for (const disposable of this.disposables) {
      disposable.dispose();
    }
  }

  private update(): void {
    const { store, monitor, previousKeys } = this.deps;
    const credentials = store.unsorted();
    this.set('pendo.credentialCount', credentials.length);
    this.set(
      'pendo.keyMissing',
      credentials.some(({ id }) => monitor.state(id).kind === 'keyMissing'),
    );
    this.set('pendo.checking', monitor.isChecking());
    this.set('pendo.previousKeyHeld', !previousKeys.isEmpty());
  }

  private set<Key extends keyof ContextKeys>(key: Key, value: ContextKeys[Key]): void {
    if (this.known.get(key) !== value) {
      this.known.set(key, value);
      void vscode.commands.executeCommand('setContext', key, value);
    }
  }
}
