import assert from 'node:assert/strict';
import net from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { isFailure } from '../../src/pendo/failure';
import { verifyKey } from '../../src/pendo/verifyKey';
import { sampleKey } from '../unit/credentials/sampleCredentials';
import { fuzz } from './fuzz';
import { trickyText } from './texts';

const seconds = 0.25;
// What a busy machine may take besides.
const graceMilliseconds = 3000;

/** What a server sends, piece by piece, and whether it hangs up then. */
type Reply = { readonly pieces: readonly Buffer[]; readonly hangsUp: boolean };

const bytes = fc.uint8Array({ maxLength: 2000 }).map((array) => Buffer.from(array));
const bodies = fc.oneof(
  bytes,
  fc.json().map((text) => Buffer.from(text)),
  fc
    .constantFrom('{"valid":true,"writeAccess":true}', '{"valid":false}', '<html>', '')
    .map((text) => Buffer.from(text)),
  fc.nat(200_000).map((length) => Buffer.alloc(length, '{"valid":')),
);
const statusLines = fc.oneof(
  fc
    .tuple(
      fc.constantFrom('HTTP/1.1', 'HTTP/1.0', 'HTTP/2', 'http/1.1', ''),
      fc.oneof(fc.constantFrom(100, 101, 200, 204, 301, 304, 403, 407, 429, 500), fc.nat(1000)),
      trickyText('OK'),
    )
    .map((parts) => parts.join(' ')),
  trickyText('HTTP/1.1 200 OK'),
);
const headers = fc.array(
  fc.oneof(
    fc.constantFrom(
      'content-type: application/json',
      'content-encoding: gzip',
      'content-encoding: br',
      'content-encoding: deflate',
      'transfer-encoding: chunked',
      'connection: close',
      'connection: upgrade',
      'upgrade: websocket',
      'location: //evil.example',
      'location: http://[',
      'retry-after: 99999999999999',
      'set-cookie: a=b',
    ),
    fc.nat(5000).map((length) => `content-length: ${length}`),
    fc.tuple(trickyText('content-type'), trickyText('gzip')).map(([name, value]) => `${name}: ${value}`),
  ),
  { maxLength: 6 },
);
const answers = fc
  .tuple(statusLines, headers, fc.constantFrom('\r\n', '\n'), bodies, fc.boolean())
  .map(([status, lines, end, body, zipped]) =>
    Buffer.concat([Buffer.from([status, ...lines, '', ''].join(end)), zipped ? gzipSync(body) : body]),
  );
const replies: fc.Arbitrary<Reply> = fc.record({
  pieces: fc
    .tuple(fc.oneof(bytes, { weight: 4, arbitrary: answers }), fc.array(fc.nat(300), { maxLength: 4 }))
    .map(([answer, cuts]) => cut(answer, cuts)),
  // Far more often, for a server that goes on holding the connection takes all the time there is.
  hangsUp: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, fc.constant(false)),
});

describe('whatever a server sends', () => {
  let server: net.Server;
  let reply: Reply;
  const sockets = new Set<Socket>();

  before((done) => {
    server = net.createServer((socket) => {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.on('error', () => undefined);
      socket.once('data', () => send(socket, reply));
    });
    server.listen(0, '127.0.0.1', done);
  });
  after((done) => {
    for (const socket of sockets) socket.destroy();
    server.close(done);
  });

  fuzz(
    'a check ends in time, with a verdict or a failure, and tells the key to nobody',
    fc.asyncProperty(replies, async (sent) => {
      reply = sent;
      const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const start = performance.now();
      const { signal } = new AbortController();
      const logged: string[] = [];
      const verification = await verifyKey({ baseUrl, key: sampleKey(), seconds, signal }, (entry) =>
        logged.push(JSON.stringify(entry)),
      );
      const milliseconds = performance.now() - start;
      assert.ok(milliseconds < seconds * 1000 + graceMilliseconds, `it took ${milliseconds} ms`);
      assert.ok(logged.every((line) => !line.includes(sampleKey())));
      if (verification.ok) {
        assert.ok(['readOnly', 'readWrite'].includes(verification.access));
      } else {
        assert.ok(isFailure(verification.failure));
        assert.ok(!JSON.stringify(verification.failure).includes(sampleKey()));
      }
    }),
  );
});

function cut(whole: Buffer, lengths: readonly number[]): Buffer[] {
  let rest = whole;
  const pieces = lengths.map((length) => {
    const piece = rest.subarray(0, length);
    rest = rest.subarray(length);
    return piece;
  });
  return [...pieces, rest];
}

function send(socket: Socket, { pieces, hangsUp }: Reply): void {
  const [piece, ...rest] = pieces;
  if (!piece) {
    if (hangsUp) socket.end();
    return;
  }
  socket.write(piece, () => setImmediate(() => send(socket, { pieces: rest, hangsUp })));
}
