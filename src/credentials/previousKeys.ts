import type { Credential } from './credential';
import { Emitter } from './emitter';
import type { Disposable } from './ports';

export type PreviousKey = Pick<Credential, 'key' | 'keySavedAt' | 'baseUrl'>;

/** Keys that were replaced in this window, in memory, so that each can be brought back while the window lives. */
export class PreviousKeys implements Disposable {
  private readonly keys = new Map<string, PreviousKey>();
  private readonly changed = new Emitter<void>();

  readonly onDidChange = this.changed.event;

  dispose(): void {
    this.keys.clear();
    this.changed.dispose();
  }

  has(id: string): boolean {
    return this.keys.has(id);
  }

  isEmpty(): boolean {
    return this.keys.size === 0;
  }

  hold(id: string, key: PreviousKey): void {
    this.keys.set(id, key);
    this.changed.fire();
  }

  get(id: string): PreviousKey | undefined {
    return this.keys.get(id);
  }

  drop(id: string): void {
    if (this.keys.delete(id)) {
      this.changed.fire();
    }
  }
}
