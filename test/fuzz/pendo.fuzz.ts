import assert from 'node:assert/strict';
import http from 'node:http';
import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { isLoopback, parseBaseUrl } from '../../src/pendo/baseUrl';
import { findProxyServer } from '../../src/pendo/diagnosis/proxyServer';
import { parseStatusFeed } from '../../src/pendo/diagnosis/serviceSteps';
import { explainFailure } from '../../src/pendo/explainFailure';
import { failureCodes, isFailure } from '../../src/pendo/failure';
import { keyEnding, parseKey } from '../../src/pendo/key';
import { networkFailure } from '../../src/pendo/networkFailure';
import { retryAfterSeconds, statusFailure } from '../../src/pendo/statusFailure';
import { classifyVerifyAnswer } from '../../src/pendo/verifyKey';
import { formatMessage } from '../unit/fakes/formatMessage';
import { fuzz, parses } from './fuzz';
import { anyValue, nearly, toJson, trickyText } from './texts';

const headerName = 'x-pendo-integration-key';
const uuid = '1234abcd-56ef-7890-abcd-ef1234567890';

describe('parseKey', () => {
  const texts = trickyText(headerName, `${headerName}: `, `"${headerName}": "`, '-H "', `${uuid}.eu`, '", ');

  fuzz(
    'gives a key that a header carries as it is, and that parses to itself',
    parses(texts, (text) => {
      const parsed = parseKey(text);
      if (!parsed.ok) return;
      http.validateHeaderValue(headerName, parsed.key);
      assert.match(parsed.key, /^[\x21-\x7e]{1,1000}$/);
      assert.ok(text.includes(parsed.key));
      assert.deepEqual(parseKey(parsed.key), { ...parsed, removed: [] });
      assert.ok(keyEnding(parsed.key).length <= 4);
    }),
  );

  const visible = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));
  const keys = fc
    .oneof(
      fc.tuple(fc.uuid(), fc.constantFrom('', '.us', '.eu', '.us1')).map((parts) => parts.join('')),
      fc.string({ unit: visible, minLength: 1, maxLength: 60 }),
    )
    .filter((key) => {
      const parsed = parseKey(key);
      return parsed.ok && parsed.removed.length === 0;
    });
  const wrappers = fc.array(
    fc.constantFrom<(text: string) => string>(
      (text) => ` ${text}\r\n`,
      (text) => `\u200b\u00a0${text}\ufeff`,
      (text) => `"${text}"`,
      (text) => `'${text}'`,
      (text) => `\`${text}\``,
      (text) => `“${text}”`,
      (text) => `« ${text} »`,
      (text) => `${headerName}: ${text}`,
      (text) => `X-Pendo-Integration-Key=${text}`,
      (text) => `"${headerName}": "${text}",`,
      (text) => `-H '${headerName}: ${text}' \\`,
    ),
    { maxLength: 5 },
  );
  fuzz(
    'finds the same key whatever stands around it',
    parses(fc.tuple(keys, wrappers), ([key, around]) => {
      const parsed = parseKey(around.reduce((text, wrap) => wrap(text), key));
      assert.equal(parsed.ok && parsed.key, key);
    }),
  );
});

describe('parseBaseUrl', () => {
  const texts = fc.oneof(
    trickyText('https://', 'http://', 'app.pendo.io', 'localhost', '127.0.0.1', '[::1]', ':443', '%2f', '//'),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.webAuthority({ withIPv4Extended: true, withIPv6: true, withPort: true, withUserInfo: true }),
  );

  fuzz(
    'gives an origin that is secure and parses to itself',
    parses(texts, (text) => {
      const parsed = parseBaseUrl(text);
      if (!parsed.ok) return;
      const url = new URL(parsed.baseUrl);
      assert.equal(url.origin, parsed.baseUrl);
      assert.ok(url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname)));
      assert.match(parsed.baseUrl, /^[\x21-\x7e]+$/);
      assert.deepEqual(parseBaseUrl(parsed.baseUrl), parsed);
    }),
  );

  fuzz(
    'names the host that a browser would go to, and the one that a person reads',
    parses(texts, (text) => {
      const parsed = parseBaseUrl(text);
      if (!parsed.ok) return;
      const typed = text.trim();
      const withScheme = typed.includes('://') ? typed : `https://${typed}`;
      const { host, hostname } = new URL(parsed.baseUrl);
      assert.equal(host, new URL(withScheme).host);
      // Between the slashes, as one reads it (RFC 3986, appendix B); a browser overlooks more of them.
      const authority = /^[^:/?#]+:\/{2,}([^/?#]*)/.exec(withScheme)?.[1] ?? '';
      assert.equal(hostname, domainToASCII(authority.replace(/:\d*$/, '')));
    }),
  );
});

