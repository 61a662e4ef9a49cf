import type { KeyValueStore } from './ports';
import { Sequence } from './sequence';
import { withDeadline } from './withDeadline';

const defaultDeadlineMilliseconds = 10_000;

/**
 * A memento whose updates go one after another. VS Code sends a memento whole, and takes in what comes back whole: the echo of one update
 * undoes a second one that began meanwhile, of whatever key (`ExtensionMemento` in VS Code's `extHostMemento.ts`, 1.105 to 1.139).
 * So the next update waits until the one before is answered; until then its value is read from here.
 */
export class OrderedState implements KeyValueStore {
  private readonly updates = new Sequence();
  private readonly waiting = new Map<string, { readonly value: unknown }>();

  constructor(
    private readonly state: KeyValueStore,
    private readonly deadlineMilliseconds = defaultDeadlineMilliseconds,
  ) {}

  get(key: string): unknown {
    const update = this.waiting.get(key);
    return update ? update.value : this.state.get(key);
  }

  async update(key: string, value: unknown): Promise<void> {
    const update = { value };
    this.waiting.set(key, update);
    try {
      await this.updates.run(() => withDeadline(this.state.update(key, value), this.deadlineMilliseconds));
    } finally {
      if (this.waiting.get(key) === update) {
        this.waiting.delete(key);
      }
    }
  }
}
