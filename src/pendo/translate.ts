/**
 * Turns an English message into the user's language and fills `{0}`, `{1}`, … with the arguments.
 * `vscode.l10n.t` fits as it is; a test passes `formatMessage`. The message is always a literal, so that it can be extracted.
 */
export type Translate = (message: string, ...args: (string | number | boolean)[]) => string;
