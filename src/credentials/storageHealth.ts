import { isJsonObject } from '../pendo/json';
import { storeFailure, type StoreFailure } from './credentialSecrets';
import { Emitter } from './emitter';
import type { Disposable, KeyValueStore, SecretStore } from './ports';
import { withDeadline } from './withDeadline';

/** Whether secrets outlive a restart of VS Code, as far as can be told. */
export type StorageDurability =
  /** No marker was written before this session. */
  'unknown' | 'lasting' | 'lost';

export type StorageTest = {
  readonly write: StoreFailure | undefined;
  /** `differs`: what came back is not what was written. */
  readonly read: StoreFailure | 'differs' | undefined;
  readonly erase: StoreFailure | undefined;
};

const stateKey = 'storageMarker';
const markerPrefix = 'storage/marker/';
const testSecret = 'storage/test';
const deadlineMilliseconds = 10_000;

type Marker = { readonly value: string; readonly session: string };

type HealthDeps = {
  readonly secrets: SecretStore;
  readonly globalState: KeyValueStore;
  /** Another one after each start of the extension. */
  readonly session: string;
  readonly createValue: () => string;
};

/**
 * Finds out whether VS Code's secrets last. VS Code does not tell when it has no keyring and keeps secrets in memory; so a marker is written
 * beside the first credential, and looked for after the next start. Profiles share all secrets and no state, hence a name of its own for
 * each marker: none says anything of another's. What a deleted profile leaves behind does no harm.
 */
export class StorageHealth implements Disposable {
  private readonly marked = new Emitter<void>();

  /** A new marker was left; what the old one told no longer counts. */
  readonly onDidMark = this.marked.event;

  constructor(private readonly deps: HealthDeps) {}

  dispose(): void {
    this.marked.dispose();
  }

  /** Leaves a marker, if there is none that still counts. Called when a credential was saved: the keyring is open then. */
  async mark(): Promise<void> {
    if (this.marker() && (await this.durability()) !== 'lost') {
      return;
    }
    const fresh: Marker = { value: this.deps.createValue(), session: this.deps.session };
    await withDeadline(this.deps.secrets.store(secretOf(fresh), fresh.value), deadlineMilliseconds);
    await this.deps.globalState.update(stateKey, fresh);
    this.marked.fire();
  }

  /** Looks for the marker by its name alone, which opens no keyring. */
  async durability(): Promise<StorageDurability> {
    const marker = this.marker();
    if (!marker || marker.session === this.deps.session) {
      return 'unknown';
    }
    try {
      const keys = await withDeadline(this.deps.secrets.keys(), deadlineMilliseconds);
      return keys.includes(secretOf(marker)) ? 'lasting' : 'lost';
    } catch {
      // Some web hosts can't list secrets: then nothing is known.
      return 'unknown';
    }
  }

  /** Reads the marker too: a keyring that can't decrypt what it had is lost as well. */
  async confirmDurability(): Promise<StorageDurability> {
    const marker = this.marker();
    const durability = await this.durability();
    if (!marker || durability !== 'lasting') {
      return durability;
    }
    try {
      const value = await withDeadline(this.deps.secrets.get(secretOf(marker)), deadlineMilliseconds);
      return value === marker.value ? 'lasting' : 'lost';
    } catch {
      return 'unknown';
    }
  }

  /** Writes, reads and erases a secret of its own. */
  async test(): Promise<StorageTest> {
    const { secrets } = this.deps;
    const value = this.deps.createValue();
    const write = await attempt(() => secrets.store(testSecret, value));
    if (write.failure) {
      return { write: write.failure, read: undefined, erase: undefined };
    }
    const read = await attempt(() => secrets.get(testSecret));
    const erase = await attempt(() => secrets.delete(testSecret));
    return {
      write: undefined,
      read: read.failure ?? (read.value === value ? undefined : 'differs'),
      erase: erase.failure,
    };
  }

  private marker(): Marker | undefined {
    const stored = this.deps.globalState.get(stateKey);
    if (!isJsonObject(stored)) {
      return undefined;
    }
    const { value, session } = stored;
    return typeof value === 'string' && typeof session === 'string' ? { value, session } : undefined;
  }
}

function secretOf({ value }: Marker): string {
  return markerPrefix + value;
}

async function attempt<T>(
  operation: () => PromiseLike<T>,
): Promise<{ readonly value?: T; readonly failure: StoreFailure | undefined }> {
  try {
    return { value: await withDeadline(operation(), deadlineMilliseconds), failure: undefined };
  } catch (error) {
    return { failure: storeFailure(error) };
  }
}
