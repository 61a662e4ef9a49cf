import type { KeyValueStore } from '../../../src/credentials/ports';

/** What can befall an update: `reject`: an error and nothing on disk; `hang`: no answer ever; `lose`: it ends well and is not on disk. */
export type UpdateFault = 'reject' | 'hang' | 'lose';

/**
 * A memento as VS Code's: a value is in memory at once and as a copy made with JSON, and on disk some turns later. Where that fails the
 * memory keeps the value all the same (ExtensionMemento in VS Code's `extHostMemento.ts`).
 */
export class FakeKeyValueStore implements KeyValueStore {
  private readonly memory: Map<string, unknown>;
  private readonly faults: UpdateFault[] = [];
  updates = 0;

  /** @param disk what was there before; windows of one profile share it */
  constructor(readonly disk = new Map<string, unknown>()) {
    this.memory = new Map(disk);
  }

  get(key: string): unknown {
    return this.memory.get(key);
  }

  async update(key: string, value: unknown): Promise<void> {
    this.updates += 1;
    const copy = structuredClone(
      value === undefined ? undefined : JSON.parse(JSON.stringify(value)),
    ) as unknown;
    this.memory.set(key, copy);
    const fault = this.faults.shift();
    await turns(3);
    if (fault === 'hang') {
      await new Promise<void>(() => undefined);
    }
    if (fault === 'reject') {
      throw new Error('the disk is full');
    }
    if (fault !== 'lose') {
      this.disk.set(key, copy);
    }
  }

  /** Spoils the next updates, one each. */
  failNext(...faults: UpdateFault[]): void {
    this.faults.push(...faults);
  }

  clearFaults(): void {
    this.faults.length = 0;
  }

  /** The same after a restart, or in another window of the profile: knows what is on disk. */
  reopen(): FakeKeyValueStore {
    return new FakeKeyValueStore(this.disk);
  }

  /** What VS Code does some time after another window's write: the memory takes over what is on disk. */
  sync(): void {
    this.memory.clear();
    for (const [key, value] of this.disk) {
      this.memory.set(key, value);
    }
  }

  /** What VS Code does when another window's write arrives: the memory takes over the value whole. */
  receive(key: string, value: unknown): void {
    this.memory.set(key, value);
  }

  /** Puts a value where a former version, or a broken disk, may have left it. */
  plant(key: string, value: unknown): void {
    this.memory.set(key, value);
    this.disk.set(key, value);
  }
}

async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) {
    await Promise.resolve();
  }
}
