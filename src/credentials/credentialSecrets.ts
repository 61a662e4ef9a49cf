import type { Credential } from './credential';
import type { Disposable, SecretStore } from './ports';
import { parseStoredCredential, serializeCredential } from './storedCredential';
import { DeadlineExceeded, withDeadline } from './withDeadline';

const prefix = 'credential/';
const defaultDeadlineMilliseconds = 10_000;

export type StoreFailure = { readonly kind: 'rejected' | 'timeout'; readonly cause: string };

export type ReadResult =
  | { readonly ok: true; readonly credential: Credential }
  /** `damaged`: there is a value, but not one of ours; `newer`: a later version of this extension wrote it. */
  | { readonly ok: false; readonly reason: 'missing' | 'damaged' | 'newer' }
  | { readonly ok: false; readonly reason: 'failed'; readonly failure: StoreFailure };

export type IdsResult =
  | { readonly ok: true; readonly ids: ReadonlySet<string> }
  | { readonly ok: false; readonly failure: StoreFailure };

/** The secrets of credentials, `credential/<id>` each. Every operation ends, with a value, even if the keyring hangs. */
export class CredentialSecrets {
  constructor(
    private readonly secrets: SecretStore,
    private readonly deadlineMilliseconds = defaultDeadlineMilliseconds,
  ) {}

  /** Tells the id of a credential whose secret changed, in this window or another. VS Code may tell it twice, or without a change. */
  onDidChange(listener: (id: string) => void): Disposable {
    return this.secrets.onDidChange(({ key }) => {
      if (key.startsWith(prefix)) {
        listener(key.slice(prefix.length));
      }
    });
  }

  /** Which credentials have a secret. Opens no keyring. */
  async ids(): Promise<IdsResult> {
    try {
      const keys = await withDeadline(this.secrets.keys(), this.deadlineMilliseconds);
      const own = keys.filter((key) => key.startsWith(prefix));
      return { ok: true, ids: new Set(own.map((key) => key.slice(prefix.length))) };
    } catch (error) {
      return { ok: false, failure: storeFailure(error) };
    }
  }

  async read(id: string): Promise<ReadResult> {
    let text: string | undefined;
    try {
      text = await withDeadline(this.secrets.get(prefix + id), this.deadlineMilliseconds);
    } catch (error) {
      return { ok: false, reason: 'failed', failure: storeFailure(error) };
    }
    return text === undefined ? { ok: false, reason: 'missing' } : parseStoredCredential(text, id);
  }

  /** @returns why it failed; undefined when it is stored */
  write(credential: Credential): Promise<StoreFailure | undefined> {
    return this.attempt(() => this.secrets.store(prefix + credential.id, serializeCredential(credential)));
  }

  /** @returns why it failed; undefined when it is gone */
  erase(id: string): Promise<StoreFailure | undefined> {
    return this.attempt(() => this.secrets.delete(prefix + id));
  }

  private async attempt(operation: () => PromiseLike<void>): Promise<StoreFailure | undefined> {
    try {
      await withDeadline(operation(), this.deadlineMilliseconds);
      return undefined;
    } catch (error) {
      return storeFailure(error);
    }
  }
}

/** What was thrown, as a failure. */
export function storeFailure(error: unknown): StoreFailure {
  return {
    kind: error instanceof DeadlineExceeded ? 'timeout' : 'rejected',
    cause: error instanceof Error ? error.message : String(error),
  };
}
