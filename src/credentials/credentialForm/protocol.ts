import { isJsonObject } from '../../pendo/json';
import { isRegionChoice } from '../../pendo/regions';
import type { CredentialDraft, DraftProblems } from '../credentialDraft';

/** What the form was opened for. */
export type FormMode = 'add' | 'edit';

/** The result of a test, in words. */
export type TestVerdict = {
  readonly tone: 'success' | 'warning' | 'error';
  readonly summary: string;
  readonly detail: string;
};

export type TestState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running' }
  /** `targetRevision`: of the input that was tested. The verdict counts for that input alone. */
  | { readonly kind: 'done'; readonly targetRevision: number; readonly verdict: TestVerdict };

export type SaveState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'saving' }
  /** Refused by the rules: the problems belong beside their fields. */
  | { readonly kind: 'invalid'; readonly problems: DraftProblems }
  /** The storage failed; everything typed stays. */
  | { readonly kind: 'failed'; readonly message: string };

/** What the fields show but the key, which never comes from the host. */
export type VisibleDraft = Omit<CredentialDraft, 'key'>;

/** The whole state of the form as the host knows it; every message to the page is one of these. It never has a key in it. */
export type FormState = {
  readonly type: 'state';
  readonly mode: FormMode;
  /** What to fill the fields with; the page does so once, when it is new. */
  readonly fields: VisibleDraft;
  /** What the fields show where the user has typed nothing. When this changes, fields that are still like that follow. */
  readonly unedited: VisibleDraft;
  /** True when the page was loaded anew (moved to another window) after a key had been typed. */
  readonly keyLost: boolean;
  readonly hasKey: boolean;
  /** The last characters of the stored key; '' where there is none to show. */
  readonly keyEnding: string;
  /** Where the stored key goes until this form is saved, so that the page can say when that changes. */
  readonly storedOrigin: string | undefined;
  readonly takenNames: readonly string[];
  /** The other credential that has the typed key; undefined where there is none. Belongs to `keyRevision`. */
  readonly keyOwner: { readonly name: string; readonly keyRevision: number } | undefined;
  readonly test: TestState;
  readonly save: SaveState;
  /** Translations of the page's words, English to the user's language; undefined for English. */
  readonly translations: Readonly<Record<string, string>> | undefined;
};

/** What the user did in the page; every message to the host is one of these. */
export type FormIntent =
  | { readonly type: 'ready' }
  /** The fields changed; kept by the host so that the form can be brought back. Tells that a key was typed, not which. */
  | { readonly type: 'edited'; readonly fields: VisibleDraft; readonly keyTyped: boolean }
  /** A key was typed or pasted completely (the field was left). */
  | { readonly type: 'keyEntered'; readonly key: string; readonly keyRevision: number }
  | { readonly type: 'test'; readonly draft: CredentialDraft; readonly targetRevision: number }
  | { readonly type: 'cancelTest' }
  | { readonly type: 'save'; readonly draft: CredentialDraft }
  | { readonly type: 'cancel' };

// Longer than all that can be saved: what is cut off there is too long all the same.
const longestField = 100_000;

/** Parses a message of the page; undefined for anything that is not an intent. */
export function parseFormIntent(message: unknown): FormIntent | undefined {
  if (!isJsonObject(message)) {
    return undefined;
  }
  const { type, keyRevision, keyTyped, targetRevision } = message;
  switch (type) {
    case 'ready':
    case 'cancelTest':
    case 'cancel':
      return { type };
    case 'edited': {
      const fields = parseFields(message['fields']);
      return fields && typeof keyTyped === 'boolean' ? { type, fields, keyTyped } : undefined;
    }
    case 'keyEntered': {
      const key = parseText(message['key']);
      return key !== undefined && isRevision(keyRevision) ? { type, key, keyRevision } : undefined;
    }
    case 'test': {
      const draft = parseDraft(message['draft']);
      return draft && isRevision(targetRevision) ? { type, draft, targetRevision } : undefined;
    }
    case 'save': {
      const draft = parseDraft(message['draft']);
      return draft && { type, draft };
    }
    default:
      return undefined;
  }
}

function parseDraft(value: unknown): CredentialDraft | undefined {
  const fields = parseFields(value);
  const key = isJsonObject(value) ? parseText(value['key']) : undefined;
  return fields && key !== undefined ? { ...fields, key } : undefined;
}

function parseFields(value: unknown): VisibleDraft | undefined {
  if (!isJsonObject(value)) {
    return undefined;
  }
  const { region } = value;
  const name = parseText(value['name']);
  const description = parseText(value['description']);
  const baseUrl = parseText(value['baseUrl']);
  return name !== undefined && description !== undefined && isRegionChoice(region) && baseUrl !== undefined
    ? { name, description, region, baseUrl }
    : undefined;
}

function parseText(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(0, longestField) : undefined;
}

function isRevision(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
