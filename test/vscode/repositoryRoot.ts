import * as path from 'node:path';

/** The folder of this repository; it is also the extension under development. */
export const repositoryRoot = path.resolve(__dirname, '..', '..');

/** Where everything fetched or written by test runs goes; not in version control, safe to delete. */
export const downloadsFolder = path.join(repositoryRoot, '.vscode-test');
