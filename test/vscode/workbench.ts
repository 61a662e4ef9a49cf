import type { Frame, Page, PageScreenshotOptions } from 'playwright-core';
import { Session, type SessionOptions } from './session';
import { until } from './until';
import type { Settings, Theme } from './userSettings';
import { serveKeyring, type Keyring } from './workbench/keyring';
import { ModalDialog } from './workbench/modalDialog';
import { Notifications } from './workbench/notifications';
import { QuickInput } from './workbench/quickInput';
import { StatusBarItem } from './workbench/statusBarItem';
import { TreeView } from './workbench/treeView';
import { findWebview } from './workbench/webview';
import { workbenchUrl } from './workbenchUrl';

export interface WindowOptions {
  /** The workspace folder; left out, the window is empty. */
  readonly folder?: string;
}

export type WorkbenchOptions = SessionOptions & WindowOptions;

const themeClasses: Readonly<Record<Theme, string>> = {
  light: 'vs',
  dark: 'vs-dark',
  'high contrast': 'hc-black',
  'high contrast light': 'hc-light',
};

/** One window of VS Code, to be used as a person uses it. Everything waits for what it needs; nothing sleeps. */
export class Workbench {
  private current: Page | undefined;
  private container: string | undefined;

  private constructor(
    readonly session: Session,
    private readonly options: WindowOptions,
    private readonly ownsSession: boolean,
  ) {}

  /** Starts VS Code and opens its first window. */
  static async launch(options: WorkbenchOptions): Promise<Workbench> {
    const session = await Session.start(options);
    const workbench = new Workbench(session, options, true);
    try {
      await workbench.open();
    } catch (error) {
      await session.close();
      throw error;
    }
    return workbench;
  }

  /** Another window of the same user, on the same folder unless another is named. */
  async openWindow(options: WindowOptions = {}): Promise<Workbench> {
    const workbench = new Workbench(this.session, { ...this.options, ...options }, false);
    await workbench.open();
    return workbench;
  }

  /** The page behind the window, for what has no name here. */
  get page(): Page {
    if (this.current === undefined) {
      throw new Error('This window is closed.');
    }
    return this.current;
  }

  get quickInput(): QuickInput {
    return new QuickInput(this.page);
  }

  get notifications(): Notifications {
    return new Notifications(this.page);
  }

  get dialog(): ModalDialog {
    return new ModalDialog(this.page);
  }

  tree(viewName: string): TreeView {
    return new TreeView(this.page, viewName);
  }

  statusBarItem(id: string): StatusBarItem {
    return new StatusBarItem(this.page, id);
  }

  /** The document of a webview, by its title or by a heading on it. */
  async webview(titleOrHeading: string): Promise<Frame> {
    return until(`a webview shows "${titleOrHeading}"`, () => findWebview(this.page, titleOrHeading));
  }

  /** Runs a command from the palette, by the label that stands there, such as "Pendo: Add Credential". */
  async runCommand(title: string): Promise<void> {
    const { quickInput } = this;
    const row = quickInput.row(title);
    // The palette does not notice commands that arrive while it is open, as those of an extension just starting do; and it
    // closes when an editor that still opens takes the focus.
    await until(`the palette offers "${title}"`, async () => {
      await this.page.keyboard.press('F1');
      const taken = await quickInput
        .type(`>${title}`, { timeout: 2_000 })
        .then(() => row.click({ timeout: 2_000 }))
        .then(
          () => true,
          () => false,
        );
      if (!taken && (await quickInput.widget.isVisible())) {
        await this.page.keyboard.press('Escape');
      }
      return taken;
    });
  }

  /** Shows a view container by its name in the activity bar. */
  async showViewContainer(name: string): Promise<void> {
    this.container = name;
    const tab = this.page.locator('.activitybar').getByRole('tab', { name });
    await tab.waitFor();
    const shown = this.page
      .locator('.part.sidebar .composite.title')
      .filter({ hasText: name, visible: true });
    // A press while VS Code still restores the side bar may close it: what counts is what is to be seen afterwards.
    await until(`the side bar shows "${name}"`, async () => {
      if ((await shown.count()) > 0) {
        return true;
      }
      await tab.click();
      // Else the tab's own tooltip comes, and covers others.
      await this.page.mouse.move(640, 400);
      return shown.waitFor({ timeout: 2_000 }).then(
        () => true,
        () => false,
      );
    });
  }

  /** Titles of the open editors, from left to right. */
  async editorTitles(): Promise<string[]> {
    return this.page.locator('.editor-group-container .tab .label-name').allInnerTexts();
  }

  /** Chooses the theme as a person does, and keeps it. */
  async setTheme(theme: Theme): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.quickInput.type(this.session.rememberTheme(theme));
    await this.page.locator(`.monaco-workbench.${themeClasses[theme]}`).waitFor();
    await this.quickInput.accept();
    await this.quickInput.hidden();
  }

  /** Changes user settings. The window reloads, because in a browser VS Code does not watch the file. */
  async changeSettings(changes: Settings): Promise<void> {
    this.session.changeSettings(changes);
    await this.reload();
  }

  /** Another keyring, or none, answers from the next reload or restart on. */
  setKeyring(keyring: Keyring | undefined): void {
    this.session.keyring = keyring;
  }

  async screenshot(path: string, options: Omit<PageScreenshotOptions, 'path'> = {}): Promise<void> {
    await this.page.screenshot({ animations: 'disabled', caret: 'hide', ...options, path });
  }

  /** As the command "Reload Window" does: a new page, a new extension host. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
    await this.showContainerAgain();
  }

  /** Leaves VS Code for as long as some work takes, and comes back. Meanwhile nothing of it runs, so that nothing writes what it keeps. */
  async whileAway(work: () => Promise<void>): Promise<void> {
    const url = this.page.url();
    // A page of the same origin, which has the same storage.
    await this.page.goto(new URL('/version', url).href);
    await work();
    await this.page.goto(url);
    await this.ready();
    await this.showContainerAgain();
  }

  /** Ends VS Code and the browser and starts both again on what they kept. Other windows are gone then. */
  async restart(): Promise<void> {
    await this.session.restart();
    await this.open();
    await this.showContainerAgain();
  }

  /** Closes this window; the one that was launched takes VS Code with it. */
  async close(): Promise<void> {
    await this.current?.close();
    this.current = undefined;
    if (this.ownsSession) {
      await this.session.close();
    }
  }

  /** What was shown may not be after a start: VS Code writes the state of its parts a moment late. */
  private async showContainerAgain(): Promise<void> {
    if (this.container !== undefined) {
      await this.showViewContainer(this.container);
    }
  }

  private async open(): Promise<void> {
    const { context, server } = this.session;
    const { folder } = this.options;
    const unused = this.ownsSession
      ? context.pages().find((page) => page.url() === 'about:blank')
      : undefined;
    this.current = unused ?? (await context.newPage());
    await serveKeyring(this.current, () => this.session.keyring);
    await this.current.goto(
      workbenchUrl({ origin: server.origin, ...(folder === undefined ? {} : { folder }) }),
    );
    await this.ready();
  }

  private async ready(): Promise<void> {
    await this.page
      .locator('.monaco-workbench .part.statusbar .statusbar-item')
      .first()
      .waitFor({ timeout: 60_000 });
    // Restored parts, and the connection to the extension host.
    await this.page.locator('.statusbar-item[id="status.host"]:not(:has-text("Opening"))').waitFor();
  }
}
