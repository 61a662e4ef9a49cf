import assert from 'node:assert/strict';
import { findProxyServer } from '../../../../src/pendo/diagnosis/proxyServer';

const find = (setting: string, environment = '', support = 'override') =>
  findProxyServer({ setting, support, environment });

describe('findProxyServer', () => {
  const named: readonly (readonly [text: string, hostname: string, port: number])[] = [
    ['http://proxy.corp:3128', 'proxy.corp', 3128],
    ['http://proxy.corp:3128/', 'proxy.corp', 3128],
    [' http://proxy.corp:3128\n', 'proxy.corp', 3128],
    ['proxy.corp:3128', 'proxy.corp', 3128],
    ['proxy.corp', 'proxy.corp', 80],
    ['http://proxy.corp', 'proxy.corp', 80],
    ['https://proxy.corp', 'proxy.corp', 443],
    ['https://proxy.corp:8443', 'proxy.corp', 8443],
    ['socks5://proxy.corp', 'proxy.corp', 1080],
    ['socks://proxy.corp:9050', 'proxy.corp', 9050],
    ['http://10.0.0.1:8080', '10.0.0.1', 8080],
    ['http://[::1]:8080', '::1', 8080],
  ];
  for (const [text, hostname, port] of named) {
    it(`finds ${hostname}, port ${port}, in ${JSON.stringify(text)}`, () => {
      assert.deepEqual(find(text), { source: 'setting', hostname, port });
    });
  }

  for (const text of [
    'http://kim:hunter2@proxy.corp:3128',
    'kim:hunter2@proxy.corp:3128',
    'kim@proxy.corp:3128',
  ]) {
    it(`leaves user name and password of ${text} behind`, () => {
      assert.deepEqual(find(text), { source: 'setting', hostname: 'proxy.corp', port: 3128 });
    });
  }

  for (const text of ['', '  ', ':', 'http://', 'socks5://', 'file:///x', 'http://proxy:99999', 'a b']) {
    it(`finds none in ${JSON.stringify(text)}, and looks in the environment`, () => {
      assert.equal(find(text), undefined);
      assert.deepEqual(find(text, 'http://env:1'), { source: 'environment', hostname: 'env', port: 1 });
    });
  }

  it('takes the setting before the environment', () => {
    assert.equal(find('http://setting:1', 'http://env:1')?.hostname, 'setting');
  });

  it('finds none where proxies are turned off', () => {
    assert.equal(find('http://setting:1', 'http://env:1', 'off'), undefined);
  });
});
