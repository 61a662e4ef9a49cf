import * as path from 'node:path';
import { freePort } from './freePort';
import type { InstalledVSCode } from './install';
import { ProcessGroup } from './processGroup';
import { deleteFolder, makeTemporaryFolder } from './temporaryFolder';
import { until } from './until';
import { writeSettings, type Settings } from './userSettings';

export interface ServerOptions {
  readonly vsCode: InstalledVSCode;
  /** Holds settings, state and logs; reused, it is the same user again. */
  readonly dataFolder: string;
  readonly extensionsFolder?: string;
  /** Written over the user settings before the start; left out, they stay as they are. */
  readonly settings?: Settings;
  /** Reaches the extension host. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /**
   * Makes the workbench accept an extension and its tests from the address. It also makes the newest one show no
   * notification, so it is for test runs only.
   */
  readonly acceptTests?: boolean;
  /** A fixed port keeps the origin, and with it what the browser stored, over a restart. */
  readonly port?: number;
}

/** The half of VS Code that runs on the machine: extension host, files, state. */
export class VSCodeServer {
  private constructor(
    private readonly group: ProcessGroup,
    readonly port: number,
    private readonly dataFolder: string,
    private readonly socketFolder: string,
  ) {}

  /** Starts it and resolves when it accepts connections. */
  static async start(options: ServerOptions): Promise<VSCodeServer> {
    const port = options.port ?? (await freePort());
    if (options.settings !== undefined) {
      writeSettings(settingsFileOf(options.dataFolder), options.settings);
    }
    // VS Code leaves its sockets behind when it is ended; here they go with it.
    const socketFolder = makeTemporaryFolder('vscode-ipc-');
    const group = new ProcessGroup({
      command: options.vsCode.node,
      args: serverArguments(options, port),
      cwd: options.vsCode.root,
      environment: {
        ...withoutHostVariables,
        ...withoutGallery,
        XDG_RUNTIME_DIR: socketFolder,
        ...options.environment,
      },
      logFile: path.join(options.dataFolder, `server-${process.pid}-${Date.now()}.log`),
    });
    const server = new VSCodeServer(group, port, options.dataFolder, socketFolder);
    try {
      await until('the VS Code server listens', () => server.isListening(), { timeout: 60_000 });
    } catch (error) {
      await server.close();
      throw error;
    }
    return server;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The user settings file of whoever uses this server. */
  get settingsFile(): string {
    return settingsFileOf(this.dataFolder);
  }

  /** The folder with VS Code's log files, one folder a start. */
  get logsFolder(): string {
    return path.join(this.dataFolder, 'data', 'logs');
  }

  /** What the server and the extension hosts printed. */
  output(): string {
    return this.group.output();
  }

  /** The processes of the extension hosts, one a window. */
  extensionHosts(): number[] {
    return this.group.processesWith('--type=extensionHost');
  }

  async close(): Promise<void> {
    await this.group.end();
    deleteFolder(this.socketFolder);
  }

  private isListening(): boolean {
    if (this.group.ended !== undefined) {
      throw new Error(`The VS Code server ended (${this.group.ended}):\n${this.group.output()}`);
    }
    return this.group.output().includes('Extension host agent listening');
  }
}

/** No marketplace: what the tests see must not depend on what can be reached from here. */
const withoutGallery = { EXTENSIONS_GALLERY: '{}' };

/** Under a VS Code terminal, or a test run inside one, these would reach the new VS Code and confuse it. */
const withoutHostVariables = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => name.startsWith('VSCODE_') || name.startsWith('ELECTRON_'))
    .map((name) => [name, undefined]),
);

function settingsFileOf(dataFolder: string): string {
  return path.join(dataFolder, 'data', 'User', 'settings.json');
}

function serverArguments(options: ServerOptions, port: number): string[] {
  return [
    path.join(options.vsCode.root, 'out', 'server-main.js'),
    '--host=127.0.0.1',
    `--port=${port}`,
    '--without-connection-token',
    '--accept-server-license-terms',
    ...(options.acceptTests ? ['--enable-smoke-test-driver'] : []),
    '--disable-telemetry',
    '--disable-workspace-trust',
    // The last net: a server whose test run was killed ends by itself after five minutes without a window.
    '--enable-remote-auto-shutdown',
    `--server-data-dir=${options.dataFolder}`,
    `--extensions-dir=${options.extensionsFolder ?? path.join(options.dataFolder, 'extensions')}`,
  ];
}
