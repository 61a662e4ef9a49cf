import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { installationFacts, readProxyConfiguration } from '../../src/editor/installation';
import { atEnd, stub } from './support/stub';

describe('what is told of an installation', () => {
  it('names the versions and the system', () => {
    const [first = ''] = installationFacts('7.8.9');
    assert.ok(first.startsWith(`Pendo Credentials 7.8.9, VS Code ${vscode.version} (`), first);
    assert.ok(first.endsWith(`${process.platform} ${process.arch}`), first);
  });

  for (const [remoteName, told] of [
    [undefined, 'none'],
    ['wsl', 'wsl'],
    ['ssh-remote', 'ssh-remote'],
    ['vscode.example.com:8080', 'another server'],
  ] as const) {
    it(`tells the remote ${String(remoteName)} as “${told}”`, () => {
      stub(vscode.env, 'remoteName', remoteName);
      assert.equal(installationFacts('1.0.0')[1], `Remote: ${told}`);
    });
  }
});

describe('the proxy that the settings and the environment name', () => {
  const names = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];

  beforeEach(() => {
    const before = Object.fromEntries(names.map((name) => [name, process.env[name]]));
    atEnd(() => names.forEach((name) => setVariable(name, before[name])));
    names.forEach((name) => setVariable(name, undefined));
  });

  it('is none where nobody named one', () => {
    assert.deepEqual(
      { ...readProxyConfiguration(), support: '' },
      { setting: '', support: '', environment: '' },
    );
  });

  it('is the one for https, else the one for http', () => {
    setVariable('http_proxy', 'http://plain.example');
    assert.equal(readProxyConfiguration().environment, 'http://plain.example');
    setVariable('https_proxy', 'http://secure.example');
    assert.equal(readProxyConfiguration().environment, 'http://secure.example');
  });

  it('is used as the setting says', () => {
    const values: Record<string, string> = { proxy: 'http://proxy.example:3128', support: 'off' };
    const configuration = { get: (name: string) => values[name.replace('proxySupport', 'support')] };
    stub(vscode.workspace, 'getConfiguration', () => configuration as vscode.WorkspaceConfiguration);
    const { setting, support } = readProxyConfiguration();
    assert.deepEqual({ proxy: setting, support }, values);
  });
});

function setVariable(name: string, value: string | undefined): void {
  if (value === undefined) {
    Reflect.deleteProperty(process.env, name);
  } else {
    process.env[name] = value;
  }
}
