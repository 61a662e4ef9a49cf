import type { Failure } from './failure';
import { isJsonObject, parseJson } from './json';
import { sendRequest, type Answer, type PendoRequest, type RequestLog } from './sendRequest';

/** What a key may do: a property of the key, set when it was created in Pendo. */
export type Access = 'readOnly' | 'readWrite';

export type Verification =
  { readonly ok: true; readonly access: Access } | { readonly ok: false; readonly failure: Failure };

export type VerifyOptions = Pick<PendoRequest, 'baseUrl' | 'seconds' | 'signal'> & { readonly key: string };

export const verifyPath = '/api/v1/token/verify';
const largestVerifyAnswer = 64 * 1024;

/**
 * Asks Pendo whether a key is valid and whether it may write: one `GET /api/v1/token/verify`, which a read-only key may call too
 * (Pendo API documentation, "Verify integration key").
 */
export async function verifyKey(options: VerifyOptions, log: RequestLog): Promise<Verification> {
  const result = await sendRequest(
    { ...options, method: 'GET', path: verifyPath, maxBytes: largestVerifyAnswer, repeatable: true },
    log,
  );
  return result.ok ? classifyVerifyAnswer(result.answer, new URL(options.baseUrl).host) : result;
}

/**
 * What an answer to the verify request means.
 * A revoked, mistyped or missing key is answered with 403 and an empty body; a key of another region with 403, or 400 as some have seen;
 * the documentation's table says 401. So all three mean the same, unless a web page comes with them: Pendo sends none, a proxy or firewall
 * that blocks the way does. Only JSON that says so is a valid key: a sign-in page of a network answers 200 as well.
 */
export function classifyVerifyAnswer(answer: Answer, host: string): Verification {
  const { status } = answer;
  if (contentOf(answer) === 'html') {
    return { ok: false, failure: { code: 'notPendo', host, content: 'html' } };
  }
  if (status === 400 || status === 401 || status === 403) {
    return { ok: false, failure: { code: 'keyRejected', host, status } };
  }
  if (status === 402) {
    return { ok: false, failure: { code: 'paymentRequired', host } };
  }
  if (status === 404) {
    return { ok: false, failure: { code: 'notFound', host } };
  }
  if (status !== 200) {
    return { ok: false, failure: { code: 'unexpectedStatus', host, status } };
  }
  const body = parseJson(answer.text);
  if (!isJsonObject(body)) {
    return { ok: false, failure: { code: 'notPendo', host, content: contentOf(answer) } };
  }
  const { valid, writeAccess } = body;
  if (valid === false) {
    return { ok: false, failure: { code: 'keyRejected', host, status } };
  }
  if (valid !== true && typeof writeAccess !== 'boolean') {
    return { ok: false, failure: { code: 'notPendo', host, content: 'other' } };
  }
  return { ok: true, access: writeAccess === true ? 'readWrite' : 'readOnly' };
}

function contentOf({ contentType, text }: Answer): 'html' | 'empty' | 'other' {
  if (text.trim() === '') {
    return 'empty';
  }
  return contentType === 'text/html' || /^\s*<(!doctype|html)/i.test(text) ? 'html' : 'other';
}