describe('classifyVerifyAnswer', () => {
  const bodies = fc.oneof(
    trickyText('<!doctype html>', '<html', '{"valid":true', '"writeAccess":', 'true', 'false', '}', '[', '{'),
    fc.json(),
    nearly({ valid: fc.boolean(), writeAccess: fc.boolean() }).map((value) => toJson(value)),
  );
  const answers = fc.record({
    status: fc.oneof(fc.constant(200), fc.integer({ min: 200, max: 499 })),
    contentType: fc.oneof(fc.constantFrom('application/json', 'text/html', ''), fc.string()),
    text: bodies,
  });

  fuzz(
    'calls a key valid only where JSON with status 200 says so',
    parses(answers, (answer) => {
      const verification = classifyVerifyAnswer(answer, 'app.pendo.io');
      if (!verification.ok) {
        assert.ok(isFailure(verification.failure));
        return;
      }
      const { valid, writeAccess } = JSON.parse(answer.text) as Record<string, unknown>;
      assert.equal(answer.status, 200);
      assert.ok(valid === true || (valid !== false && typeof writeAccess === 'boolean'));
      assert.equal(verification.access === 'readWrite', writeAccess === true);
    }),
  );
});

describe('parseStatusFeed', () => {
  const feeds = fc.oneof(
    trickyText('{"status":', '{"indicator":"none",', '"description":"', '"}}', 'null'),
    fc.json(),
    nearly({ status: nearly({ indicator: trickyText(), description: trickyText() }) }).map(toJson),
  );
  fuzz(
    'gives a short line of clean text, or nothing',
    parses(feeds, (text) => {
      const status = parseStatusFeed(text);
      if (!status) return;
      assert.equal(typeof status.indicator, 'string');
      assert.ok(status.description.length <= 200);
      assert.doesNotMatch(status.description, /\p{C}/u);
    }),
  );
});

describe('failures', () => {
  const target = new URL('https://app.pendo.io/api/v1/token/verify');
  const messages = trickyText(
    'connect ECONNREFUSED ',
    '10.0.0.1',
    ':3128',
    'getaddrinfo ENOTFOUND ',
    'proxy',
  );
  const errors = fc.letrec<{ error: unknown }>((tie) => ({
    error: fc.oneof(
      { depthSize: 'small' },
      anyValue,
      nearly({
        code: fc.oneof(
          fc.constantFrom('ENOTFOUND', 'ECONNREFUSED', 'ERR_TLS_X', 'HPE_X', 'Z_X'),
          fc.string(),
        ),
        type: fc.constantFrom('system', 'max-size'),
        message: messages,
        address: fc.string(),
        port: fc.integer(),
        hostname: fc.string(),
        cause: tie('error'),
        errors: fc.array(tie('error'), { maxLength: 2 }),
      }),
    ),
  })).error;

  fuzz(
    'of the network are one of the union, whatever was thrown',
    parses(errors, (error) => {
      const failure = networkFailure(error, target);
      assert.ok(isFailure(failure));
      assert.ok(explainFailure(failure, formatMessage).summary.length > 0);
    }),
  );

  const stored = fc.oneof(
    fc.jsonValue(),
    nearly({
      code: fc.constantFrom(...failureCodes),
      host: trickyText(),
      status: fc.integer(),
      seconds: fc.double(),
      cause: trickyText(),
      proxy: trickyText(),
      to: trickyText(),
      content: fc.string(),
      retryAfterSeconds: fc.double(),
    }),
  );
  fuzz(
    'that were stored are explained, or known not to be failures',
    parses(fc.oneof(stored, anyValue), (value) => {
      if (!isFailure(value)) return;
      const { summary, reason, advice, remedies } = explainFailure(value, formatMessage);
      assert.ok([summary, reason, advice].every((text) => typeof text === 'string' && text !== ''));
      assert.ok(remedies.length > 0);
    }),
  );

  const heads = fc.record({
    status: fc.integer({ min: 0, max: 999 }),
    value: fc.oneof(
      trickyText('Wed, 21 Oct 2015 07:28:00 GMT', '120', '-', 'e9', '.'),
      fc.date().map(String),
    ),
    now: fc.double({ min: 0, max: 1e14, noNaN: true }),
  });
  fuzz(
    'with a pause ask for whole seconds, at most a day',
    parses(heads, ({ status, value, now }) => {
      const head = { status, headers: { get: () => value } };
      const seconds = retryAfterSeconds(head, now);
      assert.ok(seconds === undefined || (Number.isInteger(seconds) && seconds >= 0 && seconds <= 86_400));
      const failure = statusFailure(head, target);
      assert.ok(failure === undefined ? status >= 200 && status < 500 : isFailure(failure));
    }),
  );
});

describe('findProxyServer', () => {
  fuzz(
    'gives a host and a port, never a user name or password',
    parses(trickyText('http://', 'socks5://', 'user:hunter2', '@', 'proxy', ':3128', '[::1]'), (setting) => {
      const proxy = findProxyServer({ setting, support: 'override', environment: '' });
      if (!proxy) return;
      assert.ok(Number.isInteger(proxy.port) && proxy.port >= 0 && proxy.port <= 65_535);
      assert.ok(proxy.hostname !== '');
      assert.doesNotMatch(proxy.hostname, /[@/\s]/);
    }),
  );
});
