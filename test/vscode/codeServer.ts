import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import type { InstalledVSCode } from './install';
import { ProcessGroup } from './processGroup';
import { makeTemporaryFolder } from './temporaryFolder';
import { until } from './until';
import { quietSettings, writeSettings } from './userSettings';

export interface CodeServerOptions {
  readonly vsCode: InstalledVSCode;
  /** Packed extension to install before the start. */
  readonly vsix: string;
  /** Settings, extensions, logs; kept from start to start. */
  readonly dataFolder: string;
  /** The workspace. */
  readonly folder: string;
  readonly port: number;
}

export interface RunningCodeServer {
  /** To open in a browser. */
  readonly url: string;
  readonly logFile: string;
  close(): Promise<void>;
  /** Resolves when it ended, by itself or not. */
  readonly ended: Promise<string>;
}

/**
 * Serves VS Code to a person's browser, through code-server's own entry: that one answers for the keyring, so secrets
 * survive. It listens on 127.0.0.1 only, because it asks for no password.
 */
export async function startCodeServer(options: CodeServerOptions): Promise<RunningCodeServer> {
  const { vsCode, dataFolder, port } = options;
  const settingsFile = path.join(dataFolder, 'User', 'settings.json');
  if (!fs.existsSync(settingsFile)) {
    writeSettings(settingsFile, quietSettings);
  }
  // VS Code leaves its sockets behind when it is ended; here they go with it. Short, wherever the repository lies: a socket's path may not
  // pass 107 characters.
  const socketFolder = makeTemporaryFolder('pendo-start-');
  const common = [...commonArguments(options), `--session-socket=${path.join(socketFolder, 'session.sock')}`];
  const environment = {
    // code-server keeps a heartbeat and logs there; not in the home of whoever tries the extension.
    XDG_DATA_HOME: path.join(dataFolder, 'home'),
    XDG_RUNTIME_DIR: socketFolder,
  };
  await promisify(execFile)(vsCode.node, [...common, '--force', '--install-extension', options.vsix], {
    env: { ...process.env, ...environment },
  });
  const logFile = path.join(dataFolder, 'code-server.log');
  fs.rmSync(logFile, { force: true });
  const group = new ProcessGroup({
    command: vsCode.node,
    args: [
      ...common,
      '--auth=none',
      `--bind-addr=127.0.0.1:${port}`,
      '--disable-telemetry',
      '--disable-update-check',
      '--disable-getting-started-override',
      '--disable-workspace-trust',
      '--app-name=Pendo Credentials',
      options.folder,
    ],
    environment,
    logFile,
  });
  await until(
    'VS Code is served',
    () => {
      if (group.ended !== undefined) {
        throw new Error(`VS Code ended (${group.ended}):\n${group.output()}`);
      }
      return group.output().includes('HTTP server listening on');
    },
    { timeout: 60_000 },
  );
  return {
    url: `http://127.0.0.1:${port}/?folder=${encodeURIComponent(options.folder)}`,
    logFile,
    close: () => group.end(),
    ended: group.whenEnded,
  };
}

function commonArguments({ vsCode, dataFolder }: CodeServerOptions): string[] {
  // Its own, empty one; otherwise code-server writes one into the user's home.
  const config = path.join(dataFolder, 'code-server.yaml');
  fs.mkdirSync(dataFolder, { recursive: true });
  fs.writeFileSync(config, '{}\n');
  return [
    vsCode.codeServerEntry,
    `--config=${config}`,
    `--user-data-dir=${dataFolder}`,
    `--extensions-dir=${path.join(dataFolder, 'extensions')}`,
  ];
}
