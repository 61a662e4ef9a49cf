import type { Failure, FailureCode } from '../pendo/failure';
import type { Access, Verification } from '../pendo/verifyKey';

type Checked = {
  /** When the check ended, in ms since the epoch. */
  readonly at: number;
  /** How long the check took. */
  readonly milliseconds: number;
};

/** What was last known for certain, kept while the host can't be asked. */
export type LastKnown =
  | { readonly kind: 'connected'; readonly access: Access; readonly at: number }
  | { readonly kind: 'rejected'; readonly at: number };

/** What a connection check told. */
export type Verdict =
  | (Checked & { readonly kind: 'connected'; readonly access: Access })
  | (Checked & { readonly kind: 'rejected'; readonly failure: Failure })
  /** Nothing was learnt about the key. */
  | (Checked & {
      readonly kind: 'unreachable';
      readonly failure: Failure;
      readonly lastKnown: LastKnown | undefined;
    })
  /** An answer, but not one that Pendo gives. */
  | (Checked & {
      readonly kind: 'unexpected';
      readonly failure: Failure;
      readonly lastKnown: LastKnown | undefined;
    });

export type ConnectionState =
  | { readonly kind: 'none' }
  | { readonly kind: 'keyMissing' }
  | { readonly kind: 'unchecked' }
  | { readonly kind: 'checking'; readonly previous: Verdict | undefined }
  | Verdict;

export type ConnectionEvent =
  | { readonly type: 'checkStarted' }
  | ({ readonly type: 'checkEnded'; readonly verification: Verification } & Checked)
  /** The credential has another key or base URL than the one that was checked. */
  | { readonly type: 'credentialChanged' }
  | { readonly type: 'keyLost' }
  | { readonly type: 'keyFound' };

/** The one function that says which state follows. */
export function nextState(state: ConnectionState, event: ConnectionEvent): ConnectionState {
  switch (event.type) {
    case 'checkStarted':
      return { kind: 'checking', previous: verdictOf(state) };
    case 'checkEnded':
      return afterCheck(state, event);
    case 'credentialChanged':
      return { kind: 'unchecked' };
    case 'keyLost':
      return { kind: 'keyMissing' };
    case 'keyFound':
      return state.kind === 'keyMissing' ? { kind: 'unchecked' } : state;
  }
}

/** The verdict that a state holds: its own, or the one before the check that is under way. */
export function verdictOf(state: ConnectionState): Verdict | undefined {
  switch (state.kind) {
    case 'none':
    case 'keyMissing':
    case 'unchecked':
      return undefined;
    case 'checking':
      return state.previous;
    case 'connected':
    case 'rejected':
    case 'unreachable':
    case 'unexpected':
      return state;
  }
}

/** What a key may do, as far as is known. */
export function knownAccess(state: ConnectionState): Access | undefined {
  const verdict = verdictOf(state);
  const known = verdict && lastKnownOf(verdict);
  return known?.kind === 'connected' ? known.access : undefined;
}

function afterCheck(
  state: ConnectionState,
  { verification, at, milliseconds }: Extract<ConnectionEvent, { type: 'checkEnded' }>,
): ConnectionState {
  if (verification.ok) {
    return { kind: 'connected', access: verification.access, at, milliseconds };
  }
  const { failure } = verification;
  const previous = verdictOf(state);
  switch (meaning[failure.code]) {
    case 'nothing':
      return previous ?? { kind: 'unchecked' };
    case 'keyMissing':
      return { kind: 'keyMissing' };
    case 'rejected':
      return { kind: 'rejected', failure, at, milliseconds };
    case 'unreachable':
      return { kind: 'unreachable', failure, at, milliseconds, lastKnown: previous && lastKnownOf(previous) };
    case 'unexpected':
      return { kind: 'unexpected', failure, at, milliseconds, lastKnown: previous && lastKnownOf(previous) };
  }
}

function lastKnownOf(verdict: Verdict): LastKnown | undefined {
  switch (verdict.kind) {
    case 'connected':
      return { kind: 'connected', access: verdict.access, at: verdict.at };
    case 'rejected':
      return { kind: 'rejected', at: verdict.at };
    case 'unreachable':
    case 'unexpected':
      return verdict.lastKnown;
  }
}

/** What a failed check says about the connection. Only Pendo's own word rejects a key; whatever stands in the way does not. */
const meaning: {
  readonly [Code in FailureCode]: 'rejected' | 'unreachable' | 'unexpected' | 'keyMissing' | 'nothing';
} = {
  dns: 'unreachable',
  refused: 'unreachable',
  reset: 'unreachable',
  noRoute: 'unreachable',
  network: 'unreachable',
  timeout: 'unreachable',
  tlsExpired: 'unreachable',
  tlsSelfSigned: 'unreachable',
  tlsWrongHost: 'unreachable',
  tlsUnknownIssuer: 'unreachable',
  tlsOther: 'unreachable',
  proxyAuthentication: 'unreachable',
  proxyUnreachable: 'unreachable',
  proxyRefused: 'unreachable',
  requestTimeout: 'unreachable',
  tooManyRequests: 'unreachable',
  serverError: 'unreachable',
  keyRejected: 'rejected',
  badRequest: 'unexpected',
  forbidden: 'unexpected',
  paymentRequired: 'unexpected',
  notFound: 'unexpected',
  redirect: 'unexpected',
  unexpectedStatus: 'unexpected',
  notPendo: 'unexpected',
  tooLarge: 'unexpected',
  storageFailed: 'unexpected',
  keyMissing: 'keyMissing',
  keyUnreadable: 'unexpected',
  cancelled: 'nothing',
};
