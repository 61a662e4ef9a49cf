import { keyEnding } from '../pendo/key';
import { keyFingerprint } from '../pendo/keyFingerprint';

/** What a user calls a credential, without its key. All of it is public. */
export type CredentialDetails = {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** The origin that gets the key: `https://host[:port]`. */
  readonly baseUrl: string;
};

/** A credential as it stands in its secret: details and key in one piece, so that one write saves it all. */
export type Credential = CredentialDetails & {
  readonly key: string;
  /** When these details were saved, in ms since the epoch. */
  readonly savedAt: number;
  /** When this key was entered, in ms since the epoch. */
  readonly keySavedAt: number;
};

/**
 * The public part of a credential, as it stands in `globalState`: draws the tree without opening the keyring, and keeps a credential
 * visible whose secret is lost.
 */
export type Face = CredentialDetails & {
  /** SHA-256 of the key. */
  readonly keyFingerprint: string;
  /** The last characters of the key before its region suffix. */
  readonly keyEnding: string;
  readonly savedAt: number;
  readonly keySavedAt: number;
};

/** What stands in place of a face while its credential is being deleted. An id with a tombstone is never adopted again. */
export type Tombstone = { readonly id: string; readonly deletedAt: number };

export function faceOf(credential: Credential): Face {
  const { key, ...rest } = credential;
  return { ...rest, keyFingerprint: keyFingerprint(key), keyEnding: keyEnding(key) };
}

/**
 * Puts a face and a secret together that may be of different ages, because either write can be lost in a crash.
 * The key always comes from the secret. If the face was saved later with the same key, its details are the newer ones (a rename whose secret
 * was not written). If the face tells of another key, the secret's base URL stays with the secret's key: a key never goes to a host that it
 * was not saved for.
 */
export function reconcile(face: Face | undefined, secret: Credential): Credential {
  if (!face || face.savedAt <= secret.savedAt) {
    return secret;
  }
  const sameKey = face.keyFingerprint === keyFingerprint(secret.key);
  return {
    ...secret,
    name: face.name,
    description: face.description,
    baseUrl: sameKey ? face.baseUrl : secret.baseUrl,
    savedAt: face.savedAt,
  };
}

export function sameFace(a: Face, b: Face): boolean {
  return (
    a.id === b.id &&
    a.name === b.name &&
    a.description === b.description &&
    a.baseUrl === b.baseUrl &&
    a.keyFingerprint === b.keyFingerprint &&
    a.savedAt === b.savedAt &&
    a.keySavedAt === b.keySavedAt
  );
}

/** Which key goes to which host: what is known of one such pair says nothing of another. */
export function subjectOf(face: Face): string {
  return `${face.keyFingerprint} ${face.baseUrl}`;
}

/** The details alone, of a value that has more. */
export function detailsOf({ id, name, description, baseUrl }: CredentialDetails): CredentialDetails {
  return { id, name, description, baseUrl };
}
