import type { Failure, FailureCode, FailureOf } from '../../../src/pendo/failure';

/** One failure of each code, with every variant that words depend on. The compiler asks for a row for each code. */
const examples: { readonly [Code in FailureCode]: readonly FailureOf<Code>[] } = {
  dns: [{ code: 'dns', host: 'app.pendo.io' }],
  refused: [{ code: 'refused', host: 'app.pendo.io' }],
  reset: [{ code: 'reset', host: 'app.pendo.io' }],
  noRoute: [{ code: 'noRoute', host: 'app.pendo.io' }],
  network: [{ code: 'network', host: 'app.pendo.io', cause: 'EWHATEVER' }],
  timeout: [{ code: 'timeout', host: 'app.pendo.io', seconds: 10 }],
  cancelled: [{ code: 'cancelled' }],
  tlsExpired: [{ code: 'tlsExpired', host: 'app.pendo.io' }],
  tlsSelfSigned: [{ code: 'tlsSelfSigned', host: 'app.pendo.io' }],
  tlsWrongHost: [{ code: 'tlsWrongHost', host: 'app.pendo.io' }],
  tlsUnknownIssuer: [{ code: 'tlsUnknownIssuer', host: 'app.pendo.io' }],
  tlsOther: [{ code: 'tlsOther', host: 'app.pendo.io', cause: 'EPROTO' }],
  proxyAuthentication: [{ code: 'proxyAuthentication', host: 'app.pendo.io' }],
  proxyUnreachable: [{ code: 'proxyUnreachable', host: 'app.pendo.io', proxy: '10.0.0.1:3128' }],
  proxyRefused: [{ code: 'proxyRefused', host: 'app.pendo.io', status: 403 }],
  keyRejected: [{ code: 'keyRejected', host: 'app.pendo.io', status: 403 }],
  badRequest: [{ code: 'badRequest', host: 'app.pendo.io', status: 422 }],
  forbidden: [{ code: 'forbidden', host: 'app.pendo.io', status: 403 }],
  paymentRequired: [{ code: 'paymentRequired', host: 'app.pendo.io' }],
  notFound: [{ code: 'notFound', host: 'app.pendo.io' }],
  requestTimeout: [{ code: 'requestTimeout', host: 'app.pendo.io' }],
  tooManyRequests: [
    { code: 'tooManyRequests', host: 'app.pendo.io', retryAfterSeconds: undefined },
    { code: 'tooManyRequests', host: 'app.pendo.io', retryAfterSeconds: 30 },
  ],
  serverError: [{ code: 'serverError', host: 'app.pendo.io', status: 503 }],
  redirect: [
    { code: 'redirect', host: 'app.pendo.io', to: undefined },
    { code: 'redirect', host: 'app.pendo.io', to: 'login.example' },
  ],
  unexpectedStatus: [{ code: 'unexpectedStatus', host: 'app.pendo.io', status: 418 }],
  notPendo: [
    { code: 'notPendo', host: 'app.pendo.io', content: 'html' },
    { code: 'notPendo', host: 'app.pendo.io', content: 'empty' },
    { code: 'notPendo', host: 'app.pendo.io', content: 'other' },
  ],
  tooLarge: [{ code: 'tooLarge', host: 'app.pendo.io' }],
  keyMissing: [{ code: 'keyMissing' }],
  keyUnreadable: [{ code: 'keyUnreadable' }],
  storageFailed: [{ code: 'storageFailed', cause: 'the keyring is locked' }],
};

export function failuresOf(code: FailureCode): readonly Failure[] {
  return examples[code];
}

export const allFailures: readonly Failure[] = Object.values(examples).flat();
