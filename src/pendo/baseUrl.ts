export type BaseUrlProblem =
  'empty' | 'tooLong' | 'notAUrl' | 'insecure' | 'credentials' | 'path' | 'query' | 'unsafeCharacters';

export type ParsedBaseUrl =
  { readonly ok: true; readonly baseUrl: string } | { readonly ok: false; readonly reason: BaseUrlProblem };

const longestBaseUrl = 300;

/**
 * Parses what a user typed as base URL into an origin (`https://host[:port]`), which is all that a request needs.
 * The key goes to this host, so the rule is tight: https (http for loopback alone), no user name or password, no path, no query, no
 * fragment, and nothing that a reader could mistake for another host (white space, control characters, backslashes).
 * A bare host name is taken as https, because that is what one copies from an address bar.
 */
export function parseBaseUrl(text: string): ParsedBaseUrl {
  const trimmed = text.trim();
  if (trimmed === '') {
    return { ok: false, reason: 'empty' };
  }
  if (trimmed.length > longestBaseUrl) {
    return { ok: false, reason: 'tooLong' };
  }
  if (hasUnsafeCharacters(trimmed)) {
    return { ok: false, reason: 'unsafeCharacters' };
  }
  const url = parseUrl(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`);
  if (!url || url.hostname === '') {
    return { ok: false, reason: 'notAUrl' };
  }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback(url.hostname))) {
    return { ok: false, reason: 'insecure' };
  }
  if (url.username !== '' || url.password !== '' || trimmed.includes('@')) {
    return { ok: false, reason: 'credentials' };
  }
  if (/[?#]/.test(trimmed)) {
    return { ok: false, reason: 'query' };
  }
  if (url.pathname !== '/') {
    return { ok: false, reason: 'path' };
  }
  // An origin can be longer than what was typed, by its scheme and by Punycode. What is accepted is parsed again whenever it is read.
  if (url.origin.length > longestBaseUrl) {
    return { ok: false, reason: 'tooLong' };
  }
  return { ok: true, baseUrl: url.origin };
}

/** Whether a text has characters that a reader could mistake, or not see. */
function hasUnsafeCharacters(text: string): boolean {
  // As a literal, the class of all invisible characters would be compiled at every start, which takes longer than all else there.
  return /[\s\\]/.test(text) || (!/^[\x21-\x7e]*$/.test(text) && new RegExp('\\p{C}', 'u').test(text));
}

/** Whether a host name can only mean this machine. `localhost` and its subdomains resolve to loopback (RFC 6761). */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(hostname)
  );
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
