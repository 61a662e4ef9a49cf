import * as l10n from '@vscode/l10n';
import type { FormIntent, FormState } from '../../credentials/credentialForm/protocol';
import { FormPage } from './page';

// The page of the credential form. It asks for its state, is built with the first one and follows the later ones. It keeps nothing:
// `setState` would write to disk.

const host = acquireVsCodeApi();
let page: FormPage | undefined;

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!isFormState(data)) {
    return;
  }
  if (page) {
    page.update(data);
    return;
  }
  if (data.translations) {
    l10n.config({ contents: { ...data.translations } });
  }
  const root = document.getElementById('app');
  if (!root) {
    throw new Error('the page has no #app');
  }
  page = new FormPage(root, data, post);
});

post({ type: 'ready' });

function post(intent: FormIntent): void {
  host.postMessage(intent);
}

/** Whether a message is the host's. Only the host can send one here; this guards against what else runs in the frame. */
function isFormState(message: unknown): message is FormState {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'state';
}
