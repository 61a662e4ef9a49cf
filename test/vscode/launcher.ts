import * as fs from 'node:fs';
import * as path from 'node:path';
import { chromium } from 'playwright-core';
import { browserLaunchOptions, findBrowser } from './browser';
import { installVSCode, vsCodeVersions, type VSCodeVersion } from './install';
import { parseLauncherArguments, type LauncherArguments } from './launcherArguments';
import { VSCodeServer } from './server';
import { deleteFolder, makeTemporaryFolder } from './temporaryFolder';
import { TestRun } from './testRun';
import { quietSettings, type Settings } from './userSettings';
import { workbenchUrl } from './workbenchUrl';

/**
 * Behaves like VS Code's own executable when it is asked to run an extension's tests: takes the same flags, prints what
 * the tests print, exits with their code. So `runTests` of @vscode/test-electron starts it like the desktop one.
 * `VSCODE_TEST_VERSION` chooses the version. The whole environment reaches the extension host.
 */
async function main(): Promise<number> {
  const launch = parseLauncherArguments(process.argv.slice(2));
  const vsCode = await installVSCode(wantedVersion(), { report: console.log });
  const dataFolder = launch.userDataDir ?? makeTemporaryFolder('vscode-test-');
  const server = await VSCodeServer.start({
    vsCode,
    acceptTests: true,
    dataFolder: path.join(dataFolder, 'server'),
    settings: { ...quietSettings, ...readSettings(path.join(dataFolder, 'User', 'settings.json')) },
    ...(launch.extensionsDir === undefined ? {} : { extensionsFolder: launch.extensionsDir }),
  });
  try {
    return await runInBrowser(server, launch);
  } catch (error) {
    console.error(`What the VS Code server printed:\n${server.output()}`);
    throw error;
  } finally {
    await server.close();
    if (launch.userDataDir === undefined) {
      deleteFolder(dataFolder);
    }
  }
}

async function runInBrowser(server: VSCodeServer, launch: LauncherArguments): Promise<number> {
  const browser = await chromium.launch(browserLaunchOptions(await findBrowser({ report: console.log })));
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    const run = new TestRun();
    // VS Code's own names for what a page tells whoever automates it.
    await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => run.log(type, args));
    await page.exposeFunction('codeAutomationExit', (code: number) => run.finish(code));
    page.on('pageerror', (error) => run.log('error', [String(error)]));
    page.on('crash', () => run.fail('The page of the workbench crashed.'));
    await page.goto(workbenchUrl({ origin: server.origin, ...launch }));
    return await run.exitCode;
  } finally {
    await browser.close();
  }
}

function wantedVersion(): VSCodeVersion {
  const wanted = process.env['VSCODE_TEST_VERSION'] ?? 'newest';
  const version = vsCodeVersions.find((known) => known === wanted);
  if (version === undefined) {
    throw new Error(`VSCODE_TEST_VERSION is "${wanted}"; it can be ${vsCodeVersions.join(' or ')}.`);
  }
  return version;
}

function readSettings(file: string): Settings {
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Settings) : {};
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // At once, whatever else would take the signal: that ends the server's process group and, through its pipe, the browser.
  process.on(signal, () => process.exit(130));
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
