import assert from 'node:assert/strict';
import type { Failure } from '../../../src/pendo/failure';
import { proxyRefusal, retryAfterSeconds, statusFailure } from '../../../src/pendo/statusFailure';
import { survives } from '../../survives';

const url = new URL('https://app.pendo.io/api/v1/token/verify');
const host = 'app.pendo.io';
const head = (status: number, headers: Record<string, string> = {}) => ({
  status,
  headers: new Headers(headers),
});

describe('statusFailure', () => {
  const rows: readonly (readonly [
    status: number,
    headers: Record<string, string>,
    failure: Failure | undefined,
  ])[] = [
    [200, {}, undefined],
    [204, {}, undefined],
    [207, {}, undefined],
    [299, {}, undefined],
    [300, {}, { code: 'redirect', host, to: undefined }],
    [301, { location: 'https://login.example/x' }, { code: 'redirect', host, to: 'login.example' }],
    [302, { location: '/sign-in' }, { code: 'redirect', host, to: host }],
    [303, { location: '//evil.example:8443/x' }, { code: 'redirect', host, to: 'evil.example:8443' }],
    [307, { location: 'http://[' }, { code: 'redirect', host, to: undefined }],
    [308, { location: '' }, { code: 'redirect', host, to: undefined }],
    [304, {}, { code: 'redirect', host, to: undefined }],
    [400, {}, undefined],
    [401, {}, undefined],
    [403, {}, undefined],
    [404, {}, undefined],
    [407, {}, { code: 'proxyAuthentication', host }],
    [408, {}, { code: 'requestTimeout', host }],
    [418, {}, undefined],
    [429, {}, { code: 'tooManyRequests', host, retryAfterSeconds: undefined }],
    [429, { 'retry-after': '7' }, { code: 'tooManyRequests', host, retryAfterSeconds: 7 }],
    [499, {}, undefined],
    [500, {}, { code: 'serverError', host, status: 500 }],
    [502, {}, { code: 'serverError', host, status: 502 }],
    [599, {}, { code: 'serverError', host, status: 599 }],
    [600, {}, { code: 'unexpectedStatus', host, status: 600 }],
    [199, {}, { code: 'unexpectedStatus', host, status: 199 }],
  ];
  for (const [status, headers, failure] of rows) {
    survives(
      {
        area: 'connection',
        fault: 'Any status: 3xx, 407, 408, 429, 5xx and those that do not exist',
        userSees:
          'A name for each, such as “Sent elsewhere”, “Proxy wants a sign-in”, “Pendo gave up waiting”, “Too many requests”, “Pendo has a problem”',
      },
      `takes ${status} ${JSON.stringify(headers)} for ${failure ? JSON.stringify(failure) : 'an answer'}`,
      () => {
        assert.deepEqual(statusFailure(head(status, headers), url), failure);
      },
    );
  }
});

describe('retryAfterSeconds', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  for (const [value, seconds] of [
    ['0', 0],
    ['7', 7],
    [' 120 ', 120],
    ['999999999', 86_400],
    ['9'.repeat(400), undefined],
    ['Thu, 01 Jan 2026 00:01:30 GMT', 90],
    ['Wed, 31 Dec 2025 23:59:00 GMT', 0],
    ['Fri, 01 Jan 2027 00:00:00 GMT', 86_400],
    ['soon', undefined],
    ['', undefined],
  ] as const) {
    it(`makes ${seconds} of "${value.slice(0, 40)}"`, () => {
      assert.equal(retryAfterSeconds(head(429, { 'retry-after': value }), now), seconds);
    });
  }

  it('rounds a date up, so that the pause is long enough', () => {
    const response = head(429, { 'retry-after': 'Thu, 01 Jan 2026 00:00:10 GMT' });
    assert.equal(retryAfterSeconds(response, now + 500), 10);
  });

  it('is undefined without the header', () => assert.equal(retryAfterSeconds(head(429)), undefined));
});

describe('proxyRefusal', () => {
  it('is a missing sign-in for 407', () => {
    assert.deepEqual(proxyRefusal(407, host), { code: 'proxyAuthentication', host });
  });

  it('is the proxy’s word for any other status, and says nothing of the key', () => {
    for (const status of [200, 302, 403, 500, 503]) {
      assert.deepEqual(proxyRefusal(status, host), { code: 'proxyRefused', host, status });
    }
  });
});
