import * as l10n from '@vscode/l10n';

type Page<State> = { update(state: State): void };

/** What every message of the host is: the whole state of the page. */
type PageState = {
  readonly type: 'state';
  readonly translations: Readonly<Record<string, string>> | undefined;
};

/**
 * Runs a page: it asks for its state, is built with the first one and follows the later ones. It keeps nothing: `setState` would write to
 * disk.
 */
export function runPage<State extends PageState>(
  build: (root: HTMLElement, state: State, post: (intent: unknown) => void) => Page<State>,
): void {
  const host = acquireVsCodeApi();
  let page: Page<State> | undefined;
  window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!isState(data)) {
      return;
    }
    const state = data as State;
    if (page) {
      page.update(state);
      return;
    }
    if (state.translations) {
      l10n.config({ contents: { ...state.translations } });
    }
    const root = document.getElementById('app');
    if (!root) {
      throw new Error('the page has no #app');
    }
    page = build(root, state, (intent) => host.postMessage(intent));
  });
  host.postMessage({ type: 'ready' });
}

/** Whether a message is the host's. Only the host can send one here; this guards against what else runs in the frame. */
function isState(message: unknown): message is PageState {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'state';
}
