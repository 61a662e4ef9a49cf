import type { Answer } from './answer';

/** What can go wrong on the way, in place of (or with) the answer that the sandbox would give. */
export type Fault =
  /** Answers with this status, header and body. */
  | { kind: 'answer'; status: number; headers?: Readonly<Record<string, string>>; body?: string }
  /** 429; `retryAfter` is the header as it is sent: seconds or an HTTP date. */
  | { kind: 'tooManyRequests'; retryAfter?: string }
  /** 200 and the HTML of a sign-in page, as a proxy or single sign-on gives. */
  | { kind: 'signInPage' }
  | { kind: 'redirect'; to: string; status?: number }
  /** 200 `{"valid":false}`. */
  | { kind: 'invalidVerdict' }
  /** 200, says it is JSON, is not. */
  | { kind: 'garbageJson' }
  /** The right answer, `ms` later. */
  | { kind: 'delay'; ms: number }
  /** The right answer, its body one byte every `everyMs`. */
  | { kind: 'drip'; everyMs: number }
  /** The right status and headers, then half the body and the end of the connection. */
  | { kind: 'truncatedBody' }
  /** This status and header, the first byte of a body, and then nothing. */
  | { kind: 'stalledBody'; status: number; headers?: Readonly<Record<string, string>> }
  /** Takes the request and never answers. */
  | { kind: 'hang' }
  /** Resets the connection without an answer. */
  | { kind: 'reset' }
  /** 200 and a body that does not end. */
  | { kind: 'endlessBody' }
  /** A status line and headers that do not end. */
  | { kind: 'endlessHeaders' }
  /** 200, gzip, small on the wire, this many megabytes when unpacked (default 64). */
  | { kind: 'gzipBomb'; megabytes?: number };

/** How often a fault happens before it is used up. */
export type FaultCount = number | 'always';

/** Tells whether and how often a fault has happened. */
export type FaultHandle = { readonly hits: number };

type PlannedFault = {
  matches: (method: string, path: string) => boolean;
  fault: Fault;
  left: number;
  hits: number;
};

/** The faults to come; of those that fit a request, the one planned first happens. */
export class FaultPlan {
  private planned: PlannedFault[] = [];

  /**
   * `path` is a path without its query, `*` in it standing for any text, before it a method and a space if that
   * matters (`POST /api/v1/*`); or a RegExp to test the path with.
   */
  plan(path: string | RegExp, fault: Fault, count: FaultCount): FaultHandle {
    const planned = {
      matches: compileMatch(path),
      fault,
      left: count === 'always' ? Infinity : count,
      hits: 0,
    };
    this.planned.push(planned);
    return planned;
  }

  /** Takes the fault that is due for a request, if any. */
  take(method: string, path: string): Fault | undefined {
    const due = this.planned.find((planned) => planned.left > 0 && planned.matches(method, path));
    if (due === undefined) return undefined;
    due.left -= 1;
    due.hits += 1;
    return due.fault;
  }

  clear(): void {
    this.planned = [];
  }
}

/** The answer that a fault puts in the place of the right one; undefined for a fault of the connection. */
export function spoiledAnswer(fault: Fault): Answer | undefined {
  const json = { 'content-type': 'application/json' };
  switch (fault.kind) {
    case 'answer':
      return { status: fault.status, headers: fault.headers ?? {}, body: fault.body ?? '' };
    case 'tooManyRequests': {
      const headers: Record<string, string> =
        fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
      return { status: 429, headers, body: '' };
    }
    case 'signInPage':
      return { status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: signInPage };
    case 'redirect':
      return { status: fault.status ?? 302, headers: { location: fault.to }, body: '' };
    case 'invalidVerdict':
      return { status: 200, headers: json, body: '{"valid":false}' };
    case 'garbageJson':
      return { status: 200, headers: json, body: '{"valid":tru<br>' };
    default:
      return undefined;
  }
}

const signInPage = `<!DOCTYPE html>
<html><head><title>Sign in</title></head>
<body><h1>Sign in to continue</h1><form method="post"><input name="user"><input name="password" type="password"></form></body></html>
`;

function compileMatch(path: string | RegExp): PlannedFault['matches'] {
  if (path instanceof RegExp) return (_method, tested) => tested.search(path) >= 0;
  const space = path.indexOf(' ');
  const wanted = space < 0 ? undefined : path.slice(0, space);
  const source = path
    .slice(space + 1)
    .split('*')
    .map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  const regExp = new RegExp(`^${source}$`);
  return (method, tested) => (wanted === undefined || wanted === method) && regExp.test(tested);
}
