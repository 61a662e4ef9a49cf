import { parseBaseUrl } from '../pendo/baseUrl';
import { isJsonObject, parseJson } from '../pendo/json';
import { parseKey } from '../pendo/key';
import { cleanLine, cleanLines, isLongerThan } from './cleanText';
import type { Credential, Face, Tombstone } from './credential';
import { longestDescription, longestName } from './limits';

const version = 1;

/** The value of the secret `credential/<id>`. */
export function serializeCredential(credential: Credential): string {
  return JSON.stringify({ version, ...credential });
}

export type ParsedStored =
  | { readonly ok: true; readonly credential: Credential }
  /** `newer`: written by a later version of this extension; it is left as it is. */
  | { readonly ok: false; readonly reason: 'newer' | 'damaged' };

/** Parses the value of a secret. Nothing in it is trusted: the storage is shared with other versions, and can be damaged. */
export function parseStoredCredential(text: string, id: string): ParsedStored {
  const value = parseJson(text);
  if (!isJsonObject(value) || typeof value['version'] !== 'number') {
    return { ok: false, reason: 'damaged' };
  }
  if (value['version'] > version) {
    return { ok: false, reason: 'newer' };
  }
  const details = parseDetails(value);
  const key = typeof value['key'] === 'string' ? parseKey(value['key']) : undefined;
  if (details?.id !== id || !key?.ok || key.key !== value['key']) {
    return { ok: false, reason: 'damaged' };
  }
  return { ok: true, credential: { ...details, key: key.key } };
}

/** Parses one entry of the faces in `globalState`; undefined for what is neither a face nor a tombstone. */
export function parseFace(value: unknown): Face | Tombstone | undefined {
  if (!isJsonObject(value)) {
    return undefined;
  }
  const { id, deletedAt, keyFingerprint, keyEnding } = value;
  if (isId(id) && isTime(deletedAt)) {
    return { id, deletedAt };
  }
  const details = parseDetails(value);
  if (
    !details ||
    typeof keyFingerprint !== 'string' ||
    !/^[0-9a-f]{64}$/.test(keyFingerprint) ||
    typeof keyEnding !== 'string' ||
    !/^[\x21-\x7e]{0,4}$/.test(keyEnding)
  ) {
    return undefined;
  }
  return { ...details, keyFingerprint, keyEnding };
}

function parseDetails(value: Record<string, unknown>): Omit<Credential, 'key'> | undefined {
  const { id, name, description, baseUrl, savedAt, keySavedAt } = value;
  if (
    !isId(id) ||
    typeof name !== 'string' ||
    typeof description !== 'string' ||
    typeof baseUrl !== 'string' ||
    !isTime(savedAt) ||
    !isTime(keySavedAt)
  ) {
    return undefined;
  }
  const origin = parseBaseUrl(baseUrl);
  const tooLong = isLongerThan(name, longestName) || isLongerThan(description, longestDescription);
  if (!origin.ok || origin.baseUrl !== baseUrl || cleanLine(name) === '' || tooLong) {
    return undefined;
  }
  return {
    id,
    name: cleanLine(name),
    description: cleanLines(description),
    baseUrl,
    savedAt,
    keySavedAt,
  };
}

function isId(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-zA-Z-]{1,64}$/.test(value);
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
