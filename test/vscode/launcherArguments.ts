import * as path from 'node:path';

/** The part of VS Code's command line that matters for a test run. */
export interface LauncherArguments {
  readonly extensionDevelopmentPath?: string;
  readonly extensionTestsPath?: string;
  readonly userDataDir?: string;
  readonly extensionsDir?: string;
  /** The workspace folder to open. */
  readonly folder?: string;
}

const pathFlags = {
  extensionDevelopmentPath: 'extensionDevelopmentPath',
  extensionTestsPath: 'extensionTestsPath',
  'user-data-dir': 'userDataDir',
  'extensions-dir': 'extensionsDir',
} as const;

/** Takes `--flag=value` and `--flag value`; flags without a meaning here are passed over, as VS Code does. */
export function parseLauncherArguments(args: readonly string[]): LauncherArguments {
  const parsed: Record<string, string> = {};
  for (let index = 0; index < args.length; index++) {
    const arg = args[index] ?? '';
    if (!arg.startsWith('-')) {
      parsed['folder'] = path.resolve(arg);
      continue;
    }
    const [flag = '', ...rest] = arg.slice(2).split('=');
    if (isPathFlag(flag)) {
      const value = rest.length > 0 ? rest.join('=') : (args[++index] ?? '');
      parsed[pathFlags[flag]] = path.resolve(value);
    }
  }
  return parsed;
}

function isPathFlag(flag: string): flag is keyof typeof pathFlags {
  return Object.hasOwn(pathFlags, flag);
}
