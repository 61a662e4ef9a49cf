import type { ServerResponse } from 'node:http';
import { createGzip } from 'node:zlib';
import type { Answer } from './answer';
import type { Fault } from './faults';

const chunk = Buffer.alloc(16 * 1024, 'x');

/** Sends an answer whole. */
export function sendAnswer(response: ServerResponse, answer: Answer): void {
  response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) });
  response.end(answer.body);
}

/** Plays a fault of the connection; `answer` is what would have been sent. Ends when the connection does. */
export function playFault(response: ServerResponse, fault: Fault, answer: Answer): void {
  switch (fault.kind) {
    case 'delay': {
      const timer = setTimeout(() => sendAnswer(response, answer), fault.ms);
      response.once('close', () => clearTimeout(timer));
      return;
    }
    case 'drip':
      return drip(response, answer, fault.everyMs);
    case 'truncatedBody': {
      const body = Buffer.from(answer.body);
      response.writeHead(answer.status, { ...answer.headers, 'content-length': Math.max(body.length, 2) });
      const half = body.length > 1 ? body.subarray(0, body.length / 2) : Buffer.from('{');
      response.write(half, () => response.destroy());
      return;
    }
    case 'stalledBody':
      response.writeHead(fault.status, fault.headers);
      response.write('x');
      return;
    case 'reset':
      response.socket?.resetAndDestroy();
      return;
    case 'endlessBody':
      response.writeHead(200, { 'content-type': 'application/json' });
      return pump(response, () => response.write(chunk));
    case 'endlessHeaders':
      return sendEndlessHeaders(response);
    case 'gzipBomb':
      return sendGzipBomb(response, fault.megabytes ?? 64);
    default:
      // `hang`: nothing, until somebody closes the connection.
      return;
  }
}

function drip(response: ServerResponse, answer: Answer, everyMs: number): void {
  const body = Buffer.from(answer.body);
  let sent = 0;
  response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length });
  response.flushHeaders();
  const timer = setInterval(() => {
    if (sent >= body.length) {
      clearInterval(timer);
      response.end();
      return;
    }
    response.write(body.subarray(sent, sent + 1));
    sent += 1;
  }, everyMs);
  response.once('close', () => clearInterval(timer));
}

function sendEndlessHeaders(response: ServerResponse): void {
  const socket = response.socket;
  if (socket === null) return;
  let sent = 0;
  socket.write('HTTP/1.1 200 OK\r\n');
  const write = (): void => {
    if (socket.destroyed) return;
    sent += 1;
    const fits = socket.write(`x-endless-${sent}: ${'x'.repeat(200)}\r\n`);
    if (fits) setImmediate(write);
    else socket.once('drain', write);
  };
  write();
}

function sendGzipBomb(response: ServerResponse, megabytes: number): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
  const gzip = createGzip();
  gzip.pipe(response);
  response.once('close', () => gzip.destroy());
  let left = megabytes * 64;
  const write = (): void => {
    for (; left > 0; left -= 1) {
      if (gzip.destroyed) return;
      if (!gzip.write(chunk)) {
        left -= 1;
        gzip.once('drain', write);
        return;
      }
    }
    gzip.end();
  };
  write();
}

/** Writes for as long as the connection lasts, no faster than the other side reads. */
function pump(response: ServerResponse, write: () => boolean): void {
  if (response.destroyed) return;
  if (write()) setImmediate(() => pump(response, write));
  else response.once('drain', () => pump(response, write));
}
