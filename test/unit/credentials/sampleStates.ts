import type { ConnectionState, LastKnown } from '../../../src/credentials/connectionState';
import { allFailures } from '../pendo/failures';

const checked = { at: 1000, milliseconds: 42 };
const dns = { code: 'dns', host: 'app.pendo.io' } as const;
const rejectedFailure = { code: 'keyRejected', host: 'app.pendo.io', status: 403 } as const;
const html = { code: 'notPendo', host: 'app.pendo.io', content: 'html' } as const;
const worked: LastKnown = { kind: 'connected', access: 'readOnly', at: 500 };
const refused: LastKnown = { kind: 'rejected', at: 500 };

/** Every kind of state, with each variant that matters. */
export const sampleStates = {
  none: { kind: 'none' },
  keyMissing: { kind: 'keyMissing' },
  unchecked: { kind: 'unchecked' },
  checkingFirst: { kind: 'checking', previous: undefined },
  checkingAgain: { kind: 'checking', previous: { kind: 'connected', access: 'readWrite', ...checked } },
  readOnly: { kind: 'connected', access: 'readOnly', ...checked },
  readWrite: { kind: 'connected', access: 'readWrite', ...checked },
  rejected: { kind: 'rejected', failure: rejectedFailure, ...checked },
  unreachable: { kind: 'unreachable', failure: dns, lastKnown: undefined, ...checked },
  unreachableWorked: { kind: 'unreachable', failure: dns, lastKnown: worked, ...checked },
  unreachableRefused: { kind: 'unreachable', failure: dns, lastKnown: refused, ...checked },
  unexpected: { kind: 'unexpected', failure: html, lastKnown: undefined, ...checked },
  unexpectedWorked: { kind: 'unexpected', failure: html, lastKnown: worked, ...checked },
} as const satisfies Record<string, ConnectionState>;

export type StateName = keyof typeof sampleStates;

export const stateNames = Object.keys(sampleStates) as StateName[];

export function sampleState(name: StateName): ConnectionState {
  return sampleStates[name];
}

/** States for each failure that a check can end with. */
export const failedStates: readonly ConnectionState[] = allFailures.flatMap((failure): ConnectionState[] => [
  { kind: 'unreachable', failure, lastKnown: undefined, ...checked },
  { kind: 'unexpected', failure, lastKnown: worked, ...checked },
]);
