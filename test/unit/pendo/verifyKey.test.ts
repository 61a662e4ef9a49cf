import assert from 'node:assert/strict';
import fc from 'fast-check';
import { classifyVerifyAnswer, verifyKey, type Verification } from '../../../src/pendo/verifyKey';
import { sandboxKeys } from '../../sandbox/keys';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { survives } from '../../survives';
import { ensure } from '../fakes/ensure';

const host = 'app.pendo.io';
const rejected = (status: number): Verification => ({
  ok: false,
  failure: { code: 'keyRejected', host, status },
});
const notPendo = (content: 'html' | 'empty' | 'other'): Verification => ({
  ok: false,
  failure: { code: 'notPendo', host, content },
});
const page = '<!DOCTYPE html><html><body>Sign in</body></html>';

describe('classifyVerifyAnswer', function () {
  this.timeout(30_000);

  const rows: readonly (readonly [status: number, contentType: string, text: string, Verification])[] = [
    [200, 'application/json', '{"valid":true,"writeAccess":true}', { ok: true, access: 'readWrite' }],
    [200, 'application/json', '{"valid":true,"writeAccess":false}', { ok: true, access: 'readOnly' }],
    [200, 'application/json', '{"writeAccess":true}', { ok: true, access: 'readWrite' }],
    [200, 'application/json', '{"writeAccess":false}', { ok: true, access: 'readOnly' }],
    [200, 'application/json', '{"valid":true}', { ok: true, access: 'readOnly' }],
    [200, 'application/json', '{"valid":true,"writeAccess":"true"}', { ok: true, access: 'readOnly' }],
    [
      200,
      'application/json',
      '{"valid":true,"writeAccess":true,"subscriptionName":"x"}',
      { ok: true, access: 'readWrite' },
    ],
    [200, 'text/plain', '{"valid":true,"writeAccess":true}', { ok: true, access: 'readWrite' }],
    [200, 'application/json', '{"valid":false}', rejected(200)],
    [200, 'application/json', '{"valid":false,"writeAccess":true}', rejected(200)],
    [200, 'application/json', '{}', notPendo('other')],
    [200, 'application/json', '{"ok":true}', notPendo('other')],
    [200, 'application/json', '[]', notPendo('other')],
    [200, 'application/json', 'null', notPendo('other')],
    [200, 'application/json', 'true', notPendo('other')],
    [200, 'application/json', '{"valid":tru', notPendo('other')],
    [200, 'application/json', '', notPendo('empty')],
    [200, '', ' \n', notPendo('empty')],
    [200, 'text/html', page, notPendo('html')],
    [200, 'application/json', page, notPendo('html')],
    [200, 'text/html', '{"valid":true,"writeAccess":true}', notPendo('html')],
    [200, '', '  <HTML>', notPendo('html')],
    [400, '', '', rejected(400)],
    [401, '', '', rejected(401)],
    [403, '', '', rejected(403)],
    [403, 'application/json', '{"message":"Forbidden"}', rejected(403)],
    [403, 'text/html', page, notPendo('html')],
    [400, 'text/html', page, notPendo('html')],
    [402, '', '', { ok: false, failure: { code: 'paymentRequired', host } }],
    [404, '', '', { ok: false, failure: { code: 'notFound', host } }],
    [404, 'text/html', page, notPendo('html')],
    [204, '', '', { ok: false, failure: { code: 'unexpectedStatus', host, status: 204 } }],
    [
      201,
      'application/json',
      '{"valid":true,"writeAccess":true}',
      { ok: false, failure: { code: 'unexpectedStatus', host, status: 201 } },
    ],
    [409, '', '', { ok: false, failure: { code: 'unexpectedStatus', host, status: 409 } }],
    [422, '', '', { ok: false, failure: { code: 'unexpectedStatus', host, status: 422 } }],
  ];
  for (const [status, contentType, text, verification] of rows) {
    it(`takes ${status} ${contentType} ${text.slice(0, 40)} for ${JSON.stringify(verification)}`, () => {
      assert.deepEqual(classifyVerifyAnswer({ status, contentType, text }, host), verification);
    });
  }

  it('never throws, and calls nothing connected that is not 200', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 200, max: 499 }),
        fc.string(),
        fc.oneof(fc.string(), fc.json()),
        (status, contentType, text) => {
          const { ok } = classifyVerifyAnswer({ status, contentType, text }, host);
          ensure(!ok || status === 200);
        },
      ),
    );
  });
});

describe('verifyKey', () => {
  let sandbox: Sandbox;
  before(async () => (sandbox = await startSandbox()));
  beforeEach(() => {
    sandbox.clearFaults();
    sandbox.clearRequests();
  });
  after(() => sandbox.close());

  const verify = (key: string) =>
    verifyKey(
      { baseUrl: sandbox.baseUrl, key, seconds: 5, signal: new AbortController().signal },
      () => undefined,
    );
  const sandboxHost = () => new URL(sandbox.baseUrl).host;

  survives(
    {
      area: 'connection',
      fault: 'The key was revoked, or never existed',
      userSees:
        'Row and status bar say “key rejected”, in the colour of an error; “Try Other Regions” and “Replace Key”',
    },
    'tells what each key of the sandbox may do',
    async () => {
      assert.deepEqual(await verify(sandboxKeys.readWrite), { ok: true, access: 'readWrite' });
      assert.deepEqual(await verify(sandboxKeys.readOnly), { ok: true, access: 'readOnly' });
      const failure = { code: 'keyRejected', host: sandboxHost(), status: 403 };
      assert.deepEqual(await verify(sandboxKeys.revoked), { ok: false, failure });
      assert.deepEqual(await verify('99999999-9999-4999-8999-999999999999'), { ok: false, failure });
    },
  );

  it('asks once, with the key in one header and nowhere else', async () => {
    await verify(sandboxKeys.readWrite);
    assert.equal(sandbox.requests.length, 1);
    const { method, url, headers, body } = sandbox.requests[0]!;
    assert.equal(`${method} ${url.pathname}${url.search}`, 'GET /api/v1/token/verify');
    assert.equal(body, '');
    const withKey = Object.entries(headers).filter(([, value]) =>
      String(value).includes(sandboxKeys.readWrite),
    );
    assert.deepEqual(withKey, [['x-pendo-integration-key', sandboxKeys.readWrite]]);
  });

  survives(
    {
      area: 'connection',
      fault: 'Pendo answers 200, but that the key is not valid',
      userSees: '“Key rejected”',
    },
    'takes an answer that says the key is not valid for a rejection',
    async () => {
      sandbox.fault('*', { kind: 'invalidVerdict' });
      const failure = { code: 'keyRejected', host: sandboxHost(), status: 200 };
      assert.deepEqual(await verify(sandboxKeys.readWrite), { ok: false, failure });
    },
  );

  survives(
    {
      area: 'input',
      fault: 'A sign-in page of the network, or garbage, answers 200',
      userSees: '“Not an answer of Pendo’s”; never connected, and the key is not called rejected',
    },
    'takes a sign-in page and garbage for answers of somebody else',
    async () => {
      sandbox.fault('*', { kind: 'signInPage' });
      sandbox.fault('*', { kind: 'garbageJson' });
      for (const content of ['html', 'other']) {
        const failure = { code: 'notPendo', host: sandboxHost(), content };
        assert.deepEqual(await verify(sandboxKeys.readWrite), { ok: false, failure });
      }
    },
  );
});
