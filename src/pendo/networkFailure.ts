import type { Failure } from './failure';

/**
 * Turns what Node's http and TLS threw into a failure. The code that tells the cause may stand on the error or on its `cause`,
 * however deep ("fetch failed" says nothing by itself).
 * @param target the URL that was asked for; an address in the error that is not its own means that a proxy stands between
 */
export function networkFailure(error: unknown, target: URL): Failure {
  const host = target.host;
  const system = findSystemError(error);
  const cause = system?.code ?? 'unknown';
  const proxy = system ? proxyOf(system, target) : proxyInMessage(error);
  if (proxy !== undefined) {
    return { code: 'proxyUnreachable', host, proxy };
  }
  switch (cause) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
    case 'EAI_NODATA':
      return { code: 'dns', host };
    case 'ECONNREFUSED':
      return { code: 'refused', host };
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ERR_STREAM_PREMATURE_CLOSE':
    case 'HPE_INVALID_EOF_STATE':
      return { code: 'reset', host };
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
    case 'ENETDOWN':
    case 'EADDRNOTAVAIL':
      return { code: 'noRoute', host };
    case 'ETIMEDOUT':
      return { code: 'noRoute', host };
    case 'CERT_HAS_EXPIRED':
    case 'CERT_NOT_YET_VALID':
      return { code: 'tlsExpired', host };
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return { code: 'tlsSelfSigned', host };
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
      return { code: 'tlsWrongHost', host };
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'CERT_UNTRUSTED':
      return { code: 'tlsUnknownIssuer', host };
    case 'HPE_HEADER_OVERFLOW':
    case 'max-size':
      return { code: 'tooLarge', host };
  }
  // Neither HTTP nor what its headers announce (HPE_: the parser of Node, Z_: zlib).
  if (/^(HPE|Z)_/.test(cause)) {
    return { code: 'notPendo', host, content: 'other' };
  }
  if (/^(ERR_(SSL|TLS|OSSL)|CERT_|EPROTO|UNABLE_TO_|INVALID_CA|CRL_|HOSTNAME_MISMATCH)/.test(cause)) {
    return { code: 'tlsOther', host, cause };
  }
  return { code: 'network', host, cause };
}

type SystemError = {
  readonly code: string;
  readonly address: unknown;
  readonly port: unknown;
  readonly hostname: unknown;
};

const deepestCause = 5;

function findSystemError(error: unknown, depth = 0): SystemError | undefined {
  if (typeof error !== 'object' || error === null || depth > deepestCause) {
    return undefined;
  }
  const { code, type, cause, errors } = error as Record<string, unknown>;
  // Node tries each address of a host; all of them failing is an AggregateError, whose members tell the same story.
  const inner = findSystemError(Array.isArray(errors) ? errors[0] : cause, depth + 1);
  if (inner) {
    return inner;
  }
  // node-fetch names its own failures (`max-size`, `invalid-redirect`) in `type`.
  const name = typeof code === 'string' ? code : type;
  if (typeof name !== 'string' || name === 'system') {
    return undefined;
  }
  const { address, port, hostname, message } = error as Record<string, unknown>;
  const told = addressIn(message);
  return {
    code: name,
    address: address ?? told?.['address'],
    port: port ?? (told?.['port'] === undefined ? undefined : Number(told['port'])),
    hostname: hostname ?? told?.['hostname'],
  };
}

/** The address that an error's message tells: node-fetch keeps nothing else of it. */
function addressIn(message: unknown): Record<string, string | undefined> | undefined {
  return typeof message === 'string'
    ? /\b(?:connect [A-Z]+ (?<address>\S+):(?<port>\d+)|getaddrinfo [A-Z_]+ (?<hostname>\S+))/.exec(message)
        ?.groups
    : undefined;
}

function proxyOf(error: SystemError, target: URL): string | undefined {
  const targetPort = target.port === '' ? (target.protocol === 'https:' ? 443 : 80) : Number(target.port);
  if (typeof error.hostname === 'string' && error.hostname !== unbracketed(target.hostname)) {
    return error.hostname;
  }
  if (typeof error.port === 'number' && error.port !== targetPort) {
    const address = typeof error.address === 'string' ? error.address : '';
    return `${address.includes(':') ? `[${address}]` : address}:${error.port}`;
  }
  return undefined;
}

/**
 * VS Code keeps nothing of what went wrong on the way to a proxy but a sentence that names it, in some versions with user name and password:
 * `Failed to establish a socket connection to proxies: PROXY user:password@proxy:3128`.
 */
function proxyInMessage(error: unknown): string | undefined {
  const message: unknown = typeof error === 'object' && error !== null && 'message' in error && error.message;
  return typeof message === 'string'
    ? /to establish a socket connection to proxies: \w+ (?:[^\s;]*@)?(?<proxy>[^\s;/]+)/.exec(message)
        ?.groups?.['proxy']
    : undefined;
}

function unbracketed(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}
