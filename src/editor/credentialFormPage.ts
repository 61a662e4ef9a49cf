import { randomBytes } from 'node:crypto';

type Page = {
  /** `webview.cspSource`. */
  readonly cspSource: string;
  readonly script: string;
  readonly style: string;
  /** A BCP 47 tag, for screen readers. */
  readonly language: string;
};

/**
 * The page of a form: constant but for the addresses of its parts. What it shows arrives as a message, so no value is ever part of the
 * markup. The policy lets in one script and one style sheet, and no connection to anywhere.
 */
export function renderFormPage({ cspSource, script, style, language }: Page): string {
  const nonce = randomBytes(16).toString('base64');
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="${language.replace(/[^A-Za-z0-9-]/g, '')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>Pendo</title>
</head>
<body>
<main id="app"></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
