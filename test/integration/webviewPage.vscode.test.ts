import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { createPagePanel } from '../../src/editor/webviewPage';
import { installedExtension } from './support/installedExtension';
import { atEnd, stub } from './support/stub';

describe('a page', () => {
  const languageOf = (page: 'credentialForm' | 'report'): string | undefined => {
    const { extensionUri } = installedExtension();
    const panel = createPagePanel({ extensionUri, page, title: 'Pendo' });
    atEnd(() => void panel.dispose());
    return /<html lang="([^"]*)"/.exec(panel.webview.html)?.[1];
  };

  it('claims the user’s language only where its words are translated', () => {
    stub(vscode.env, 'language', 'de');
    stub(vscode.l10n, 'bundle', undefined);
    assert.deepEqual([languageOf('credentialForm'), languageOf('report')], ['en', 'en']);
    stub(vscode.l10n, 'bundle', { Save: 'Speichern' });
    assert.deepEqual([languageOf('credentialForm'), languageOf('report')], ['de', 'de']);
  });
});
