import type { IncomingHttpHeaders } from 'node:http';
import { emptyAnswer, textAnswer, type Answer } from './answer';
import type { Company } from './company/company';
import type { SandboxKey } from './keys';

/** A request as a route sees it. */
export type ApiRequest = {
  /** The parts of the path that the route names with a colon, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: string;
  readonly key: SandboxKey;
  readonly company: Company;
  /** Epoch ms. */
  readonly now: number;
};

export type Route = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Under `/api/v1`, with `:name` for the parts that vary. */
  readonly path: string;
  readonly access: 'read' | 'write';
  readonly answer: (request: ApiRequest) => Answer;
};

/** A request as it came, its key already looked up. */
export type Arrival = {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly key: SandboxKey | undefined;
};

const root = '/api/v1';

/** Answers a request under `/api/v1`: first the key, then the path, then the method, then what the key may do. */
export function answerApi(routes: readonly Route[], arrival: Arrival, company: Company, now: number): Answer {
  if (arrival.key === undefined) return emptyAnswer(403);
  const parts = decodeParts(arrival);
  if (parts === undefined) return textAnswer(400, 'malformed path');
  const matches = routes.flatMap((route) => {
    const params = matchPath(route.path, parts);
    return params === undefined ? [] : [{ route, params }];
  });
  if (matches.length === 0) return textAnswer(404, '404 page not found');
  const match = matches.find(({ route }) => route.method === arrival.method);
  if (match === undefined) {
    const allow = [...new Set(matches.map(({ route }) => route.method))].join(', ');
    return { ...emptyAnswer(405), headers: { allow } };
  }
  if (match.route.access === 'write' && !arrival.key.writeAccess) {
    return { status: 403, headers: { 'content-type': 'application/json' }, body: '{"message":"Forbidden"}' };
  }
  const { key, body, url } = arrival;
  return match.route.answer({ params: match.params, query: url.searchParams, body, key, company, now });
}

/** The parts of the path after `/api/v1`, percent-decoded, and base64-decoded if the header asks for it. */
function decodeParts({ url, headers }: Arrival): string[] | undefined {
  const base64 = headers['x-pendo-base64-encoded-params'] === 'true';
  try {
    return url.pathname
      .slice(root.length + 1)
      .split('/')
      .map((part) => decodeURIComponent(part))
      .map((part) =>
        base64 && part.startsWith('b64_') ? Buffer.from(part.slice(4), 'base64url').toString('utf8') : part,
      );
  } catch {
    return undefined;
  }
}

function matchPath(path: string, parts: readonly string[]): Record<string, string> | undefined {
  const names = path.slice(1).split('/');
  if (names.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    const part = parts[index] ?? '';
    if (name.startsWith(':') && part !== '') params[name.slice(1)] = part;
    else if (name !== part) return undefined;
  }
  return params;
}
