import { parseBaseUrl, type BaseUrlProblem } from '../pendo/baseUrl';
import { parseKey, type KeyProblem } from '../pendo/key';
import { regionOrigin, type RegionChoice } from '../pendo/regions';
import { cleanLine, cleanLines, isLongerThan } from './cleanText';
import { longestDescription, longestName } from './limits';

/** What stands in the form, as typed. */
export type CredentialDraft = {
  readonly name: string;
  readonly description: string;
  readonly region: RegionChoice;
  /** Counts with the region `custom` only. */
  readonly baseUrl: string;
  /** Blank keeps the key that is stored. */
  readonly key: string;
};

export type NameProblem = 'empty' | 'tooLong' | 'taken';

/** The problems of a draft, by field. None: it can be saved. */
export type DraftProblems = {
  readonly name?: NameProblem;
  readonly description?: 'tooLong';
  readonly baseUrl?: BaseUrlProblem;
  readonly key?: KeyProblem;
};

export type DraftRules = {
  /** Names of the other credentials. */
  readonly takenNames: readonly string[];
  /** Whether a key is stored already, so that a blank one is fine. */
  readonly hasKey: boolean;
};

/** A draft that can be saved. `key` is undefined where the stored one stays. */
export type ValidDraft = {
  readonly name: string;
  readonly description: string;
  readonly baseUrl: string;
  readonly key: string | undefined;
};

export type ValidatedDraft =
  | { readonly ok: true; readonly draft: ValidDraft }
  | { readonly ok: false; readonly problems: DraftProblems };

/** The rules of the form. They run in the page, beside the fields, and again in the host before anything is stored. */
export function validateDraft(draft: CredentialDraft, rules: DraftRules): ValidatedDraft {
  const name = validateName(draft.name, rules.takenNames);
  const description = cleanLines(draft.description);
  const descriptionTooLong = isLongerThan(description, longestDescription);
  const origin = validateTarget(draft);
  const key = validateKey(draft.key, rules.hasKey);
  if (name.ok && !descriptionTooLong && origin.ok && key.ok) {
    return {
      ok: true,
      draft: {
        name: name.name,
        description,
        baseUrl: origin.baseUrl,
        key: key.key,
      },
    };
  }
  return {
    ok: false,
    problems: {
      ...(name.ok ? {} : { name: name.reason }),
      ...(descriptionTooLong ? { description: 'tooLong' } : {}),
      ...(origin.ok ? {} : { baseUrl: origin.reason }),
      ...(key.ok ? {} : { key: key.reason }),
    },
  };
}

/** The origin that a draft's key would go to. */
export function validateTarget(
  draft: Pick<CredentialDraft, 'region' | 'baseUrl'>,
): ReturnType<typeof parseBaseUrl> {
  return draft.region === 'custom'
    ? parseBaseUrl(draft.baseUrl)
    : { ok: true, baseUrl: regionOrigin(draft.region) };
}

/** Whether two names are the same to a person: case and Unicode form do not matter. */
export function sameName(a: string, b: string): boolean {
  return foldName(a) === foldName(b);
}

function validateName(
  text: string,
  takenNames: readonly string[],
): { ok: true; name: string } | { ok: false; reason: NameProblem } {
  const name = cleanLine(text);
  if (name === '') {
    return { ok: false, reason: 'empty' };
  }
  if (isLongerThan(name, longestName)) {
    return { ok: false, reason: 'tooLong' };
  }
  return takenNames.some((taken) => sameName(taken, name))
    ? { ok: false, reason: 'taken' }
    : { ok: true, name };
}

function validateKey(
  text: string,
  hasKey: boolean,
): { ok: true; key: string | undefined } | { ok: false; reason: KeyProblem } {
  const parsed = parseKey(text);
  if (parsed.ok) {
    return { ok: true, key: parsed.key };
  }
  return parsed.reason === 'empty' && hasKey ? { ok: true, key: undefined } : parsed;
}

function foldName(name: string): string {
  return cleanLine(name).normalize('NFKC').toLowerCase();
}
