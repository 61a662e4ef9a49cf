import * as vscode from 'vscode';
import type { ProxyConfiguration } from '../pendo/diagnosis/diagnosisStep';

/** What the settings and the environment tell of proxies. */
export function readProxyConfiguration(): ProxyConfiguration {
  const http = vscode.workspace.getConfiguration('http');
  const { env } = process;
  return {
    setting: http.get<string>('proxy') ?? '',
    support: http.get<string>('proxySupport') ?? '',
    environment: env['https_proxy'] ?? env['HTTPS_PROXY'] ?? env['http_proxy'] ?? env['HTTP_PROXY'] ?? '',
  };
}

/** Lines about this installation that hold nothing private. */
export function installationFacts(extensionVersion: string): readonly string[] {
  const { t } = vscode.l10n;
  const kind = vscode.env.uiKind === vscode.UIKind.Web ? t('in a browser') : t('desktop');
  return [
    `Pendo Credentials ${extensionVersion}, VS Code ${vscode.version} (${kind}), ${process.platform} ${process.arch}`,
    t('Remote: {0}', describeRemote(vscode.env.remoteName)),
  ];
}

const kindsOfRemote = ['ssh-remote', 'wsl', 'dev-container', 'attached-container', 'codespaces', 'tunnel'];

/** The kind of the remote machine; in a browser VS Code calls it by the host name of the server, which is private. */
function describeRemote(name: string | undefined): string {
  const { t } = vscode.l10n;
  if (name === undefined) {
    return t('none');
  }
  return kindsOfRemote.includes(name) ? name : t('another server');
}
