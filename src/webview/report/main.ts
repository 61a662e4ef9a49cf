import * as l10n from '@vscode/l10n';
import type { ReportIntent, ReportState } from '../../credentials/reportPage/protocol';
import { ReportPage } from './page';

// The page of a report. It asks for its state, is built with the first one and follows the later ones. It keeps nothing.

const host = acquireVsCodeApi();
let page: ReportPage | undefined;

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (!isReportState(data)) {
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
  page = new ReportPage(root, data, post);
});

post({ type: 'ready' });

function post(intent: ReportIntent): void {
  host.postMessage(intent);
}

/** Whether a message is the host's. Only the host can send one here; this guards against what else runs in the frame. */
function isReportState(message: unknown): message is ReportState {
  return typeof message === 'object' && message !== null && 'type' in message && message.type === 'state';
}
