import type { KeyValueStore } from './ports';

const stateKey = 'storageTroubleTold';

/**
 * Sees to it that trouble with the secret storage is told once: in the window that finds it, for as long as it lasts or the window lives,
 * and not at every start after that. What each credential lacks, its row says at all times.
 */
export class TroubleNotice {
  private toldHere = false;

  constructor(private readonly state: KeyValueStore) {}

  /** There is trouble. @returns whether this window tells it */
  raise(): boolean {
    if (!this.toldHere && this.state.get(stateKey) !== true) {
      this.toldHere = true;
      this.remember(true);
    }
    return this.toldHere;
  }

  /** The storage was looked at, and all is well: the next trouble is news again. */
  clear(): void {
    this.toldHere = false;
    if (this.state.get(stateKey) !== undefined) {
      this.remember(undefined);
    }
  }

  private remember(told: true | undefined): void {
    // Where this can't be kept, the worst is that the same is told once more.
    this.state.update(stateKey, told).then(undefined, () => undefined);
  }
}
