import * as vscode from 'vscode';
import type { FormIntent, FormState } from '../../../src/credentials/credentialForm/protocol';
import { until } from '../../unit/fakes/until';
import { atEnd, stub } from './stub';

/** A form as its page sees it: every message that the host sent, and a way to answer. The tab and its page are real. */
export class FormPage {
  readonly states: FormState[] = [];
  /** Everything that the page itself, or the test, told the host. */
  readonly intents: unknown[] = [];
  disposed = false;

  constructor(
    readonly panel: vscode.WebviewPanel,
    private readonly received: vscode.EventEmitter<unknown>,
  ) {}

  get state(): FormState {
    const state = this.states.at(-1);
    if (!state) {
      throw new Error('the page was told nothing yet');
    }
    return state;
  }

  tell(intent: FormIntent | Record<string, unknown>): void {
    this.received.fire(intent);
  }

  /** Waits for a state that fits. */
  async shows(what: string, fits: (state: FormState) => boolean): Promise<FormState> {
    await until(`the form shows ${what}`, () => this.states.some(fits), 15_000);
    await until(`the form still shows ${what}`, () => fits(this.state), 15_000);
    return this.state;
  }
}

/** Watches the forms that are opened from now on; they are closed at the end of the test. */
export function watchFormPages(): FormPage[] {
  const pages: FormPage[] = [];
  const create = vscode.window.createWebviewPanel.bind(vscode.window);
  stub(vscode.window, 'createWebviewPanel', (type, title, column, options) => {
    const panel = create(type, title, column, options);
    if (type !== 'pendo.credentialForm') {
      return panel;
    }
    const received = new vscode.EventEmitter<unknown>();
    const page = new FormPage(panel, received);
    const { webview } = panel;
    const post = webview.postMessage.bind(webview);
    webview.onDidReceiveMessage((message: unknown) => received.fire(message));
    received.event((message) => page.intents.push(message));
    Object.defineProperty(webview, 'onDidReceiveMessage', { value: received.event, configurable: true });
    Object.defineProperty(webview, 'postMessage', {
      value: (message: FormState) => {
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

/** The one form that is open. */
export function onlyPage(pages: readonly FormPage[]): FormPage {
  const open = pages.filter(({ disposed }) => !disposed);
  if (open.length !== 1) {
    throw new Error(`${open.length} forms are open`);
  }
  return open[0]!;
}
