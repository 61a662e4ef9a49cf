import type { DeletedCredential } from './storeResults';
import type { Disposable } from './ports';

const undoMilliseconds = 5 * 60_000;

/** The only copy of a deleted credential, in memory: dropped when it is back, after five minutes, or when the window closes. */
export class HeldDeletion implements Disposable {
  private readonly timer: NodeJS.Timeout;

  constructor(
    private held: DeletedCredential | undefined,
    milliseconds = undoMilliseconds,
  ) {
    this.timer = setTimeout(() => this.dispose(), milliseconds);
  }

  /** What was deleted, if it is still there. */
  get deleted(): DeletedCredential | undefined {
    return this.held;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.held = undefined;
  }
}
