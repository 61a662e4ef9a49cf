import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/** The pages that are built: each has a script in dist/webview, and a style sheet in media beside the one that all share. */
export type PageName = 'credentialForm' | 'report';

type PanelOptions = {
  readonly extensionUri: vscode.Uri;
  readonly page: PageName;
  readonly title: string;
};

/** Opens a page of ours in an editor tab. */
export function createPagePanel({ extensionUri, page, title }: PanelOptions): vscode.WebviewPanel {
  const scripts = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  const media = vscode.Uri.joinPath(extensionUri, 'media');
  const panel = vscode.window.createWebviewPanel(`pendo.${page}`, title, vscode.ViewColumn.Active, {
    enableScripts: true,
    // What is typed survives being hidden in the page itself: state that VS Code keeps for a page is written to disk.
    retainContextWhenHidden: true,
    localResourceRoots: [scripts, media],
  });
  panel.webview.html = renderPage({
    cspSource: panel.webview.cspSource,
    script: panel.webview.asWebviewUri(vscode.Uri.joinPath(scripts, `${page}.js`)).toString(),
    styles: ['page', page].map((name) =>
      panel.webview.asWebviewUri(vscode.Uri.joinPath(media, `${name}.css`)).toString(),
    ),
    language: vscode.l10n.bundle ? vscode.env.language : 'en',
  });
  return panel;
}

type Page = {
  /** `webview.cspSource`. */
  readonly cspSource: string;
  readonly script: string;
  readonly styles: readonly string[];
  /** The language of the page's words as a BCP 47 tag, for screen readers. */
  readonly language: string;
};

/**
 * The markup of a page: constant but for the addresses of its parts. What it shows arrives as a message, so no value is ever part of the
 * markup. The policy lets in one script and our style sheets, and no connection to anywhere.
 */
export function renderPage({ cspSource, script, styles, language }: Page): string {
  const nonce = randomBytes(16).toString('base64');
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${language.replace(/[^A-Za-z0-9-]/g, '')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
${styles.map((style) => `<link rel="stylesheet" href="${style}">`).join('\n')}
<title>Pendo</title>
</head>
<body>
<main id="app"></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

/** What a page needs to speak the user's language; undefined for English. */
export function pageTranslations(): Record<string, string> | undefined {
  const { bundle } = vscode.l10n;
  if (!bundle) {
    return undefined;
  }
  const texts = Object.entries(bundle as Record<string, unknown>);
  return Object.fromEntries(texts.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
