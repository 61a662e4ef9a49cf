import type { Translate } from '../pendo/translate';
import type { ConnectionMonitor } from './connectionMonitor';
import type { CredentialStore } from './credentialStore';
import type { Disposable } from './ports';
import { tryOneKey } from './tryOneKey';

/** What a round told. A check that was cancelled on its own, or for a newer one, tells nothing. */
export type RoundResult = {
  readonly working: number;
  readonly failing: number;
  /** How many of the credentials are there at the end. */
  readonly total: number;
  /** The name of the credential whose key was lost in reading it; for that the others were not read. */
  readonly lost?: string;
};

type RoundDeps = {
  readonly store: Pick<CredentialStore, 'reconcile' | 'list' | 'face' | 'keyPresence' | 'read'>;
  readonly monitor: Pick<ConnectionMonitor, 'check' | 'cancel'>;
};

const checksAtOnce = 4;

/** Checks every credential, a few at once. A second round would cancel the checks of the first, so there is one at a time. */
export class CheckRound implements Disposable {
  private current: AbortController | undefined;

  constructor(private readonly deps: RoundDeps) {}

  dispose(): void {
    this.cancel();
  }

  isUnderWay(): boolean {
    return this.current !== undefined;
  }

  /** Ends the round that is under way, with its checks. */
  cancel(): void {
    this.current?.abort();
  }

  /** @returns undefined when it was cancelled, and at once where a round is under way */
  async run(onChecked: () => void): Promise<RoundResult | undefined> {
    if (this.current) {
      return undefined;
    }
    const round = new AbortController();
    this.current = round;
    try {
      const result = await this.checkAll(round.signal, onChecked);
      return round.signal.aborted ? undefined : result;
    } finally {
      // Where a check broke, the others are still under way.
      round.abort();
      this.current = undefined;
    }
  }

  private async checkAll(signal: AbortSignal, onChecked: () => void): Promise<RoundResult> {
    const { store, monitor } = this.deps;
    const lost = await tryOneKey(store);
    const ids = store.list().map(({ id }) => id);
    if (lost) {
      return { working: 0, failing: 1, total: ids.length, lost: lost.name };
    }
    const waiting = [...ids];
    const checking = new Set<string>();
    let working = 0;
    let failing = 0;
    signal.addEventListener('abort', () => checking.forEach((id) => monitor.cancel(id)));
    const work = async (): Promise<void> => {
      for (let id = waiting.shift(); id !== undefined && !signal.aborted; id = waiting.shift()) {
        checking.add(id);
        const result = await monitor.check(id);
        checking.delete(id);
        if (result.kind === 'completed') {
          working += result.state.kind === 'connected' ? 1 : 0;
          failing += result.state.kind === 'connected' ? 0 : 1;
        }
        onChecked();
      }
    };
    await Promise.all(Array.from({ length: checksAtOnce }, work));
    return { working, failing, total: ids.filter((id) => store.face(id)).length };
  }
}

/** What a round told, in a sentence or two; undefined where that is nothing. */
export function describeRound(
  { working, failing, total, lost }: RoundResult,
  t: Translate,
): string | undefined {
  if (lost !== undefined) {
    return t(
      'The key of “{0}” is gone: VS Code deletes a key that it can’t decrypt. So the other keys were not read.',
      lost,
    );
  }
  if (failing > 0) {
    return t(
      'Pendo connections that do not work: {0} of {1}. The list tells which.',
      failing,
      working + failing,
    );
  }
  if (working === 0) {
    return undefined;
  }
  return working === total
    ? t('Pendo connections that work: {0} of {1}.', working, total)
    : t('Pendo connections that work: {0} of {1}. The list tells about the others.', working, total);
}
