import { isJsonObject } from './json';

/**
 * Everything that can go wrong with a request to Pendo, as one value. `explainFailure` has words for each.
 * Nothing in it is private: no key, no body of the server's.
 */
export type Failure =
  // before a connection stands
  | { readonly code: 'dns'; readonly host: string }
  | { readonly code: 'refused'; readonly host: string }
  | { readonly code: 'reset'; readonly host: string }
  | { readonly code: 'noRoute'; readonly host: string }
  | { readonly code: 'network'; readonly host: string; readonly cause: string }
  | { readonly code: 'timeout'; readonly host: string; readonly seconds: number }
  | { readonly code: 'cancelled' }
  // TLS
  | { readonly code: 'tlsExpired'; readonly host: string }
  | { readonly code: 'tlsSelfSigned'; readonly host: string }
  | { readonly code: 'tlsWrongHost'; readonly host: string }
  | { readonly code: 'tlsUnknownIssuer'; readonly host: string }
  | { readonly code: 'tlsOther'; readonly host: string; readonly cause: string }
  // a proxy in between
  | { readonly code: 'proxyAuthentication'; readonly host: string }
  | { readonly code: 'proxyUnreachable'; readonly host: string; readonly proxy: string }
  /** The proxy answered in place of the host: it does not know it, can't reach it or does not let through. */
  | { readonly code: 'proxyRefused'; readonly host: string; readonly status: number }
  // an answer, but not the one hoped for
  | { readonly code: 'keyRejected'; readonly host: string; readonly status: number }
  | { readonly code: 'badRequest'; readonly host: string; readonly status: number }
  | { readonly code: 'forbidden'; readonly host: string; readonly status: number }
  | { readonly code: 'paymentRequired'; readonly host: string }
  | { readonly code: 'notFound'; readonly host: string }
  | { readonly code: 'requestTimeout'; readonly host: string }
  | {
      readonly code: 'tooManyRequests';
      readonly host: string;
      readonly retryAfterSeconds: number | undefined;
    }
  | { readonly code: 'serverError'; readonly host: string; readonly status: number }
  | { readonly code: 'redirect'; readonly host: string; readonly to: string | undefined }
  | { readonly code: 'unexpectedStatus'; readonly host: string; readonly status: number }
  | { readonly code: 'notPendo'; readonly host: string; readonly content: 'html' | 'empty' | 'other' }
  | { readonly code: 'tooLarge'; readonly host: string }
  // on this machine
  | { readonly code: 'keyMissing' }
  /** A later version of this extension wrote the secret. */
  | { readonly code: 'keyUnreadable' }
  | { readonly code: 'storageFailed'; readonly cause: string };

export type FailureCode = Failure['code'];

export type FailureOf<Code extends FailureCode> = Extract<Failure, { code: Code }>;

type Fields = {
  readonly [Code in FailureCode]: { readonly [Field in Exclude<keyof FailureOf<Code>, 'code'>]: string };
};

// The type of each field, as `typeof` tells it; `?` marks one that may be undefined. The compiler asks for a row for each code.
const fields: Fields = {
  dns: { host: 'string' },
  refused: { host: 'string' },
  reset: { host: 'string' },
  noRoute: { host: 'string' },
  network: { host: 'string', cause: 'string' },
  timeout: { host: 'string', seconds: 'number' },
  cancelled: {},
  tlsExpired: { host: 'string' },
  tlsSelfSigned: { host: 'string' },
  tlsWrongHost: { host: 'string' },
  tlsUnknownIssuer: { host: 'string' },
  tlsOther: { host: 'string', cause: 'string' },
  proxyAuthentication: { host: 'string' },
  proxyUnreachable: { host: 'string', proxy: 'string' },
  proxyRefused: { host: 'string', status: 'number' },
  keyRejected: { host: 'string', status: 'number' },
  badRequest: { host: 'string', status: 'number' },
  forbidden: { host: 'string', status: 'number' },
  paymentRequired: { host: 'string' },
  notFound: { host: 'string' },
  requestTimeout: { host: 'string' },
  tooManyRequests: { host: 'string', retryAfterSeconds: 'number?' },
  serverError: { host: 'string', status: 'number' },
  redirect: { host: 'string', to: 'string?' },
  unexpectedStatus: { host: 'string', status: 'number' },
  notPendo: { host: 'string', content: 'string' },
  tooLarge: { host: 'string' },
  keyMissing: {},
  keyUnreadable: {},
  storageFailed: { cause: 'string' },
};

export const failureCodes = Object.keys(fields) as FailureCode[];

/** Whether a value that was stored as JSON is a failure. */
export function isFailure(value: unknown): value is Failure {
  if (!isJsonObject(value)) {
    return false;
  }
  const code = failureCodes.find((known) => known === value['code']);
  if (!code) {
    return false;
  }
  return Object.entries<string>(fields[code]).every(
    ([field, type]) =>
      typeof value[field] === type.replace('?', '') || (type.endsWith('?') && value[field] === undefined),
  );
}
