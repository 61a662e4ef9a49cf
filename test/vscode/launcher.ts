import { chromium } from 'playwright-core';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { browserLaunchOptions, findBrowser } from './browser';
import { installVSCode, vsCodeVersions } from './install';
import { parseLauncherArguments } from './launcherArguments';
import { VSCodeServer } from './server';
import { quietSettings, type Settings } from './userSettings';
import { workbenchUrl } from './workbenchUrl';

/** A test run that says nothing for so long hangs. */
const silenceLimit = 90_000;

/**
 * Behaves like VS Code's own executable when it is asked to run an extension's tests: takes the same flags, prints what
 * the tests print, exits with their code. So `runTests` of @vscode/test-electron starts it like the desktop one.
 */
async function main(): Promise<number> {
  const launch = parseLauncherArguments(process.argv.slice(2));
  const report = (line: string): void => console.log(line);
  const wanted = process.env['VSCODE_TEST_VERSION'] ?? 'newest';
  const version = vsCodeVersions.find((known) => known === wanted);
  if (version === undefined) {
    throw new Error(`VSCODE_TEST_VERSION is "${wanted}"; it can be ${vsCodeVersions.join(' or ')}.`);
  }
  const vsCode = await installVSCode(version, { report });
  const browser = await findBrowser({ report });
  const dataFolder = launch.userDataDir ?? fs.mkdtempSync(path.join(os.tmpdir(), 'vscode-test-'));
  const server = await VSCodeServer.start({
    vsCode,
    dataFolder: path.join(dataFolder, 'server'),
    settings: { ...quietSettings, ...readSettings(path.join(dataFolder, 'User', 'settings.json')) },
    ...(launch.extensionsDir === undefined ? {} : { extensionsFolder: launch.extensionsDir }),
  });
  try {
    const chrome = await chromium.launch(browserLaunchOptions(browser));
    try {
      const page = await chrome.newPage({ viewport: { width: 1280, height: 800 } });
      const run = new Run();
      await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => run.log(type, args));
      await page.exposeFunction('codeAutomationExit', (code: number) => run.finish(code));
      page.on('pageerror', (error) => run.log('error', [String(error)]));
      page.on('crash', () => run.fail('The page of the workbench crashed.'));
      await page.goto(workbenchUrl({ origin: server.origin, ...launch }));
      return await run.exitCode;
    } finally {
      await chrome.close();
    }
  } catch (error) {
    console.error(`What the VS Code server printed:\n${server.output()}`);
    throw error;
  } finally {
    await server.close();
    if (launch.userDataDir === undefined) {
      fs.rmSync(dataFolder, { recursive: true, force: true });
    }
  }
}

/** One test run as the page tells it: lines, and an end in time or not. */
class Run {
  readonly exitCode: Promise<number>;
  finish: (code: number) => void = () => undefined;
  private reject: (error: Error) => void = () => undefined;
  private silence: NodeJS.Timeout | undefined;

  constructor() {
    this.exitCode = new Promise<number>((resolve, reject) => {
      this.finish = (code) => {
        clearTimeout(this.silence);
        resolve(code);
      };
      this.reject = reject;
    });
    // Looked at only after the page has loaded; until then nobody waits for it.
    this.exitCode.catch(() => undefined);
    this.listen();
  }

  log(type: string, args: readonly unknown[]): void {
    this.listen();
    const line = formatConsole(args);
    if (type === 'error') {
      console.error(line);
    } else {
      console.log(line);
    }
  }

  fail(reason: string): void {
    clearTimeout(this.silence);
    this.reject(new Error(reason));
  }

  private listen(): void {
    clearTimeout(this.silence);
    this.silence = setTimeout(
      () => this.fail(`The test run said nothing for ${silenceLimit / 1000} s; it is taken to hang.`),
      silenceLimit,
    );
  }
}

/** `console.log('%s', …)` as Node would print it: mocha's reporters use placeholders. */
function formatConsole(args: readonly unknown[]): string {
  const [first, ...rest] = args;
  const values = [...rest];
  const text = typeof first === 'string' ? first : JSON.stringify(first);
  const filled = (text ?? '').replace(/%[sdifoOj%]/g, (mark) =>
    mark === '%%' ? '%' : values.length > 0 ? String(values.shift()) : mark,
  );
  return [filled, ...values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))].join(
    ' ',
  );
}

function readSettings(file: string): Settings {
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Settings) : {};
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // Exiting ends the server's process group and, through its pipe, the browser.
  process.on(signal, () => process.exit(130));
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
