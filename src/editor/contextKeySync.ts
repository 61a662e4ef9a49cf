import * as vscode from 'vscode';
import type { ContextKeys } from '../contributions';
import type { ConnectionMonitor } from '../credentials/connectionMonitor';
import type { CredentialStore } from '../credentials/credentialStore';

/** Keeps the keys that `when` clauses ask for true to the credentials; VS Code is told of real changes only. */
export class ContextKeySync implements vscode.Disposable {
  private readonly known = new Map<keyof ContextKeys, unknown>();
  private readonly disposables: { dispose(): unknown }[];

  constructor(
    private readonly store: CredentialStore,
    private readonly monitor: ConnectionMonitor,
  ) {
    this.disposables = [store.onDidChange(() => this.update()), monitor.onDidChange(() => this.update())];
    this.update();
  }

  dispose(): void {
    for (const disposable of this.disposables) {
      disposable.dispose();
    }
  }

  private update(): void {
    const credentials = this.store.list();
    this.set('pendo.credentialCount', credentials.length);
    this.set(
      'pendo.keyMissing',
      credentials.some(({ id }) => this.monitor.state(id).kind === 'keyMissing'),
    );
    this.set('pendo.checking', this.monitor.isChecking());
  }

  private set<Key extends keyof ContextKeys>(key: Key, value: ContextKeys[Key]): void {
    if (this.known.get(key) !== value) {
      this.known.set(key, value);
      void vscode.commands.executeCommand('setContext', key, value);
    }
  }
}
