import * as vscode from 'vscode';
import { parseReportIntent } from '../credentials/reportPage/protocol';
import { ReportSession, type ReportPlan } from '../credentials/reportPage/session';
import type { Remedy } from '../pendo/explainFailure';
import { createPagePanel, pageTranslations } from './webviewPage';

type ReportDeps = {
  readonly extensionUri: vscode.Uri;
  readonly act: (remedy: Remedy) => Promise<void>;
  readonly onError: (error: unknown) => void;
};

/** Opens a report in an editor tab; its checks start when the page is there, and end with the tab. */
export function openReport(
  plan: ReportPlan,
  { extensionUri, act, onError }: ReportDeps,
): vscode.WebviewPanel {
  const panel = createPagePanel({ extensionUri, page: 'report', title: plan.title });
  const session = new ReportSession(plan, {
    t: vscode.l10n.t,
    translations: pageTranslations(),
    copy: (text) => vscode.env.clipboard.writeText(text),
    act,
  });
  session.onDidChange((state) => void panel.webview.postMessage(state));
  panel.webview.onDidReceiveMessage((message: unknown) => {
    const intent = parseReportIntent(message);
    if (intent) {
      session.handle(intent).catch(onError);
    }
  });
  panel.onDidDispose(() => session.dispose());
  return panel;
}
