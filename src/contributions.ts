/** Every id that code and manifest share. A test compares them with package.json, both ways. */

export const commandIds = [
  'pendo.addCredential',
  'pendo.editCredential',
  'pendo.replaceKey',
  'pendo.restorePreviousKey',
  'pendo.enterKey',
  'pendo.duplicateCredential',
  'pendo.deleteCredential',
  'pendo.useCredential',
  'pendo.useThisCredential',
  'pendo.checkConnection',
  'pendo.checkAllConnections',
  'pendo.cancelCheck',
  'pendo.diagnoseConnection',
  'pendo.tryOtherRegions',
  'pendo.keyExposed',
  'pendo.checkSecretStorage',
  'pendo.showLog',
] as const;

export type CommandId = (typeof commandIds)[number];

export const viewIds = { container: 'pendo', credentials: 'pendo.credentials' } as const;

export const walkthroughId = 'start';

export const statusItemId = 'pendo.connection';

/** Keys that `when` clauses ask for, with the type of each. */
export type ContextKeys = {
  /** How many credentials there are. */
  readonly 'pendo.credentialCount': number;
  /** Whether a credential has lost its key. */
  readonly 'pendo.keyMissing': boolean;
  /** Whether a connection check is under way. */
  readonly 'pendo.checking': boolean;
  /** Whether a key that was replaced in this window can be brought back. */
  readonly 'pendo.previousKeyHeld': boolean;
};

export const contextKeys = [
  'pendo.credentialCount',
  'pendo.keyMissing',
  'pendo.checking',
  'pendo.previousKeyHeld',
] as const satisfies readonly (keyof ContextKeys)[];

/** What a row of the credentials tree is, for `viewItem` in `when` clauses. */
export const rowKinds = ['credential', 'credentialPreviousKey', 'credentialKeyMissing'] as const;

export type RowKind = (typeof rowKinds)[number];

export const settingIds = ['pendo.requestTimeout', 'pendo.keyAgeReminderDays'] as const;

/** Seconds that a request may take. */
export const requestTimeout = { standard: 10, least: 1, most: 300 } as const;
