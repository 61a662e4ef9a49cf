import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { chromium, type BrowserContext } from 'playwright-core';
import { browserLaunchOptions, findBrowser, type Browser } from './browser';
import { installVSCode, type InstalledVSCode, type VSCodeVersion } from './install';
import { registerExtensionFolder } from './extensionFolder';
import type { Report } from './installOnce';
import { VSCodeServer } from './server';
import { deleteFolder, makeTemporaryFolder } from './temporaryFolder';
import {
  quietSettings,
  themeLabel,
  themeSettings,
  writeSettings,
  type Settings,
  type Theme,
} from './userSettings';
import type { Keyring } from './workbench/keyring';

export interface SessionOptions {
  readonly version?: VSCodeVersion;
  /** A packed extension to install, as a user would. */
  readonly vsix?: string;
  /** The folder of an extension that counts as installed, and is used where it is. */
  readonly extensionDevelopmentPath?: string;
  /** Everything that VS Code and the browser keep. Left out: a temporary folder, deleted by `close`. */
  readonly userDataDir?: string;
  readonly extensionsDir?: string;
  readonly settings?: Settings;
  readonly theme?: Theme;
  /** Left out, there is none: secrets are in memory. */
  readonly keyring?: Keyring;
  /** Reaches the extension host. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly report?: Report;
}

/** One user's VS Code: a server and a browser profile, which can be closed and started again with what they kept. */
export class Session {
  keyring: Keyring | undefined;
  private settings: Settings;
  private running: { readonly server: VSCodeServer; readonly context: BrowserContext } | undefined;
  private port: number | undefined;

  private constructor(
    private readonly options: SessionOptions,
    private readonly vsCode: InstalledVSCode,
    private readonly browser: Browser,
    readonly userDataDir: string,
  ) {
    this.keyring = options.keyring;
    this.settings = {
      ...quietSettings,
      ...themeSettings(options.theme ?? 'light', this.whichVersion),
      ...options.settings,
    };
  }

  static async start(options: SessionOptions): Promise<Session> {
    const report = options.report ?? console.log;
    const vsCode = await installVSCode(options.version ?? 'newest', { report });
    const browser = await findBrowser({ report });
    const userDataDir = options.userDataDir ?? makeTemporaryFolder('pendo-e2e-');
    const session = new Session(options, vsCode, browser, userDataDir);
    if (options.extensionDevelopmentPath !== undefined) {
      registerExtensionFolder(session.extensions, options.extensionDevelopmentPath);
    }
    if (options.vsix !== undefined) {
      await session.install(options.vsix);
    }
    await session.open();
    return session;
  }

  get server(): VSCodeServer {
    return this.now.server;
  }

  get context(): BrowserContext {
    return this.now.context;
  }

  get version(): string {
    return this.vsCode.version;
  }

  private get whichVersion(): VSCodeVersion {
    return this.options.version ?? 'newest';
  }

  /** Has the next start show this theme, and tells by which label it can be chosen in the meantime. */
  rememberTheme(theme: Theme): string {
    this.settings = { ...this.settings, ...themeSettings(theme, this.whichVersion) };
    return themeLabel(theme, this.whichVersion);
  }

  /** Changes user settings; a window takes them up when it loads. */
  changeSettings(changes: Settings): void {
    this.settings = { ...this.settings, ...changes };
    writeSettings(this.server.settingsFile, this.settings);
  }

  /** Writes the settings of the machine that extensions run on; those VS Code watches. */
  writeMachineSettings(settings: Settings): void {
    writeSettings(path.join(this.serverData, 'data', 'Machine', 'settings.json'), settings);
  }

  /** Server and browser start again on the same data and the same origin, as after a reboot. */
  async restart(): Promise<void> {
    await this.stop();
    await this.open();
  }

  async close(): Promise<void> {
    await this.stop();
    if (this.options.userDataDir === undefined) {
      deleteFolder(this.userDataDir);
    }
  }

  private get now(): NonNullable<typeof this.running> {
    if (this.running === undefined) {
      throw new Error('This session is closed.');
    }
    return this.running;
  }

  private get serverData(): string {
    return path.join(this.userDataDir, 'server');
  }

  private get extensions(): string {
    return this.options.extensionsDir ?? path.join(this.userDataDir, 'extensions');
  }

  private async open(): Promise<void> {
    const server = await VSCodeServer.start({
      vsCode: this.vsCode,
      dataFolder: this.serverData,
      extensionsFolder: this.extensions,
      settings: this.settings,
      ...(this.port === undefined ? {} : { port: this.port }),
      ...(this.options.environment === undefined ? {} : { environment: this.options.environment }),
    });
    this.port = server.port;
    try {
      this.running = { server, context: await this.openBrowser() };
    } catch (error) {
      await server.close();
      throw error;
    }
  }

  private async openBrowser(): Promise<BrowserContext> {
    return chromium.launchPersistentContext(path.join(this.userDataDir, 'browser'), {
      ...browserLaunchOptions(this.browser),
      viewport: this.options.viewport ?? { width: 1280, height: 800 },
      permissions: ['clipboard-read', 'clipboard-write'],
      reducedMotion: 'reduce',
    });
  }

  private async stop(): Promise<void> {
    const running = this.running;
    this.running = undefined;
    await running?.context.close();
    await running?.server.close();
  }

  private async install(vsix: string): Promise<void> {
    const args = [
      path.join(this.vsCode.root, 'out', 'server-main.js'),
      '--accept-server-license-terms',
      `--server-data-dir=${this.serverData}`,
      `--extensions-dir=${this.extensions}`,
      '--install-extension',
      path.resolve(vsix),
    ];
    await promisify(execFile)(this.vsCode.node, args, { cwd: this.vsCode.root });
  }
}
