import type { CredentialStore } from './credentialStore';
import type { Disposable } from './ports';

// VS Code writes `globalState` 100 ms after a change, and tells the other windows then. The first look sees that; the later ones see what a
// slower window wrote, or has mended meanwhile.
const pausesMilliseconds: readonly number[] = [2000, 5000, 15_000];

/**
 * Looks again after this window changed credentials: another window that changed some in the same moment has written its own list over this
 * one's, and VS Code tells neither.
 */
export class LaterLooks implements Disposable {
  private readonly subscription: Disposable;
  private timers: readonly NodeJS.Timeout[] = [];

  constructor(store: CredentialStore, pauses = pausesMilliseconds) {
    this.subscription = store.onDidWrite(() => {
      this.timers.forEach(clearTimeout);
      this.timers = pauses.map((pause) => setTimeout(() => void store.reconcile(), pause));
    });
  }

  dispose(): void {
    this.timers.forEach(clearTimeout);
    this.subscription.dispose();
  }
}
