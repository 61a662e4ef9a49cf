import { runTests } from '@vscode/test-electron';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { vsCodeVersions } from './install';
import { repositoryRoot } from './repositoryRoot';
import { deleteFolder, makeTemporaryFolder } from './temporaryFolder';

interface IntegrationRun {
  readonly title: string;
  readonly environment: Readonly<Record<string, string>>;
  /** An executable to spawn, or a version for @vscode/test-electron to download. */
  readonly start: { readonly vscodeExecutablePath: string } | { readonly version: string };
}

/**
 * Runs the tests that live in the extension host, in the oldest VS Code that is promised and in the newest.
 *
 *     runIntegrationTests [oldest|newest] [--desktop]
 *
 * Without flags both come from the npm registry. `--desktop` has @vscode/test-electron download desktop builds;
 * `VSCODE_PATH` names the executable of an installed one. `EXTENSION_PATH` and `EXTENSION_TESTS_PATH` replace the
 * extension and its tests.
 */
async function main(args: readonly string[]): Promise<void> {
  for (const run of runsFor(args)) {
    console.log(`\n${run.title}`);
    const started = Date.now();
    // Short, because VS Code puts a socket inside, and a socket's path may not pass 107 characters.
    const folder = makeTemporaryFolder('pendo-it-');
    const workspace = path.join(folder, 'workspace');
    fs.mkdirSync(workspace);
    try {
      await runTests({
        ...run.start,
        extensionDevelopmentPath: process.env['EXTENSION_PATH'] ?? repositoryRoot,
        extensionTestsPath:
          process.env['EXTENSION_TESTS_PATH'] ??
          path.join(repositoryRoot, 'dist', 'test', 'integration', 'index.cjs'),
        extensionTestsEnv: { ...run.environment, PENDO_TEST_PROFILE: folder },
        launchArgs: [
          workspace,
          `--user-data-dir=${path.join(folder, 'user')}`,
          `--extensions-dir=${path.join(folder, 'extensions')}`,
          '--disable-extensions',
          '--use-inmemory-secretstorage',
        ],
      });
      console.log(`${run.title}: passed in ${Math.round((Date.now() - started) / 1000)} s.`);
    } finally {
      deleteFolder(folder);
    }
  }
}

function runsFor(args: readonly string[]): IntegrationRun[] {
  const installed = process.env['VSCODE_PATH'];
  if (installed) {
    return [
      {
        title: `Integration tests in ${installed}`,
        environment: {},
        start: { vscodeExecutablePath: installed },
      },
    ];
  }
  const wanted = vsCodeVersions.filter((version) => args.includes(version));
  const versions = wanted.length > 0 ? wanted : vsCodeVersions;
  if (args.includes('--desktop')) {
    return versions.map((version) => ({
      title: `Integration tests in the ${version} desktop VS Code`,
      environment: {},
      start: { version: version === 'oldest' ? '1.105.1' : 'stable' },
    }));
  }
  return versions.map((version) => ({
    title: `Integration tests in the ${version} VS Code`,
    environment: { VSCODE_TEST_VERSION: version },
    start: { vscodeExecutablePath: path.join(__dirname, 'launcher.js') },
  }));
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
