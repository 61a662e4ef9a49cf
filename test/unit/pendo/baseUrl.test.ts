import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isLoopback, parseBaseUrl, type BaseUrlProblem } from '../../../src/pendo/baseUrl';
import { survives } from '../../survives';
import { ensure } from '../fakes/ensure';

const good: readonly (readonly [typed: string, baseUrl: string])[] = [
  ['https://app.pendo.io', 'https://app.pendo.io'],
  ['https://app.pendo.io/', 'https://app.pendo.io'],
  ['  https://app.pendo.io \n', 'https://app.pendo.io'],
  ['app.pendo.io', 'https://app.pendo.io'],
  ['app.pendo.io:8443', 'https://app.pendo.io:8443'],
  ['HTTPS://APP.Pendo.IO', 'https://app.pendo.io'],
  ['https://app.pendo.io:443', 'https://app.pendo.io'],
  ['https://app.pendo.io:8443', 'https://app.pendo.io:8443'],
  ['https://xn--mnchen-3ya.example', 'https://xn--mnchen-3ya.example'],
  // Another script is drawn as what is asked for, so that nobody takes it for Pendo.
  ['https://münchen.example', 'https://xn--mnchen-3ya.example'],
  ['https://аpp.pendo.io', 'https://xn--pp-6kc.pendo.io'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['http://pendo.localhost', 'http://pendo.localhost'],
  ['http://127.0.0.1:80', 'http://127.0.0.1'],
  ['http://127.1', 'http://127.0.0.1'],
  ['http://127.255.255.254:9', 'http://127.255.255.254:9'],
  ['http://2130706433', 'http://127.0.0.1'],
  ['http://[::1]:8080', 'http://[::1]:8080'],
  ['http://[0:0:0:0:0:0:0:1]', 'http://[::1]'],
  ['https://[2001:db8::1]', 'https://[2001:db8::1]'],
  ['localhost:3000', 'https://localhost:3000'],
  ['a'.repeat(292), `https://${'a'.repeat(292)}`],
];

const bad: { readonly [Problem in BaseUrlProblem]: readonly string[] } = {
  empty: ['', '   ', '\n\t'],
  tooLong: [
    `https://${'a'.repeat(300)}.example`,
    // Short enough as they are typed, but not as they would be stored and read again.
    'a'.repeat(300),
    `https://${'ü.'.repeat(60)}example`,
  ],
  notAUrl: [
    'https://',
    'https://[::1',
    'https://app.pendo.io:99999',
    'https://app pendo'.replace(' ', '%20'),
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://app.pendo.io%2F.evil.example',
  ],
  insecure: [
    'http://app.pendo.io',
    'http://localhost.evil.com',
    'http://evil-localhost',
    'http://127.0.0.1.evil.com',
    'http://127.evil.com',
    'http://128.0.0.1',
    'http://0.0.0.0',
    'http://[::ffff:127.0.0.1]',
    'http://[::2]',
    'http://10.0.0.1',
    'ftp://localhost',
    'ws://localhost',
    'wss://app.pendo.io',
  ],
  credentials: [
    'https://me@app.pendo.io',
    'https://me:secret@app.pendo.io',
    'https://app.pendo.io@evil.example',
    'https://@app.pendo.io',
    'https://:@app.pendo.io',
    'app.pendo.io:80@evil.example',
    'http://localhost@127.0.0.1',
  ],
  path: ['https://app.pendo.io/api', 'https://app.pendo.io//', 'app.pendo.io/login', 'https:/app.pendo.io'],
  query: [
    'https://app.pendo.io?',
    'https://app.pendo.io/?a=1',
    'https://app.pendo.io#',
    'https://app.pendo.io/x#y',
    'https://app.pendo.io?/../',
  ],
  unsafeCharacters: [
    'https://app.pendo.io\\evil.example',
    'https:\\\\app.pendo.io',
    'https://app.pendo .io',
    'https://app.\tpendo.io',
    'https://app.\npendo.io',
    'https://\u202eoi.odnep.ppa',
    'https://app.pendo\u2066.io',
    'https://app.pendo.io\u200b.evil.example',
    'https://app\u00ad.pendo.io',
    'https://app.pendo.io\u0000',
    'https://app\u00a0.pendo.io',
  ],
};

describe('parseBaseUrl', function () {
  this.timeout(30_000);

  for (const [typed, baseUrl] of good) {
    it(`makes ${baseUrl.slice(0, 60)} of ${JSON.stringify(typed).slice(0, 60)}`, () => {
      assert.deepEqual(parseBaseUrl(typed), { ok: true, baseUrl });
    });
  }

  for (const [reason, texts] of Object.entries(bad)) {
    for (const text of texts) {
      survives(
        {
          area: 'input',
          fault: 'A base URL that is insecure, has a password, a path, or only looks like Pendo’s',
          userSees: 'The form refuses it beside its field; the key goes nowhere',
        },
        `finds ${reason} in ${JSON.stringify(text).slice(0, 60)}`,
        () => {
          assert.deepEqual(parseBaseUrl(text), { ok: false, reason });
        },
      );
    }
  }

  it('gives an origin that parses to itself, is https or loopback, and has no more than a host and a port', () => {
    const texts = fc.oneof(
      fc.webUrl({ validSchemes: ['http', 'https'] }),
      fc.domain(),
      fc.string(),
      fc.ipV4(),
      fc.ipV6().map((ip) => `http://[${ip}]`),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const parsed = parseBaseUrl(text);
        if (!parsed.ok) return;
        assert.deepEqual(parseBaseUrl(parsed.baseUrl), parsed);
        const url = new URL(parsed.baseUrl);
        assert.equal(url.origin, parsed.baseUrl);
        ensure(url.protocol === 'https:' || isLoopback(url.hostname));
      }),
    );
  });
});

describe('isLoopback', () => {
  for (const hostname of ['localhost', 'a.b.localhost', '127.0.0.1', '127.9.9.9', '[::1]']) {
    it(`says so of ${hostname}`, () => assert.equal(isLoopback(hostname), true));
  }
  for (const hostname of [
    'localhost.evil.com',
    'notlocalhost',
    '127.0.0.1.evil.com',
    '1127.0.0.1',
    '[::2]',
    '0.0.0.0',
    '',
  ]) {
    it(`does not say so of "${hostname}"`, () => assert.equal(isLoopback(hostname), false));
  }
});
