import type { Translate } from '../../pendo/translate';
import type { Verification } from '../../pendo/verifyKey';
import type { Verify } from '../connectionMonitor';
import type { CredentialStore } from '../credentialStore';
import { readFailure } from '../readFailure';
import type { TestState } from './protocol';
import { testVerdict } from './testVerdict';

type TestDeps = {
  readonly store: CredentialStore;
  readonly verify: Verify;
  readonly t: Translate;
  readonly onChange: () => void;
};

export type TestInput = {
  readonly baseUrl: string;
  /** `undefined`: the stored one. */
  readonly key: string | undefined;
  readonly targetRevision: number;
};

/** The test of a connection that a form runs: one at a time, the newest counts, and of a stored key as long as that is stored. */
export class ConnectionTest {
  private current: TestState = { kind: 'idle' };
  private running: AbortController | undefined;
  /** Which stored key the test is about; undefined while it is about none. */
  private storedKey: string | undefined;
  /** Which stored key the form shows; the store may know a newer one already. */
  private shownKey: string;

  constructor(
    /** Of the credential whose stored key may be tested. */
    private readonly id: string,
    private readonly deps: TestDeps,
  ) {
    this.shownKey = this.storedKeyNow();
  }

  get state(): TestState {
    return this.current;
  }

  async run(input: TestInput): Promise<void> {
    this.cancel();
    const controller = new AbortController();
    this.running = controller;
    this.show({ kind: 'running' });
    let verification: Verification;
    try {
      verification = await this.verify(input, controller.signal);
    } catch (error) {
      if (this.running === controller) {
        this.cancel();
        this.deps.onChange();
      }
      throw error;
    }
    if (this.running !== controller) {
      return;
    }
    this.running = undefined;
    const verdict = testVerdict(verification, this.deps.t);
    this.show({ kind: 'done', targetRevision: input.targetRevision, verdict });
  }

  /** Ends what runs and takes back what was told; it is for the caller to say so. */
  cancel(): void {
    this.running?.abort();
    this.running = undefined;
    this.storedKey = undefined;
    this.current = { kind: 'idle' };
  }

  /** Cancels what is about a key that was replaced or lost. */
  followStore(): void {
    this.shownKey = this.storedKeyNow();
    if (this.storedKey !== undefined && this.storedKey !== this.shownKey) {
      this.cancel();
    }
  }

  private async verify({ baseUrl, key }: TestInput, signal: AbortSignal): Promise<Verification> {
    if (key !== undefined) {
      return this.deps.verify({ baseUrl, key, signal });
    }
    const keyOfForm = this.shownKey;
    const stored = await this.deps.store.read(this.id);
    if (stored.ok && !signal.aborted && this.storedKeyNow() !== keyOfForm) {
      // Reading has shown that the credential has another key by now: the form follows, and what stood in it is not tested.
      this.cancel();
      this.deps.onChange();
    }
    if (signal.aborted) {
      return { ok: false, failure: { code: 'cancelled' } };
    }
    this.storedKey = this.storedKeyNow();
    return stored.ok
      ? this.deps.verify({ baseUrl, key: stored.credential.key, signal })
      : { ok: false, failure: readFailure(stored) };
  }

  /** Its fingerprint; '' where it is missing. */
  private storedKeyNow(): string {
    const { store } = this.deps;
    return store.keyPresence(this.id) === 'missing' ? '' : (store.face(this.id)?.keyFingerprint ?? '');
  }

  private show(state: TestState): void {
    this.current = state;
    this.deps.onChange();
  }
}
