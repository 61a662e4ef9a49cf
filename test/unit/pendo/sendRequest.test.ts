import assert from 'node:assert/strict';
import diagnosticsChannel from 'node:diagnostics_channel';
import fs from 'node:fs';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import path from 'node:path';
import {
  sendRequest,
  type PendoRequest,
  type RequestLogEntry,
  type RequestResult,
} from '../../../src/pendo/sendRequest';
import type { Fault } from '../../sandbox/faults';
import { sandboxKeys } from '../../sandbox/keys';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { survives } from '../../survives';
import { until } from '../fakes/until';
import { ensure } from '../fakes/ensure';

const verifyPath = '/api/v1/token/verify';
const verdict = '{"valid":true,"writeAccess":true}';

describe('sendRequest', function () {
  this.timeout(10_000);

  let sandbox: Sandbox;
  let log: RequestLogEntry[];
  const random = Math.random;

  before(async () => (sandbox = await startSandbox()));
  after(() => sandbox.close());
  beforeEach(() => {
    // The shortest back-off.
    Math.random = () => 0;
    log = [];
    sandbox.clearFaults();
    sandbox.clearRequests();
  });
  afterEach(() => {
    Math.random = random;
    ensure(!JSON.stringify(log).includes(sandboxKeys.readWrite), 'the log has the key');
  });

  const host = () => new URL(sandbox.baseUrl).host;
  const send = (wish: Partial<PendoRequest> = {}): Promise<RequestResult> =>
    sendRequest(
      {
        method: 'GET',
        baseUrl: sandbox.baseUrl,
        path: verifyPath,
        key: sandboxKeys.readWrite,
        seconds: 5,
        signal: new AbortController().signal,
        maxBytes: 64 * 1024,
        repeatable: true,
        ...wish,
      },
      (entry) => log.push(entry),
    );
  const timed = async (wish: Partial<PendoRequest>): Promise<[RequestResult, milliseconds: number]> => {
    const start = performance.now();
    return [await send(wish), performance.now() - start];
  };
  const outcomes = () => log.map(({ outcome }) => outcome);

  describe('an answer', () => {
    it('comes with its status, content type and text', async () => {
      const answer = { status: 200, contentType: 'application/json', text: verdict };
      assert.deepEqual(await send(), { ok: true, answer });
    });

    it('of 4xx is an answer too', async () => {
      for (const status of [400, 401, 403, 404, 409, 422]) {
        sandbox.fault('*', {
          kind: 'answer',
          status,
          headers: { 'content-type': 'Text/Plain; charset=utf-8' },
          body: 'no',
        });
        assert.deepEqual(await send(), {
          ok: true,
          answer: { status, contentType: 'text/plain', text: 'no' },
        });
      }
      assert.equal(sandbox.requests.length, 6);
    });

    it('that comes byte by byte is complete', async () => {
      sandbox.fault('*', { kind: 'drip', everyMs: 1 });
      const result = await send();
      assert.equal(result.ok && result.answer.text, verdict);
    });

    it('of no body is one where a server announces the packing that was asked for all the same', async () => {
      for (const packing of ['gzip', 'deflate', 'br']) {
        const server = http.createServer(({ headers }, response) => {
          const asked = headers['accept-encoding']?.split(', ').includes(packing);
          response.writeHead(403, asked ? { 'content-encoding': packing } : {}).end();
        });
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        const { port } = server.address() as net.AddressInfo;
        const answer = { status: 403, contentType: '', text: '' };
        const result = await send({ baseUrl: `http://127.0.0.1:${port}` });
        await new Promise((resolve) => server.close(resolve));
        assert.deepEqual(result, { ok: true, answer });
      }
    });
  });

  describe('the log', () => {
    it('has method, host, path without query, outcome and time of each exchange', async () => {
      await send({ path: `${verifyPath}?visitor=private` });
      assert.equal(log.length, 1);
      const { milliseconds, ...rest } = log[0]!;
      assert.deepEqual(rest, { method: 'GET', host: host(), path: verifyPath, outcome: 200 });
      ensure(Number.isInteger(milliseconds) && milliseconds >= 0);
    });

    it('has a line for each attempt', async () => {
      sandbox.fault('*', { kind: 'answer', status: 503 });
      await send();
      assert.deepEqual(outcomes(), [503, 200]);
    });
  });

  describe('the deadline', () => {
    const silent: readonly Fault[] = [
      { kind: 'hang' },
      { kind: 'delay', ms: 60_000 },
      { kind: 'drip', everyMs: 500 },
    ];
    for (const fault of silent) {
      survives(
        {
          area: 'connection',
          fault: 'A server never answers, answers late, or sends a byte every half second',
          userSees: '“No answer in time” when the time of pendo.requestTimeout is over',
        },
        `holds against ${fault.kind}`,
        async () => {
          sandbox.fault('*', fault);
          const [result, milliseconds] = await timed({ seconds: 0.2 });
          assert.deepEqual(result, { ok: false, failure: { code: 'timeout', host: host(), seconds: 0.2 } });
          ensure(milliseconds >= 190 && milliseconds < 2000, `${milliseconds}`);
          assert.deepEqual(outcomes(), ['timeout']);
        },
      );
    }

    survives(
      { area: 'input', fault: 'A body without an end', userSees: '“No answer in time”' },
      'holds against headers and a body without end',
      async () => {
        sandbox.fault('*', { kind: 'endlessBody' });
        const [result, milliseconds] = await timed({ seconds: 0.3, maxBytes: Number.MAX_SAFE_INTEGER });
        assert.equal(!result.ok && result.failure.code, 'timeout');
        ensure(milliseconds < 2000);
      },
    );

    it('holds over all attempts together', async () => {
      sandbox.fault('*', { kind: 'delay', ms: 150 }, 1);
      sandbox.fault('*', { kind: 'answer', status: 500 }, 'always');
      const [, milliseconds] = await timed({ seconds: 1 });
      ensure(milliseconds < 2500);
    });
  });

  describe('cancelling', () => {
    survives(
      {
        area: 'connection',
        fault: 'A request hangs, and the user cancels',
        userSees: 'It ends at once; the verdict before it is back',
      },
      'works at once, on a request that hangs',
      async () => {
        sandbox.fault('*', { kind: 'hang' });
        const controller = new AbortController();
        const result = send({ signal: controller.signal, seconds: 60 });
        await until('the request arrives', () => sandbox.requests.length === 1);
        const start = performance.now();
        controller.abort();
        assert.deepEqual(await result, { ok: false, failure: { code: 'cancelled' } });
        ensure(performance.now() - start < 1000);
        assert.deepEqual(outcomes(), ['cancelled']);
      },
    );

    survives(
      {
        area: 'connection',
        fault: 'The user cancels in the pause that a server asked for',
        userSees: 'It ends at once',
      },
      'works in the pause before another attempt',
      async () => {
        sandbox.fault('*', { kind: 'tooManyRequests', retryAfter: '30' });
        const controller = new AbortController();
        const result = send({ signal: controller.signal, seconds: 60 });
        await until('the first attempt is over', () => log.length === 1);
        controller.abort();
        assert.deepEqual(await result, { ok: false, failure: { code: 'cancelled' } });
        assert.equal(sandbox.requests.length, 1);
      },
    );

    it('works before anything is sent', async () => {
      assert.deepEqual(await send({ signal: AbortSignal.abort() }), {
        ok: false,
        failure: { code: 'cancelled' },
      });
      assert.equal(sandbox.requests.length, 0);
    });

    it('leaves no listener behind', async () => {
      const controller = new AbortController();
      let listeners = 0;
      const { signal } = controller;
      const add = signal.addEventListener.bind(signal);
      const remove = signal.removeEventListener.bind(signal);
      signal.addEventListener = (...args: Parameters<typeof add>): void => {
        listeners += 1;
        add(...args);
      };
      signal.removeEventListener = (...args: Parameters<typeof remove>): void => {
        listeners -= 1;
        remove(...args);
      };
      await send({ signal });
      assert.equal(listeners, 0);
    });
  });

  describe('a redirect', () => {
    for (const status of [301, 302, 303, 307, 308]) {
      survives(
        {
          area: 'input',
          fault: 'A server redirects to another origin',
          userSees: '“Sent elsewhere”, with both hosts; the other host never sees the key',
        },
        `with ${status} is not followed, so another origin never sees the key`,
        async () => {
          const other = await startSandbox();
          try {
            sandbox.fault('*', { kind: 'redirect', status, to: `${other.baseUrl}${verifyPath}` });
            const to = new URL(other.baseUrl).host;
            assert.deepEqual(await send(), { ok: false, failure: { code: 'redirect', host: host(), to } });
            assert.equal(other.requests.length, 0);
            assert.equal(sandbox.requests.length, 1);
          } finally {
            await other.close();
          }
        },
      );
    }

    survives(
      { area: 'input', fault: 'A server redirects to itself', userSees: '“Sent elsewhere”' },
      'to the same origin is not followed either',
      async () => {
        sandbox.fault('*', { kind: 'redirect', to: '/elsewhere' });
        assert.deepEqual(await send(), {
          ok: false,
          failure: { code: 'redirect', host: host(), to: host() },
        });
        assert.equal(sandbox.requests.length, 1);
      },
    );
  });

  for (const tricky of [
    '//evil.example/x',
    'https://evil.example/x',
    '\\\\evil.example/x',
    '/\\evil.example',
    'http://127.0.0.1:1/',
  ]) {
    survives(
      {
        area: 'input',
        fault: 'A path that would lead to another host',
        userSees: 'Nothing: no request is made, and the key stays',
      },
      `refuses the path ${tricky}, which leaves the origin`,
      async () => {
        await assert.rejects(send({ path: tricky }), /origin of its credential/);
        assert.deepEqual(log, []);
      },
    );
  }

  describe('the size limit', () => {
    const large: readonly Fault[] = [
      { kind: 'endlessBody' },
      { kind: 'gzipBomb', megabytes: 512 },
      { kind: 'endlessHeaders' },
    ];
    for (const fault of large) {
      survives(
        {
          area: 'input',
          fault: 'A body without an end, a compressed bomb of 512 MB, headers without an end',
          userSees: '“Answer too large”; memory stays flat',
        },
        `holds against ${fault.kind}`,
        async () => {
          sandbox.fault('*', fault);
          const before = process.memoryUsage().rss;
          const [result, milliseconds] = await timed({});
          assert.deepEqual(result, { ok: false, failure: { code: 'tooLarge', host: host() } });
          ensure(milliseconds < 3000, `${milliseconds}`);
          ensure(process.memoryUsage().rss - before < 200 * 1024 * 1024);
        },
      );
    }

    it('lets through what just fits', async () => {
      for (const [size, ok] of [
        [1000, true],
        [1001, false],
      ] as const) {
        sandbox.fault('*', { kind: 'answer', status: 200, body: 'x'.repeat(size) });
        assert.equal((await send({ maxBytes: 1000 })).ok, ok);
      }
    });
  });

  describe('another attempt', () => {
    survives(
      {
        area: 'connection',
        fault: 'Pendo answers twice with a server error',
        userSees: 'Nothing: the third try works',
      },
      'follows a server error, up to two',
      async () => {
        sandbox.fault('*', { kind: 'answer', status: 500 });
        sandbox.fault('*', { kind: 'answer', status: 503 });
        ensure((await send()).ok);
        assert.deepEqual(outcomes(), [500, 503, 200]);
      },
    );

    survives(
      {
        area: 'connection',
        fault: 'Pendo answers with server errors alone',
        userSees: '“Pendo has a problem”, “Your key is not the cause.”, and “Pendo Status”',
      },
      'is not made a third time',
      async () => {
        sandbox.fault('*', { kind: 'answer', status: 502 }, 'always');
        const failure = { code: 'serverError', host: host(), status: 502 };
        assert.deepEqual(await send(), { ok: false, failure });
        assert.deepEqual(outcomes(), [502, 502, 502]);
      },
    );

    survives(
      {
        area: 'connection',
        fault: 'Pendo asks for a short pause (429)',
        userSees: 'Nothing but a check that takes longer',
      },
      'waits as long as Retry-After asks',
      async () => {
        sandbox.fault('*', { kind: 'tooManyRequests', retryAfter: '1' });
        const [result, milliseconds] = await timed({});
        ensure(result.ok);
        ensure(milliseconds >= 1000);
      },
    );

    it('follows a pause that takes more than half of the time', async () => {
      sandbox.fault('*', { kind: 'tooManyRequests', retryAfter: '2' });
      ensure((await send({ seconds: 3.9 })).ok);
    });

    it('waits until the date that Retry-After names', async () => {
      sandbox.fault('*', { kind: 'tooManyRequests', retryAfter: new Date(Date.now() + 2000).toUTCString() });
      const [result, milliseconds] = await timed({});
      ensure(result.ok);
      ensure(milliseconds >= 900);
    });

    survives(
      {
        area: 'connection',
        fault: 'Pendo asks for a pause that is longer than one wants to wait',
        userSees: '“Too many requests”, at once, and “Check again in … seconds.”',
      },
      'is not made where Retry-After is past the deadline: that is told at once',
      async () => {
        sandbox.fault('*', { kind: 'tooManyRequests', retryAfter: '3600' });
        const [result, milliseconds] = await timed({ seconds: 3 });
        const failure = { code: 'tooManyRequests', host: host(), retryAfterSeconds: 3600 };
        assert.deepEqual(result, { ok: false, failure });
        ensure(milliseconds < 1500, `${milliseconds}`);
      },
    );

    it('is given up with what the server said, when the time is over in the pause', async () => {
      sandbox.fault('*', { kind: 'answer', status: 503 }, 'always');
      const failure = { code: 'serverError', host: host(), status: 503 };
      assert.deepEqual(await send({ seconds: 0.3 }), { ok: false, failure });
    });

    it('is made only where it does no harm', async () => {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
        sandbox.clearRequests();
        sandbox.fault('*', { kind: 'answer', status: 503 });
        const result = await send({ method, repeatable: false });
        assert.equal(!result.ok && result.failure.code, 'serverError');
        assert.deepEqual(
          sandbox.requests.map((request) => request.method),
          [method],
        );
      }
    });

    survives(
      {
        area: 'connection',
        fault: 'The connection is reset, or the answer breaks off',
        userSees: '“Connection lost”',
      },
      'does not follow a lost connection or an answer that breaks off',
      async () => {
        for (const kind of ['reset', 'truncatedBody'] as const) {
          sandbox.clearRequests();
          sandbox.fault('*', { kind });
          assert.deepEqual(await send(), { ok: false, failure: { code: 'reset', host: host() } });
          assert.equal(sandbox.requests.length, 1);
        }
      },
    );
  });

  describe('a status that tells all', () => {
    const large = 'x'.repeat(100 * 1024);
    const gzip = { 'content-encoding': 'gzip' };
    const rows: readonly (readonly [what: string, fault: (status: number) => Fault])[] = [
      ['more than may be held', (status) => ({ kind: 'answer', status, body: large })],
      ['gzip that is none', (status) => ({ kind: 'answer', status, headers: gzip, body: 'none' })],
      ['a body that stalls', (status) => ({ kind: 'stalledBody', status })],
    ];
    for (const [what, fault] of rows) {
      survives(
        {
          area: 'connection',
          fault: 'A server error comes with a large page, with broken gzip, or with a body that stalls',
          userSees: 'Nothing, where another try works; else “Pendo has a problem”',
        },
        `counts before its body: a server error with ${what}`,
        async () => {
          sandbox.fault('*', fault(503));
          ensure((await send()).ok);
          assert.deepEqual(outcomes(), [503, 200]);

          sandbox.fault('*', fault(502));
          const failure = { code: 'serverError', host: host(), status: 502 };
          assert.deepEqual(await send({ repeatable: false }), { ok: false, failure });
        },
      );
    }

    it('is followed by the pause that it asks for, although its body stalls', async () => {
      sandbox.fault('*', { kind: 'stalledBody', status: 429, headers: { 'retry-after': '1' } });
      const [result, milliseconds] = await timed({});
      ensure(result.ok);
      ensure(milliseconds >= 1000, `${milliseconds}`);
    });

    it('says who redirects where, although a large page comes with it', async () => {
      const headers = { location: 'https://elsewhere.example/sign-in' };
      sandbox.fault('*', { kind: 'answer', status: 302, headers, body: large });
      const failure = { code: 'redirect', host: host(), to: 'elsewhere.example' };
      assert.deepEqual(await send(), { ok: false, failure });
    });

    it('lets its connection go', async () => {
      const own = await startSandbox();
      try {
        for (const headers of [{}, gzip]) {
          own.fault('*', { kind: 'stalledBody', status: 503, headers });
          const result = await send({ baseUrl: own.baseUrl, repeatable: false });
          assert.equal(!result.ok && result.failure.code, 'serverError');
          await until('the connection has ended', () => own.connections === 0);
        }
      } finally {
        await own.close();
      }
    });

    it('of a proxy that refuses the way lets its connection go too', async () => {
      const proxy = await startSandbox();
      const original = https.request;
      // As VS Code hands on the answer of a proxy: as the host's own, but not over TLS. Node tells of each request from 22.12 on.
      https.request = ((url: string, options: http.RequestOptions) => {
        const request = http.request(url.replace('https:', 'http:'), options);
        diagnosticsChannel.channel('http.client.request.created').publish({ request });
        return request;
      }) as typeof original;
      try {
        proxy.fault('*', { kind: 'stalledBody', status: 403 });
        const baseUrl = proxy.baseUrl.replace('http:', 'https:');
        const failure = { code: 'proxyRefused', host: new URL(baseUrl).host, status: 403 };
        assert.deepEqual(await send({ baseUrl }), { ok: false, failure });
        await until('the connection has ended', () => proxy.connections === 0);
      } finally {
        https.request = original;
        await proxy.close();
      }
    });
  });

  describe('what is not Pendo', () => {
    const serve = async (
      talk: (socket: net.Socket) => void,
    ): Promise<{ baseUrl: string; close: () => Promise<unknown> }> => {
      const server = net.createServer((socket) => {
        socket.on('error', () => undefined);
        socket.once('data', () => talk(socket));
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as net.AddressInfo;
      return {
        baseUrl: `http://127.0.0.1:${port}`,
        close: () => new Promise((resolve) => server.close(resolve)),
      };
    };
    const rows: readonly (readonly [what: string, reply: string, code: string])[] = [
      ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n', 'notPendo'],
      ['half a status line', 'HTTP/1.1 2', 'reset'],
      ['nothing', '', 'reset'],
      [
        'gzip that is none',
        'HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 4\r\n\r\nabcd',
        'notPendo',
      ],
    ];
    for (const [what, reply, code] of rows) {
      survives(
        {
          area: 'input',
          fault: 'The server speaks another protocol, breaks off, or sends gzip that is none',
          userSees: '“Not an answer of Pendo’s” or “Connection lost”',
        },
        `is ${code} for ${what}`,
        async () => {
          const server = await serve((socket) => socket.end(reply));
          try {
            const result = await send({ baseUrl: server.baseUrl });
            assert.equal(!result.ok && result.failure.code, code);
          } finally {
            await server.close();
          }
        },
      );
    }
  });

  describe('TLS', () => {
    const folder = path.join(__dirname, '..', 'fixtures', 'tls');
    const pem = (name: string) => fs.readFileSync(path.join(folder, `${name}.pem`), 'utf8');
    const failureWith = async (certificate: string, trust: string | undefined): Promise<RequestResult> => {
      const secure = await startSandbox({
        tls: { key: pem(`${certificate}.key`), cert: pem(`${certificate}.cert`) },
      });
      const { ca } = https.globalAgent.options;
      try {
        if (trust !== undefined) https.globalAgent.options.ca = pem(`${trust}.cert`);
        const result = await send({ baseUrl: secure.baseUrl });
        assert.equal(secure.requests.length, result.ok ? 1 : 0, 'the key was sent');
        return result;
      } finally {
        if (ca === undefined) delete https.globalAgent.options.ca;
        else https.globalAgent.options.ca = ca;
        https.globalAgent.destroy();
        await secure.close();
      }
    };

    it('carries the request where the certificate is trusted', async () => {
      ensure((await failureWith('trusted', 'authority')).ok);
    });

    for (const [certificate, trust, code] of [
      ['trusted', undefined, 'tlsUnknownIssuer'],
      ['expired', 'authority', 'tlsExpired'],
      ['notYetValid', 'authority', 'tlsExpired'],
      ['wrongHost', 'authority', 'tlsWrongHost'],
      ['selfSigned', undefined, 'tlsSelfSigned'],
    ] as const) {
      survives(
        {
          area: 'connection',
          fault:
            'The certificate has expired, is not valid yet, is of another host, self-signed, or of an unknown issuer',
          userSees:
            '“Certificate not valid today”, “Certificate of another host”, “Self-signed certificate” or “Certificate not trusted”; the key is not sent',
        },
        `fails with ${code} at a certificate that is ${certificate}, and the key is not sent`,
        async () => {
          const result = await failureWith(certificate, trust);
          assert.equal(!result.ok && result.failure.code, code);
        },
      );
    }

    survives(
      {
        area: 'connection',
        fault: 'The host does not speak TLS',
        userSees: '“No secure connection”; the key is not sent',
      },
      'fails with tlsOther where the host speaks plain HTTP',
      async () => {
        const result = await send({ baseUrl: sandbox.baseUrl.replace('http:', 'https:') });
        assert.equal(!result.ok && result.failure.code, 'tlsOther');
        assert.equal(sandbox.requests.length, 0);
      },
    );

    it('fails with reset where plain HTTP is spoken to a TLS host that hangs up', async () => {
      const secure = await startSandbox({ tls: { key: pem('trusted.key'), cert: pem('trusted.cert') } });
      try {
        const result = await send({ baseUrl: secure.baseUrl.replace('https:', 'http:') });
        assert.equal(!result.ok && result.failure.code, 'reset');
      } finally {
        await secure.close();
      }
    });
  });

  it('names the failure where the key can’t stand in a header, and does not repeat the key', async () => {
    const result = await send({ key: 'a\nb' });
    assert.deepEqual(result, {
      ok: false,
      failure: { code: 'network', host: host(), cause: 'ERR_INVALID_CHAR' },
    });
    assert.equal(sandbox.requests.length, 0);
  });

  it('goes through the functions of Node’s http that VS Code replaces', async () => {
    const original = http.request;
    let calls = 0;
    http.request = ((...args: Parameters<typeof original>) => {
      calls += 1;
      return original(...args);
    }) as typeof original;
    try {
      await send();
      assert.equal(calls, 1);
    } finally {
      http.request = original;
    }
  });
});
