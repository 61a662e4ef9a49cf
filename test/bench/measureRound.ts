import { runTests } from '@vscode/test-electron';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { companyMachine } from '../proxy/privateAuthority';
import type { ActivationNote } from './host/notes';
import { extensionIds, type Measured } from './measuredExtensions';

/** What the harness inside the extension host is told. */
export type RoundOrder = {
  /** Ids, in the order in which they are activated. */
  readonly order: readonly string[];
  readonly server: string;
  readonly key: string;
  readonly resultFile: string;
};

/** What it tells. Times in ms. */
export type RoundResult = {
  readonly vsCode: string;
  /** By the name of the extension. */
  readonly activation: Readonly<Record<string, ActivationNote>>;
  readonly check: {
    /** The first check of a window: its part is loaded, a connection is made. */
    readonly first: number;
    readonly checked: readonly number[];
    readonly bare: readonly number[];
  };
};

type RoundOptions = {
  /** Where everything lies that the rounds use. */
  readonly folder: string;
  readonly harness: { readonly extension: string; readonly tests: string };
  readonly order: readonly Measured[];
  readonly server: string;
  readonly key: string;
  /** What an earlier session left in `globalState`, by the name of the extension. */
  readonly leftState: Readonly<Record<string, unknown>>;
};

/** Starts a fresh VS Code, the newest, and measures in its extension host. */
export async function measureRound({
  folder,
  harness,
  order,
  server,
  key,
  leftState,
}: RoundOptions): Promise<RoundResult> {
  const user = fs.mkdtempSync(path.join(folder, 'user-'));
  const workspace = path.join(user, 'workspace');
  fs.mkdirSync(workspace);
  const resultFile = path.join(user, 'result.json');
  const told: RoundOrder = {
    // What VS Code does once, for whichever extension comes first, is charged to none of them.
    order: [extensionIds.warmUp, ...order.map((name) => extensionIds[name])],
    server,
    key,
    resultFile,
  };
  await runTests({
    vscodeExecutablePath: path.join(__dirname, '..', 'vscode', 'launcher.js'),
    extensionDevelopmentPath: harness.extension,
    extensionTestsPath: harness.tests,
    extensionTestsEnv: {
      ...companyMachine,
      VSCODE_TEST_VERSION: 'newest',
      PENDO_BENCH: JSON.stringify(told),
      PENDO_BENCH_STATE: JSON.stringify(leftState),
    },
    launchArgs: [
      workspace,
      `--user-data-dir=${user}`,
      `--extensions-dir=${path.join(folder, 'extensions')}`,
      '--use-inmemory-secretstorage',
    ],
  });
  return JSON.parse(fs.readFileSync(resultFile, 'utf8')) as RoundResult;
}
