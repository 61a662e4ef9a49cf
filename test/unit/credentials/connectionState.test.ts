import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  knownAccess,
  nextState,
  verdictOf,
  type ConnectionEvent,
  type ConnectionState,
  type LastKnown,
} from '../../../src/credentials/connectionState';
import type { FailureCode } from '../../../src/pendo/failure';
import { ensure } from '../fakes/ensure';
import { allFailures } from '../pendo/failures';
import { sampleState, sampleStates, stateNames, type StateName } from './sampleStates';

const ended = { at: 2000, milliseconds: 7 };
const dns = { code: 'dns', host: 'app.pendo.io' } as const;
const html = { code: 'notPendo', host: 'app.pendo.io', content: 'html' } as const;
const refused = { code: 'keyRejected', host: 'app.pendo.io', status: 403 } as const;

const events = {
  checkStarted: { type: 'checkStarted' },
  checkedWell: { type: 'checkEnded', verification: { ok: true, access: 'readWrite' }, ...ended },
  checkedRejected: { type: 'checkEnded', verification: { ok: false, failure: refused }, ...ended },
  checkedUnreachable: { type: 'checkEnded', verification: { ok: false, failure: dns }, ...ended },
  checkedUnexpected: { type: 'checkEnded', verification: { ok: false, failure: html }, ...ended },
  checkedKeyMissing: {
    type: 'checkEnded',
    verification: { ok: false, failure: { code: 'keyMissing' } },
    ...ended,
  },
  cancelled: { type: 'checkEnded', verification: { ok: false, failure: { code: 'cancelled' } }, ...ended },
  credentialChanged: { type: 'credentialChanged' },
  keyLost: { type: 'keyLost' },
  keyFound: { type: 'keyFound' },
} as const satisfies Record<string, ConnectionEvent>;

const unchecked: ConnectionState = { kind: 'unchecked' };
const keyMissing: ConnectionState = { kind: 'keyMissing' };
const sample = sampleStates;

/** What is known for certain in each state, as it is shown when the next check does not tell. */
const lastKnown: { readonly [Name in StateName]: LastKnown | undefined } = {
  none: undefined,
  keyMissing: undefined,
  unchecked: undefined,
  checkingFirst: undefined,
  checkingAgain: { kind: 'connected', access: 'readWrite', at: 1000 },
  readOnly: { kind: 'connected', access: 'readOnly', at: 1000 },
  readWrite: { kind: 'connected', access: 'readWrite', at: 1000 },
  rejected: { kind: 'rejected', at: 1000 },
  unreachable: undefined,
  unreachableWorked: { kind: 'connected', access: 'readOnly', at: 500 },
  unreachableRefused: { kind: 'rejected', at: 500 },
  unexpected: undefined,
  unexpectedWorked: { kind: 'connected', access: 'readOnly', at: 500 },
};

/** The verdict that a state holds. */
const held: { readonly [Name in StateName]: ConnectionState | undefined } = {
  ...sample,
  none: undefined,
  keyMissing: undefined,
  unchecked: undefined,
  checkingFirst: undefined,
  checkingAgain: sample.readWrite,
};

/** Each event, and the state that follows on each. */
const following: { readonly [Event in keyof typeof events]: (name: StateName) => ConnectionState } = {
  checkStarted: (name) => ({ kind: 'checking', previous: held[name] }) as ConnectionState,
  checkedWell: () => ({ kind: 'connected', access: 'readWrite', ...ended }),
  checkedRejected: () => ({ kind: 'rejected', failure: refused, ...ended }),
  checkedUnreachable: (name) => ({ kind: 'unreachable', failure: dns, lastKnown: lastKnown[name], ...ended }),
  checkedUnexpected: (name) => ({ kind: 'unexpected', failure: html, lastKnown: lastKnown[name], ...ended }),
  checkedKeyMissing: () => keyMissing,
  cancelled: (name) => held[name] ?? unchecked,
  credentialChanged: () => unchecked,
  keyLost: () => keyMissing,
  keyFound: (name) => (name === 'keyMissing' ? unchecked : sampleState(name)),
};

