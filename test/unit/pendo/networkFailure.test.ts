import assert from 'node:assert/strict';
import http from 'node:http';
import net from 'node:net';
import fc from 'fast-check';
import fetch, { FetchError } from 'node-fetch';
import type { Failure } from '../../../src/pendo/failure';
import { networkFailure } from '../../../src/pendo/networkFailure';
import { survives } from '../../survives';
import { knowLocalhost } from '../fakes/knowLocalhost';

const target = new URL('https://app.pendo.io/api/v1/token/verify');
const host = 'app.pendo.io';

/** An error as Node's net, tls and http throw them. */
function systemError(code: string, fields: Record<string, unknown> = {}): Error {
  return Object.assign(new Error(`something about ${code}`), { code, ...fields });
}

/** As node-fetch wraps what it caught: code and message are all that is left. */
function fetchError(cause: Error): FetchError {
  return new FetchError(
    `request to https://app.pendo.io/ failed, reason: ${cause.message}`,
    'system',
    cause as NodeJS.ErrnoException as never,
  );
}

/** A port at which nothing listens. */
async function closedPort(): Promise<{ port: number }> {
  const server = http.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return { port };
}

const codes: { readonly [Code in Failure['code']]?: readonly string[] } = {
  dns: ['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA'],
  refused: ['ECONNREFUSED'],
  reset: ['ECONNRESET', 'EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'HPE_INVALID_EOF_STATE'],
  noRoute: ['ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN', 'EADDRNOTAVAIL', 'ETIMEDOUT'],
  tlsExpired: ['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID'],
  tlsSelfSigned: ['DEPTH_ZERO_SELF_SIGNED_CERT'],
  tlsWrongHost: ['ERR_TLS_CERT_ALTNAME_INVALID'],
  tlsUnknownIssuer: [
    'SELF_SIGNED_CERT_IN_CHAIN',
    'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
    'UNABLE_TO_GET_ISSUER_CERT',
    'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
    'CERT_UNTRUSTED',
  ],
  tooLarge: ['HPE_HEADER_OVERFLOW', 'max-size'],
};
const codesWithCause: { readonly [Code in Failure['code']]?: readonly string[] } = {
  tlsOther: [
    'EPROTO',
    'ERR_SSL_WRONG_VERSION_NUMBER',
    'ERR_TLS_HANDSHAKE_TIMEOUT',
    'CERT_REVOKED',
    'CERT_CHAIN_TOO_LONG',
    'INVALID_CA',
    'CRL_HAS_EXPIRED',
    'HOSTNAME_MISMATCH',
    'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
    'ERR_OSSL_UNSUPPORTED',
  ],
  network: ['EMFILE', 'ERR_INVALID_CHAR', 'EWHATEVER'],
};

describe('networkFailure', function () {
  knowLocalhost();

  this.timeout(30_000);

  const shapes: readonly (readonly [what: string, wrap: (error: Error) => unknown])[] = [
    ['bare', (error) => error],
    ['from node-fetch', fetchError],
    ['as the cause of "fetch failed"', (cause) => new TypeError('fetch failed', { cause })],
    ['deep below', (cause) => new Error('a', { cause: new Error('b', { cause }) })],
    ['in an AggregateError', (error) => new AggregateError([error, systemError('ENETUNREACH')])],
    [
      'in an AggregateError that is a cause',
      (error) => new TypeError('fetch failed', { cause: new AggregateError([error]) }),
    ],
  ];
  for (const [what, wrap] of shapes) {
    for (const [code, names] of Object.entries(codes)) {
      for (const name of names) {
        it(`makes ${code} of ${name}, ${what}`, () => {
          assert.deepEqual(networkFailure(wrap(systemError(name)), target), { code, host });
        });
      }
    }
    for (const [code, names] of Object.entries(codesWithCause)) {
      for (const name of names) {
        it(`makes ${code} of ${name}, ${what}, and names it`, () => {
          assert.deepEqual(networkFailure(wrap(systemError(name)), target), { code, host, cause: name });
        });
      }
    }
  }

  for (const code of ['HPE_INVALID_CONSTANT', 'HPE_LF_EXPECTED', 'Z_DATA_ERROR', 'Z_BUF_ERROR']) {
    it(`takes ${code} for an answer of somebody else`, () => {
      const failure = { code: 'notPendo', host, content: 'other' };
      assert.deepEqual(networkFailure(systemError(code), target), failure);
    });
  }

  it('knows the size limit of node-fetch by its type', () => {
    assert.deepEqual(networkFailure(new FetchError('content size', 'max-size'), target), {
      code: 'tooLarge',
      host,
    });
  });

  const connectError = (code: string, address: string, port: number) =>
    Object.assign(new Error(`connect ${code} ${address}:${port}`), {
      code,
      address,
      port,
      syscall: 'connect',
    });
  const lookupError = (code: string, hostname: string) =>
    Object.assign(new Error(`getaddrinfo ${code} ${hostname}`), { code, hostname, syscall: 'getaddrinfo' });

  // What VS Code 1.105 to 1.139 throws (@vscode/proxy-agent); the older ones leave user name and password in.
  for (const [told, proxy] of [
    ['PROXY 10.0.0.1:3128', '10.0.0.1:3128'],
    ['PROXY proxy.corp:3128/', 'proxy.corp:3128'],
    ['PROXY <credentials>@10.0.0.1:3128', '10.0.0.1:3128'],
    ['HTTPS ada:love@lace@proxy.corp:3128', 'proxy.corp:3128'],
    ['SOCKS [::1]:1080; DIRECT', '[::1]:1080'],
  ] as const) {
    it(`names the proxy, and nobody’s password, in what VS Code throws of ${told}`, () => {
      const error = new Error(`Failed to establish a socket connection to proxies: ${told}`);
      for (const wrapped of [error, fetchError(error)]) {
        assert.deepEqual(networkFailure(wrapped, target), { code: 'proxyUnreachable', host, proxy });
      }
    });
  }

  const proxies: readonly (readonly [what: string, error: Error, proxy: string])[] = [
    ['refuses', connectError('ECONNREFUSED', '10.0.0.1', 3128), '10.0.0.1:3128'],
    ['has an IPv6 address', connectError('ECONNREFUSED', '::1', 3128), '[::1]:3128'],
    ['times out', connectError('ETIMEDOUT', '10.0.0.1', 8080), '10.0.0.1:8080'],
    ['has an unknown name', lookupError('ENOTFOUND', 'proxy.corp'), 'proxy.corp'],
    ['can’t be looked up', lookupError('EAI_AGAIN', 'proxy.corp'), 'proxy.corp'],
  ];
  for (const [what, error, proxy] of proxies) {
    survives(
      {
        area: 'connection',
        fault: 'The proxy refuses, times out or can’t be found',
        userSees: '“Proxy not reachable”, with its address and “Proxy Settings”',
      },
      `names the proxy that ${what}`,
      () => {
        for (const wrapped of [error, fetchError(error), new AggregateError([error])]) {
          assert.deepEqual(networkFailure(wrapped, target), { code: 'proxyUnreachable', host, proxy });
        }
      },
    );
  }

  for (const [what, url, fields, code] of [
    ['443, when the URL has no port', 'https://app.pendo.io', { address: '1.2.3.4', port: 443 }, 'refused'],
    ['80, when the URL has no port', 'http://localhost', { address: '127.0.0.1', port: 80 }, 'refused'],
    ['the URL’s port', 'https://app.pendo.io:8443', { address: '1.2.3.4', port: 8443 }, 'refused'],
    ['an IPv6 host', 'http://[::1]:3000', { address: '::1', port: 3000, hostname: '::1' }, 'refused'],
  ] as const) {
    it(`suspects no proxy behind ${what}`, () => {
      const failure = networkFailure(systemError('ECONNREFUSED', fields), new URL(url));
      assert.equal(failure.code, code);
    });
  }

  survives(
    {
      area: 'connection',
      fault: 'Nothing listens at the host, or its name does not exist',
      userSees:
        'Row and status bar say “unreachable”; the notification “Connection refused” or “Host not found”, never "fetch failed"',
    },
    'understands what Node really throws at a closed port, and under a name that does not exist',
    async () => {
      const { port } = await closedPort();
      for (const [text, code] of [
        [`http://127.0.0.1:${port}/`, 'refused'],
        [`http://localhost:${port}/`, 'refused'],
        ['https://nowhere.invalid/', 'dns'],
      ] as const) {
        const url = new URL(text);
        const error: unknown = await fetch(url).then(
          () => assert.fail('it answered'),
          (thrown: unknown) => thrown,
        );
        assert.deepEqual(networkFailure(error, url), { code, host: url.host });
        const native: unknown = await globalThis.fetch(url).catch((thrown: unknown) => thrown);
        assert.deepEqual(networkFailure(native, url), { code, host: url.host });
      }
    },
  );

  it('names the proxy in what Node and node-fetch really throw', async () => {
    const { port } = await closedPort();
    const agent = Object.assign(new http.Agent(), {
      createConnection: () => net.connect(port, '127.0.0.1'),
    });
    const url = new URL('http://app.localhost/');
    const error: unknown = await fetch(url, { agent }).catch((thrown: unknown) => thrown);
    const failure = { code: 'proxyUnreachable', host: 'app.localhost', proxy: `127.0.0.1:${port}` };
    assert.deepEqual(networkFailure(error, url), failure);
  });

  for (const [what, thrown] of [
    ['nothing', undefined],
    ['null', null],
    ['a sentence', 'fetch failed'],
    ['a number', 3],
    ['an empty object', {}],
    ['an error without a code', new Error('fetch failed')],
    ['an error made of no errors', new AggregateError([])],
  ] as const) {
    it(`makes a network error of unknown cause of ${what}`, () => {
      assert.deepEqual(networkFailure(thrown, target), { code: 'network', host, cause: 'unknown' });
    });
  }

  survives(
    { area: 'input', fault: 'An error whose cause is itself', userSees: '“Network error”' },
    'ends with an error that is its own cause',
    () => {
      const error = new Error('round');
      error.cause = error;
      assert.equal(networkFailure(error, target).code, 'network');
    },
  );

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (thrown) => typeof networkFailure(thrown, target).code === 'string'),
    );
  });
});
