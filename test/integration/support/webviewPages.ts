import * as vscode from 'vscode';
import { until } from '../../unit/fakes/until';
import { atEnd, stub } from './stub';

/** A page as its script sees it: every message that the host sent, and a way to answer. The tab and its page are real. */
export class WebviewPage<State> {
  readonly states: State[] = [];
  /** Everything that the page itself, or the test, told the host. */
  readonly intents: unknown[] = [];
  disposed = false;

  constructor(
    readonly panel: vscode.WebviewPanel,
    private readonly received: vscode.EventEmitter<unknown>,
  ) {}

  get state(): State {
    const state = this.states.at(-1);
    if (!state) {
      throw new Error('the page was told nothing yet');
    }
    return state;
  }

  tell(intent: Readonly<Record<string, unknown>>): void {
    this.received.fire(intent);
  }

  /** Waits for a state that fits. */
  async shows(what: string, fits: (state: State) => boolean): Promise<State> {
    await until(`the page shows ${what}`, () => this.states.some(fits), 15_000);
    await until(`the page still shows ${what}`, () => fits(this.state), 15_000);
    return this.state;
  }
}

/** Watches the pages of one type that are opened from now on; they are closed at the end of the test. */
export function watchPages<State>(watched: string): WebviewPage<State>[] {
  const pages: WebviewPage<State>[] = [];
  const create = vscode.window.createWebviewPanel.bind(vscode.window);
  stub(vscode.window, 'createWebviewPanel', (type, title, column, options) => {
    const panel = create(type, title, column, options);
    if (type !== watched) {
      return panel;
    }
    const received = new vscode.EventEmitter<unknown>();
    const page = new WebviewPage<State>(panel, received);
    const { webview } = panel;
    const post = webview.postMessage.bind(webview);
    webview.onDidReceiveMessage((message: unknown) => received.fire(message));
    received.event((message) => page.intents.push(message));
    Object.defineProperty(webview, 'onDidReceiveMessage', { value: received.event, configurable: true });
    Object.defineProperty(webview, 'postMessage', {
      value: (message: State) => {
        page.states.push(message);
        return post(message);
      },
      configurable: true,
    });
    panel.onDidDispose(() => {
      page.disposed = true;
      received.dispose();
    });
    pages.push(page);
    return panel;
  });
  atEnd(() => pages.forEach(({ panel }) => void panel.dispose()));
  return pages;
}

/** The one page that is open. */
export function onlyPage<State>(pages: readonly WebviewPage<State>[]): WebviewPage<State> {
  const open = pages.filter(({ disposed }) => !disposed);
  if (open.length !== 1) {
    throw new Error(`${open.length} pages are open`);
  }
  return open[0]!;
}
