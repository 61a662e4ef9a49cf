import type { Verification } from '../pendo/verifyKey';
import { nextState, verdictOf, type ConnectionEvent, type ConnectionState } from './connectionState';
import { subjectOf, type Face } from './credential';
import type { CredentialStore } from './credentialStore';
import { Emitter } from './emitter';
import type { Disposable } from './ports';
import { readFailure } from './readFailure';
import type { VerdictMemory } from './verdictMemory';

export type Verify = (target: {
  readonly baseUrl: string;
  readonly key: string;
  readonly signal: AbortSignal;
}) => Promise<Verification>;

/** How a check ended. Where the user, a newer check or a change of the credential ended it, it has nothing to tell. */
export type CheckResult =
  { readonly kind: 'completed'; readonly state: ConnectionState } | { readonly kind: 'cancelled' };

type Watched = { readonly subject: string; readonly state: ConnectionState };

type MonitorDeps = {
  readonly store: CredentialStore;
  readonly verdicts: VerdictMemory;
  readonly verify: Verify;
  readonly now?: () => number;
};

// Why a check ends: its credential has another key or host by now. Where its own reading has shown that, it begins anew.
const outdated = 'outdated';

// A younger verdict is as good as a new one.
const freshMilliseconds = 5 * 60_000;

/** Knows of each credential whether it works. Checks run when they are asked for; of two checks of one credential the newest wins. */
export class ConnectionMonitor implements Disposable {
  private readonly watched = new Map<string, Watched>();
  private readonly running = new Map<string, AbortController>();
  private readonly changed = new Emitter<void>();
  private readonly subscription: Disposable;
  private readonly now: () => number;

  /** The state of some credential is other than before. */
  readonly onDidChange = this.changed.event;

  constructor(private readonly deps: MonitorDeps) {
    this.now = deps.now ?? Date.now;
    this.subscription = deps.store.onDidChange(() => this.follow());
  }

  dispose(): void {
    this.subscription.dispose();
    for (const id of [...this.running.keys()]) {
      this.cancel(id);
    }
    this.changed.dispose();
  }

  state(id: string | undefined): ConnectionState {
    const face = id === undefined ? undefined : this.deps.store.face(id);
    return face ? this.watch(face).state : { kind: 'none' };
  }

  /** Whether a check of any credential is under way. */
  isChecking(): boolean {
    return this.running.size > 0;
  }

  /** How old the verdict of a credential is, in ms; infinite without one. */
  verdictAge(id: string): number {
    const verdict = verdictOf(this.state(id));
    return verdict ? this.now() - verdict.at : Number.POSITIVE_INFINITY;
  }

  /** Whether a check could tell something new: none is under way, there is a key to check, and no fresh verdict. */
  isCheckDue(id: string): boolean {
    const { kind } = this.state(id);
    return kind !== 'checking' && kind !== 'keyMissing' && this.verdictAge(id) > freshMilliseconds;
  }

  /** Checks a credential; a check of it that is under way is cancelled. */
  async check(id: string): Promise<CheckResult> {
    const face = this.deps.store.face(id);
    if (!face) {
      return { kind: 'cancelled' };
    }
    this.running.get(id)?.abort();
    const controller = new AbortController();
    this.running.set(id, controller);
    const start = performance.now();
    this.apply(face, { type: 'checkStarted' });
    let verification: Verification | typeof outdated;
    try {
      verification = await this.verifyStored(id, controller.signal);
    } catch (error) {
      if (this.running.get(id) === controller) {
        this.cancel(id);
      }
      throw error;
    }
    if (verification === outdated && !this.running.has(id)) {
      return this.check(id);
    }
    if (verification === outdated || this.running.get(id) !== controller) {
      return { kind: 'cancelled' };
    }
    this.running.delete(id);
    const current = this.deps.store.face(id);
    if (!current || subjectOf(current) !== subjectOf(face)) {
      return { kind: 'cancelled' };
    }
    const milliseconds = Math.round(performance.now() - start);
    const state = this.apply(face, { type: 'checkEnded', verification, at: this.now(), milliseconds });
    const verdict = verdictOf(state);
    if (verdict) {
      await this.deps.verdicts.remember(face, verdict, this.deps.store.list());
    }
    return { kind: 'completed', state };
  }

  /** Ends a check that is under way; the verdict before it stays. */
  cancel(id: string): void {
    const controller = this.running.get(id);
    const face = this.deps.store.face(id);
    this.running.delete(id);
    controller?.abort();
    if (controller && face) {
      const cancelled: Verification = { ok: false, failure: { code: 'cancelled' } };
      this.advance(face, { type: 'checkEnded', verification: cancelled, at: this.now(), milliseconds: 0 });
      this.followKey(face);
      this.changed.fire();
    }
  }

  private async verifyStored(id: string, signal: AbortSignal): Promise<Verification | typeof outdated> {
    const stored = await this.deps.store.read(id);
    if (signal.reason === outdated) {
      return outdated;
    }
    if (signal.aborted) {
      return { ok: false, failure: { code: 'cancelled' } };
    }
    return stored.ok
      ? this.deps.verify({ ...stored.credential, signal })
      : { ok: false, failure: readFailure(stored) };
  }

  /** Brings the states in line with the credentials: changed ones are unchecked again, lost keys are missing, the gone are forgotten. */
  private follow(): void {
    for (const [id, { subject }] of [...this.watched]) {
      const face = this.deps.store.face(id);
      if (!face || subjectOf(face) !== subject) {
        this.running.get(id)?.abort(outdated);
        this.running.delete(id);
        this.watched.delete(id);
      }
    }
    for (const face of this.deps.store.list()) {
      this.followKey(face);
    }
    this.changed.fire();
  }

  private followKey(face: Face): void {
    const { state } = this.watch(face);
    const presence = this.deps.store.keyPresence(face.id);
    if (presence === 'missing' && state.kind !== 'keyMissing') {
      this.advance(face, { type: 'keyLost' });
    } else if (presence === 'present' && state.kind === 'keyMissing') {
      this.advance(face, { type: 'keyFound' });
    }
  }

  private watch(face: Face): Watched {
    const known = this.watched.get(face.id);
    if (known?.subject === subjectOf(face)) {
      return known;
    }
    const recalled = this.deps.verdicts.recall(face);
    const fresh: Watched = { subject: subjectOf(face), state: recalled ?? { kind: 'unchecked' } };
    this.watched.set(face.id, fresh);
    return fresh;
  }

  private apply(face: Face, event: ConnectionEvent): ConnectionState {
    const state = this.advance(face, event);
    this.changed.fire();
    return state;
  }

  /** Without telling: whoever changes many states at once tells once. */
  private advance(face: Face, event: ConnectionEvent): ConnectionState {
    const state = nextState(this.watch(face).state, event);
    this.watched.set(face.id, { subject: subjectOf(face), state });
    return state;
  }
}
