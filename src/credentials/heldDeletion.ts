import type { DeletedCredential } from './storeResults';
import type { Disposable } from './ports';

const undoMilliseconds = 5 * 60_000;

/** The only copy of a deleted credential, in memory: handed out once, and dropped after five minutes or when the window closes. */
export class HeldDeletion implements Disposable {
  private readonly timer: NodeJS.Timeout;

  constructor(
    private deleted: DeletedCredential | undefined,
    milliseconds = undoMilliseconds,
  ) {
    this.timer = setTimeout(() => this.dispose(), milliseconds);
  }

  /** What was deleted, if it is still there; it is not afterwards. */
  take(): DeletedCredential | undefined {
    const taken = this.deleted;
    this.dispose();
    return taken;
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.deleted = undefined;
  }
}
