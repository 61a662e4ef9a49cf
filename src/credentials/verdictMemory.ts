import { isFailure } from '../pendo/failure';
import { isJsonObject } from '../pendo/json';
import { subjectOf, type Face } from './credential';
import type { LastKnown, Verdict } from './connectionState';
import type { KeyValueStore } from './ports';

const stateKey = 'verdicts';

/** Remembers the last verdict of each credential across restarts. A verdict counts for the key and base URL that were checked, and no other. */
export class VerdictMemory {
  constructor(private readonly state: KeyValueStore) {}

  recall(face: Face): Verdict | undefined {
    const stored = this.state.get(stateKey);
    const entry = isJsonObject(stored) ? stored[face.id] : undefined;
    return isJsonObject(entry) && entry['subject'] === subjectOf(face)
      ? parseVerdict(entry['verdict'])
      : undefined;
  }

  /** Remembers a verdict, and forgets those of credentials that are gone. */
  async remember(face: Face, verdict: Verdict, existing: readonly Face[]): Promise<void> {
    const ids = new Set(existing.map(({ id }) => id));
    const kept = Object.entries(this.load()).filter(([id]) => ids.has(id));
    const entry = { subject: subjectOf(face), verdict };
    await this.state.update(stateKey, { ...Object.fromEntries(kept), [face.id]: entry });
  }

  private load(): Record<string, Readonly<Record<string, unknown>> | undefined> {
    const stored = this.state.get(stateKey);
    return isJsonObject(stored) ? Object.fromEntries(Object.entries(stored).filter(isEntry)) : {};
  }
}

function parseVerdict(value: unknown): Verdict | undefined {
  if (!isJsonObject(value)) {
    return undefined;
  }
  const { kind, at, milliseconds, access, failure } = value;
  if (typeof at !== 'number' || typeof milliseconds !== 'number') {
    return undefined;
  }
  if (kind === 'connected' && (access === 'readOnly' || access === 'readWrite')) {
    return { kind, access, at, milliseconds };
  }
  if (kind === 'rejected' && isFailure(failure)) {
    return { kind, failure, at, milliseconds };
  }
  if ((kind === 'unreachable' || kind === 'unexpected') && isFailure(failure)) {
    return { kind, failure, at, milliseconds, lastKnown: parseLastKnown(value['lastKnown']) };
  }
  return undefined;
}

function parseLastKnown(value: unknown): LastKnown | undefined {
  if (!isJsonObject(value) || typeof value['at'] !== 'number') {
    return undefined;
  }
  const { kind, access, at } = value;
  if (kind === 'connected' && (access === 'readOnly' || access === 'readWrite')) {
    return { kind, access, at };
  }
  return kind === 'rejected' ? { kind, at } : undefined;
}

function isEntry(entry: [string, unknown]): entry is [string, Readonly<Record<string, unknown>>] {
  return isJsonObject(entry[1]);
}
