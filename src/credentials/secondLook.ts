import type { CredentialStore } from './credentialStore';
import type { Disposable } from './ports';

// VS Code writes `globalState` 100 ms after a change, and tells the other windows then.
const pauseMilliseconds = 2000;

/**
 * Looks again a moment after this window changed credentials: another window that changed some in the same moment has written its own list
 * over this one's, and VS Code tells neither.
 */
export class SecondLook implements Disposable {
  private readonly subscription: Disposable;
  private timer: NodeJS.Timeout | undefined;

  constructor(store: CredentialStore, milliseconds = pauseMilliseconds) {
    this.subscription = store.onDidWrite(() => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => void store.reconcile(), milliseconds);
    });
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.subscription.dispose();
  }
}
