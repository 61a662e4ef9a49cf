import assert from 'node:assert/strict';
import { sandboxKeys } from '../../sandbox/keys';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { ask } from './ask';

describe('the keys of the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => (sandbox = await startSandbox()));
  afterEach(() => sandbox.close());

  const verify = (key: string) => ask(sandbox, '/api/v1/token/verify', { key });

  it('says of each good key whether it may write', async () => {
    assert.equal((await verify(sandboxKeys.readWrite)).text, '{"valid":true,"writeAccess":true}');
    assert.equal((await verify(sandboxKeys.readOnly)).text, '{"valid":true,"writeAccess":false}');
  });

  it('answers 403 with an empty body to a revoked, an unknown and an empty key, and to none', async () => {
    for (const key of [sandboxKeys.revoked, '99999999-9999-4999-8999-999999999999', '']) {
      const { status, text } = await verify(key);
      assert.deepEqual({ status, text }, { status: 403, text: '' });
    }
    const response = await fetch(`${sandbox.baseUrl}/api/v1/token/verify`);
    assert.deepEqual([response.status, await response.text()], [403, '']);
  });

  it('takes a key that was added, until it is revoked', async () => {
    const { key } = sandbox.addKey({ label: 'new', writeAccess: false });
    assert.match(key, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.us$/);
    assert.equal((await verify(key)).status, 200);
    sandbox.revoke(key);
    assert.equal((await verify(key)).status, 403);
  });

  it('forbids every write to a read-only key, and changes nothing', async () => {
    const { status, text } = await ask(sandbox, '/api/v1/segment/upload', {
      method: 'POST',
      key: sandboxKeys.readOnly,
      body: { name: 'x', visitors: [] },
    });
    assert.deepEqual({ status, text }, { status: 403, text: '{"message":"Forbidden"}' });
    assert.equal(sandbox.company.segments.length, 2);
  });

  it('records requests with their headers and bodies', async () => {
    await ask(sandbox, '/api/v1/aggregation?details=true', { method: 'POST', body: '{}' });
    const [request] = sandbox.requests;
    assert.equal(request?.path, '/api/v1/aggregation');
    assert.equal(request.method, 'POST');
    assert.equal(request.url.searchParams.get('details'), 'true');
    assert.equal(request.headers['x-pendo-integration-key'], sandboxKeys.readWrite);
    assert.equal(request.body, '{}');
    sandbox.clearRequests();
    assert.equal(sandbox.requests.length, 0);
  });

  it('tells a browser what it is and which keys there are, and that all is well', async () => {
    const page = (await ask(sandbox, '/')).text;
    for (const { key } of sandbox.keys) assert.ok(page.includes(key));
    assert.match(
      (await ask(sandbox, '/api/v2/summary.json')).text,
      /"EU environment","status":"operational"/,
    );
  });
});
