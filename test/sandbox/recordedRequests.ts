import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** A request that reached the sandbox, whatever became of it. */
export type RecordedRequest = {
  readonly method: string;
  /** With the query; its host means nothing. */
  readonly url: URL;
  /** Without the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** When its head arrived, epoch ms. */
  readonly time: number;
  /** The whole body, empty until it has arrived. */
  body: string;
};

/** What is known of a request when its head has arrived. */
export function recordRequest({
  method = 'GET',
  url: target = '/',
  headers,
}: IncomingMessage): RecordedRequest {
  const url = new URL(`http://sandbox${target}`);
  return { method, url, path: url.pathname, headers, time: Date.now(), body: '' };
}

const maxBodyBytes = 10 * 1024 * 1024;

/** The body as text, or undefined if it is longer than 10 MB; rejects if the request breaks off. */
export async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // What is too long is still read to its end, for a client that is sending can't hear an answer.
    if (size <= maxBodyBytes) chunks.push(chunk);
  }
  return size > maxBodyBytes ? undefined : Buffer.concat(chunks).toString('utf8');
}
