import { regionOfKeySuffix, type RegionId } from './regions';

export type RemovedFromKey = 'whiteSpace' | 'quotes' | 'headerName';

export type KeyProblem = 'empty' | 'tooLong' | 'notAHeaderValue';

export type ParsedKey =
  | {
      readonly ok: true;
      readonly key: string;
      /** What was taken off the pasted text, so that the form can say so. */
      readonly removed: readonly RemovedFromKey[];
      /** The region that the key's suffix points to. */
      readonly region: RegionId | undefined;
      /** False when it does not look like a Pendo integration key; that warns and does not block. */
      readonly usualShape: boolean;
    }
  | { readonly ok: false; readonly reason: KeyProblem };

const longestKey = 1000;
// More than a key with everything that can stand around it; taking that off a whole file would keep the form busy for seconds.
const longestPaste = 4000;
// 36 characters of a UUID (older keys are not RFC 4122 versioned), then, on newer keys, a dot and a region.
const usualKey = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(\.[a-z0-9]{2,8})?$/i;
// `x-pendo-integration-key: …`, `"x-pendo-integration-key": …`, and the `-H` of a curl command before a quoted one.
const headerName = /^(?:-H\s*(?=["'])|(["']?)x-pendo-integration-key\1\s*[:=]\s*)/i;
// What follows a quoted key in a line of JSON or of code, or a quoted header in a command of several lines.
const afterQuote = /(?<=["'`])\s*[,;\\]$/;
const quotePairs = ['""', "''", '``', '“”', '‘’', '«»'] as const;
// White space that `trim` leaves: zero-width characters that chat programs and PDF viewers add to copied text. The end is looked for from the
// start of a run alone, for else a long run in the middle would take time that grows with its square.
const outerWhiteSpace =
  /^[\s\u200b-\u200d\u2060\ufeff]+|(?<![\s\u200b-\u200d\u2060\ufeff])[\s\u200b-\u200d\u2060\ufeff]+$/g;

/**
 * Parses pasted text into a key. White space, quotes and a header name around the key are taken off; whatever can't stand in an HTTP header
 * is a problem. The reason never quotes the text.
 */
export function parseKey(text: string): ParsedKey {
  if (text.length > longestPaste) {
    return { ok: false, reason: 'tooLong' };
  }
  const removed = new Set<RemovedFromKey>();
  let key = text;
  for (;;) {
    const next = unwrap(key);
    if (!next) {
      break;
    }
    removed.add(next.removed);
    key = next.key;
  }
  if (key === '') {
    return { ok: false, reason: 'empty' };
  }
  if (key.length > longestKey) {
    return { ok: false, reason: 'tooLong' };
  }
  // Visible ASCII without a space: what Node's http sends unchanged, and all that a key was ever seen to have.
  if (!/^[\x21-\x7e]+$/.test(key)) {
    return { ok: false, reason: 'notAHeaderValue' };
  }
  const suffix = keySuffix(key);
  return {
    ok: true,
    key,
    removed: [...removed],
    region: suffix === undefined ? undefined : regionOfKeySuffix(suffix),
    usualShape: usualKey.test(key),
  };
}

/** The last four characters of a key before its region suffix: enough to tell two keys apart, too little to use. */
export function keyEnding(key: string): string {
  const suffix = keySuffix(key);
  const stem = suffix === undefined ? key : key.slice(0, -suffix.length - 1);
  // A short key would be given away by four characters of it.
  return stem.length >= 16 ? stem.slice(-4) : '';
}

function keySuffix(key: string): string | undefined {
  return /^[^.]+\.([a-z0-9]{2,8})$/i.exec(key)?.[1];
}

function unwrap(key: string): { key: string; removed: RemovedFromKey } | undefined {
  const trimmed = key.replace(outerWhiteSpace, '');
  if (trimmed !== key) {
    return { key: trimmed, removed: 'whiteSpace' };
  }
  const withoutName = key.replace(headerName, '');
  if (withoutName !== key) {
    return { key: withoutName, removed: 'headerName' };
  }
  const withoutEnd = key.replace(afterQuote, '');
  if (withoutEnd !== key) {
    return { key: withoutEnd, removed: 'quotes' };
  }
  const quoted = quotePairs.some(
    (pair) => key.length >= 2 && key.startsWith(pair[0]!) && key.endsWith(pair[1]!),
  );
  return quoted ? { key: key.slice(1, -1), removed: 'quotes' } : undefined;
}
