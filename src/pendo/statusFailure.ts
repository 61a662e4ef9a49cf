import type { Failure } from './failure';

type ResponseHead = {
  readonly status: number;
  readonly headers: { get(name: string): string | null };
};

/**
 * The failure that a status stands for whatever was asked; undefined for statuses whose meaning depends on the request (2xx, 4xx).
 * Statuses: Pendo API documentation, "Errors"; 407 comes from a proxy.
 */
export function statusFailure(response: ResponseHead, url: URL): Failure | undefined {
  const { status } = response;
  const host = url.host;
  if (status >= 300 && status < 400) {
    return { code: 'redirect', host, to: redirectHost(response, url) };
  }
  if (status === 407) {
    return { code: 'proxyAuthentication', host };
  }
  if (status === 408) {
    return { code: 'requestTimeout', host };
  }
  if (status === 429) {
    return { code: 'tooManyRequests', host, retryAfterSeconds: retryAfterSeconds(response) };
  }
  if (status >= 500 && status < 600) {
    return { code: 'serverError', host, status };
  }
  if (status < 200 || status >= 600) {
    return { code: 'unexpectedStatus', host, status };
  }
  return undefined;
}

/** What a proxy means that answers a CONNECT with this status in place of opening the tunnel. */
export function proxyRefusal(status: number, host: string): Failure {
  return status === 407 ? { code: 'proxyAuthentication', host } : { code: 'proxyRefused', host, status };
}

const longestPause = 24 * 60 * 60;

/** The pause that `Retry-After` asks for, in whole seconds; it may be a number or a date (RFC 9110 §10.2.3). */
export function retryAfterSeconds(response: ResponseHead, now: number = Date.now()): number | undefined {
  const value = response.headers.get('retry-after')?.trim();
  if (!value) {
    return undefined;
  }
  const seconds = /^\d+$/.test(value) ? Number(value) : Math.ceil((Date.parse(value) - now) / 1000);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), longestPause) : undefined;
}

function redirectHost(response: ResponseHead, url: URL): string | undefined {
  const location = response.headers.get('location');
  try {
    return location ? new URL(location, url).host : undefined;
  } catch {
    return undefined;
  }
}