const eventNames = Object.keys(events) as (keyof typeof events)[];

describe('nextState', () => {
  for (const eventName of eventNames) {
    for (const name of stateNames) {
      const expected = following[eventName](name);
      it(`leads from ${name} to ${expected.kind} with ${eventName}`, () => {
        assert.deepEqual(nextState(sampleState(name), events[eventName]), expected);
      });
    }
  }

  const kinds: { readonly [Code in FailureCode]: ConnectionState['kind'] } = {
    dns: 'unreachable',
    refused: 'unreachable',
    reset: 'unreachable',
    noRoute: 'unreachable',
    network: 'unreachable',
    timeout: 'unreachable',
    cancelled: 'connected',
    tlsExpired: 'unreachable',
    tlsSelfSigned: 'unreachable',
    tlsWrongHost: 'unreachable',
    tlsUnknownIssuer: 'unreachable',
    tlsOther: 'unreachable',
    proxyAuthentication: 'unreachable',
    proxyUnreachable: 'unreachable',
    proxyRefused: 'unreachable',
    keyRejected: 'rejected',
    badRequest: 'unexpected',
    forbidden: 'unexpected',
    paymentRequired: 'unexpected',
    notFound: 'unexpected',
    requestTimeout: 'unreachable',
    tooManyRequests: 'unreachable',
    serverError: 'unreachable',
    redirect: 'unexpected',
    unexpectedStatus: 'unexpected',
    notPendo: 'unexpected',
    tooLarge: 'unexpected',
    keyMissing: 'keyMissing',
    keyUnreadable: 'unexpected',
    storageFailed: 'unexpected',
  };
  for (const failure of allFailures) {
    it(`takes a check that worked before and now ends with ${JSON.stringify(failure)} for ${kinds[failure.code]}`, () => {
      const state = nextState(sample.checkingAgain, {
        type: 'checkEnded',
        verification: { ok: false, failure },
        ...ended,
      });
      assert.equal(state.kind, kinds[failure.code]);
    });
  }

  it('never makes a rejected key of anything but Pendo’s word, and keeps what was known through every outage', () => {
    const outages = allFailures.filter(({ code }) => !['keyRejected', 'keyMissing'].includes(code));
    fc.assert(
      fc.property(
        fc.constantFrom('readOnly', 'readWrite'),
        fc.array(fc.constantFrom(...outages), { minLength: 1, maxLength: 8 }),
        (access, failures) => {
          let state: ConnectionState = { kind: 'connected', access, at: 1, milliseconds: 1 };
          for (const failure of failures) {
            state = nextState(state, { type: 'checkStarted' });
            state = nextState(state, { type: 'checkEnded', verification: { ok: false, failure }, ...ended });
            assert.notEqual(state.kind, 'rejected');
            assert.equal(knownAccess(state), access);
          }
        },
      ),
    );
  });

  it('holds a verdict with its own time after any events', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...eventNames), { maxLength: 20 }), (names) => {
        const state = names.reduce<ConnectionState>(
          (before, name) => nextState(before, events[name]),
          unchecked,
        );
        const verdict = verdictOf(state);
        ensure(verdict === undefined || verdict.at === ended.at);
        ensure(state.kind !== 'none');
      }),
    );
  });
});

describe('verdictOf', () => {
  for (const name of stateNames) {
    it(`gives what ${name} holds`, () => assert.deepEqual(verdictOf(sampleState(name)), held[name]));
  }
});

describe('knownAccess', () => {
  for (const name of stateNames) {
    const known = lastKnown[name];
    const access = known?.kind === 'connected' ? known.access : undefined;
    it(`is ${access} in ${name}`, () => assert.equal(knownAccess(sampleState(name)), access));
  }
});
