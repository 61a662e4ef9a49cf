import { Readable } from 'node:stream';
import fetch, { type Response } from 'node-fetch';
import pRetry from 'p-retry';
import type { Failure } from './failure';
import { watchSecurity } from './watchSecurity';
import { networkFailure } from './networkFailure';
import { proxyRefusal, retryAfterSeconds, statusFailure } from './statusFailure';

export type PendoRequest = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The credential's origin, exact: `https://host`. */
  readonly baseUrl: string;
  /** Starts with a slash and may have a query. */
  readonly path: string;
  /** Undefined for what anybody may ask. */
  readonly key: string | undefined;
  /** For the whole request with its repetitions. */
  readonly seconds: number;
  readonly signal: AbortSignal;
  /** The most bytes of the unpacked body that are held in memory. */
  readonly maxBytes: number;
  /** Whether sending it twice does no harm; only then 429 and 5xx are tried again. */
  readonly repeatable: boolean;
};

/** An answer with any status from 200 to 499, but for redirects, 407 and 429, which are failures. */
export type Answer = {
  readonly status: number;
  /** Of the `content-type` header, in lower case, without parameters. */
  readonly contentType: string;
  readonly text: string;
};

export type RequestResult =
  { readonly ok: true; readonly answer: Answer } | { readonly ok: false; readonly failure: Failure };

/** What the log gets to know of one exchange: never a header, a body or a query. */
export type RequestLogEntry = {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  /** The status, or the code of the failure that came instead of one. */
  readonly outcome: number | Failure['code'];
  readonly milliseconds: number;
};

export type RequestLog = (entry: RequestLogEntry) => void;

export const integrationKeyHeader = 'x-pendo-integration-key';

const attempts = 3;
const firstPauseMilliseconds = 400;

/**
 * Makes a request to Pendo; the one place where a key meets the network.
 * Redirects are not followed, so that the header stays with the credential's origin. node-fetch goes through Node's http(s), which VS Code
 * patches with the user's proxy and certificates; hence no agent and no `ca` here.
 */
export async function sendRequest(request: PendoRequest, log: RequestLog): Promise<RequestResult> {
  const deadline = new Deadline(request.seconds, request.signal);
  let refusal: Failure | undefined;
  try {
    return await pRetry(() => attempt(request, deadline, log), {
      retries: request.repeatable ? attempts - 1 : 0,
      minTimeout: firstPauseMilliseconds,
      randomize: true,
      signal: deadline.signal,
      shouldRetry: async ({ error }) => {
        if (!(error instanceof WorthRepeating) || error.pauseSeconds >= deadline.remainingSeconds()) {
          return false;
        }
        refusal = error.failure;
        await pause(error.pauseSeconds, deadline.signal);
        return true;
      },
    });
  } catch (error) {
    if (deadline.signal.aborted) {
      const end = deadline.failure(new URL(request.baseUrl).host);
      // A server that answered tells more than a time that is over.
      return { ok: false, failure: end.code === 'timeout' ? (refusal ?? end) : end };
    }
    if (error instanceof WorthRepeating) {
      return { ok: false, failure: error.failure };
    }
    throw error;
  } finally {
    deadline.dispose();
  }
}

async function attempt(request: PendoRequest, deadline: Deadline, log: RequestLog): Promise<RequestResult> {
  const url = new URL(request.path, request.baseUrl);
  if (url.origin !== new URL(request.baseUrl).origin) {
    throw new Error('a request must stay at the origin of its credential');
  }
  const start = performance.now();
  const done = (outcome: RequestLogEntry['outcome']): void =>
    log({
      method: request.method,
      host: url.host,
      path: url.pathname,
      outcome,
      milliseconds: Math.round(performance.now() - start),
    });

  let response: Response;
  let refusal: Failure | undefined;
  let text = '';
  try {
    const { started, secured } = watchSecurity(() =>
      fetch(url, {
        method: request.method,
        headers: {
          ...(request.key === undefined ? {} : { [integrationKeyHeader]: request.key }),
          accept: 'application/json',
          // Not Brotli, as node-fetch would: it can't unpack a body of nothing, which a rejected key is answered with.
          'accept-encoding': 'gzip, deflate',
          'user-agent': 'pendo-credentials',
        },
        redirect: 'manual',
        signal: deadline.signal,
        size: request.maxBytes,
      }),
    );
    response = await started;
    if (url.protocol === 'https:' && secured() === false) {
      letGo(response);
      const failure = proxyRefusal(response.status, url.host);
      done(failure.code);
      return { ok: false, failure };
    }
    // Judged before the body: whatever comes with it, too much, broken or nothing, the status has told all.
    refusal = statusFailure(response, url);
    if (refusal) {
      letGo(response);
    } else {
      text = await response.text();
    }
  } catch (error) {
    const failure = deadline.signal.aborted ? deadline.failure(url.host) : networkFailure(error, url);
    done(failure.code);
    return { ok: false, failure };
  }

  done(response.status);
  if (refusal?.code === 'tooManyRequests' || refusal?.code === 'serverError') {
    throw new WorthRepeating(refusal, retryAfterSeconds(response) ?? 0);
  }
  if (refusal) {
    return { ok: false, failure: refusal };
  }
  const contentType = (response.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
  return { ok: true, answer: { status: response.status, contentType, text } };
}

/** Ends the connection of an answer whose body nobody reads; it would stay open. */
function letGo({ body }: Response): void {
  if (body instanceof Readable) {
    body.destroy();
  }
}

class WorthRepeating extends Error {
  constructor(
    readonly failure: Failure,
    readonly pauseSeconds: number,
  ) {
    super(failure.code);
  }
}

/** One end for a request, whichever comes first: its time is over, or its caller cancels. */
class Deadline {
  private readonly controller = new AbortController();
  private readonly end: number;
  private readonly timer: NodeJS.Timeout;
  private readonly cancel = (): void => this.controller.abort();

  constructor(
    private readonly seconds: number,
    private readonly caller: AbortSignal,
  ) {
    this.end = performance.now() + seconds * 1000;
    this.timer = setTimeout(() => this.controller.abort(), seconds * 1000);
    caller.addEventListener('abort', this.cancel);
    if (caller.aborted) {
      this.cancel();
    }
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  remainingSeconds(): number {
    return (this.end - performance.now()) / 1000;
  }

  failure(host: string): Failure {
    return this.caller.aborted ? { code: 'cancelled' } : { code: 'timeout', host, seconds: this.seconds };
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.caller.removeEventListener('abort', this.cancel);
  }
}

function pause(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(finish, seconds * 1000);
    signal.addEventListener('abort', finish, { once: true });
    function finish(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    }
  });
}
