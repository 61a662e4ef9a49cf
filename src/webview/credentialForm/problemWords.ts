import { t } from '@vscode/l10n';
import type { DraftProblems } from '../../credentials/credentialDraft';
import { longestDescription, longestName } from '../../credentials/limits';

/** The fields that can have a problem. */
export type CheckedField = keyof DraftProblems;

/** In the order in which they stand on the page. */
export const checkedFields = [
  'name',
  'description',
  'baseUrl',
  'key',
] as const satisfies readonly CheckedField[];

type Words = {
  readonly [Field in CheckedField]-?: Readonly<Record<NonNullable<DraftProblems[Field]>, () => string>>;
};

const words: Words = {
  name: {
    empty: () => t('Enter a name to know this credential by.'),
    tooLong: () => t('Shorten the name to {0} characters or fewer.', longestName),
    taken: () => t('Choose another name: a credential with this one exists already.'),
  },
  description: {
    tooLong: () => t('Shorten the description to {0} characters or fewer.', longestDescription),
  },
  baseUrl: {
    empty: () => t('Enter the address of the host, such as https://app.pendo.io.'),
    tooLong: () => t('Enter the host alone: this is too long for a base URL.'),
    notAUrl: () => t('This can’t be read as an address. Enter one such as https://app.pendo.io.'),
    insecure: () =>
      t(
        'Enter an address that begins with https://, so that the key travels encrypted. Only this machine (localhost) may go without.',
      ),
    credentials: () => t('Remove the user name, the password and the @ from the address.'),
    path: () => t('Remove all that follows the host: https://host is enough.'),
    query: () => t('Remove the ? or # and all that follows it: https://host is enough.'),
    unsafeCharacters: () => t('Remove spaces, backslashes and invisible characters from the address.'),
  },
  key: {
    empty: () => t('Enter the integration key from Pendo.'),
    tooLong: () => t('This is longer than any key of Pendo’s. Copy the key alone and paste it again.'),
    notAHeaderValue: () =>
      t('This has spaces or characters in it that no key has. Copy the key alone and paste it again.'),
  },
};

/** What to do about the problem of a field, in words; undefined where it has none. */
export function explainProblem(field: CheckedField, problems: DraftProblems): string | undefined {
  switch (field) {
    case 'name':
      return problems.name && words.name[problems.name]();
    case 'description':
      return problems.description && words.description[problems.description]();
    case 'baseUrl':
      return problems.baseUrl && words.baseUrl[problems.baseUrl]();
    case 'key':
      return problems.key && words.key[problems.key]();
  }
}
