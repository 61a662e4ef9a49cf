import assert from 'node:assert/strict';
import http from 'node:http';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { ask } from './ask';

const path = '/api/v1/token/verify';

describe('the faults of the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => (sandbox = await startSandbox()));
  afterEach(() => sandbox.close());

  const soon = () => AbortSignal.timeout(150);
  const fetchSoon = () => fetch(sandbox.baseUrl + path, { signal: soon() });

  it('plays an answer once, so many times, or always, until cleared', async () => {
    const handle = sandbox.fault(path, { kind: 'answer', status: 503 });
    assert.deepEqual(
      [(await ask(sandbox, path)).status, (await ask(sandbox, path)).status, handle.hits],
      [503, 200, 1],
    );
    sandbox.fault(/verify$/, { kind: 'answer', status: 500 }, 2);
    sandbox.fault('GET /api/*', { kind: 'answer', status: 502 }, 'always');
    const statuses = [];
    for (let round = 0; round < 4; round += 1) statuses.push((await ask(sandbox, path)).status);
    assert.deepEqual(statuses, [500, 500, 502, 502]);
    assert.equal((await ask(sandbox, '/api/v1/aggregation', { method: 'POST', body: '{}' })).status, 422);
    sandbox.clearFaults();
    assert.equal((await ask(sandbox, path)).status, 200);
  });

  it('answers 429 with Retry-After, a redirect, a sign-in page, an invalid verdict and garbage', async () => {
    sandbox.fault(path, { kind: 'tooManyRequests', retryAfter: '7' });
    const slow = await ask(sandbox, path);
    assert.deepEqual([slow.status, slow.headers.get('retry-after')], [429, '7']);
    sandbox.fault(path, { kind: 'redirect', to: 'https://elsewhere.example/' });
    const moved = await ask(sandbox, path);
    assert.deepEqual([moved.status, moved.headers.get('location')], [302, 'https://elsewhere.example/']);
    sandbox.fault(path, { kind: 'signInPage' });
    assert.match((await ask(sandbox, path)).text, /^<!DOCTYPE html>/);
    sandbox.fault(path, { kind: 'invalidVerdict' });
    assert.equal((await ask(sandbox, path)).text, '{"valid":false}');
    sandbox.fault(path, { kind: 'garbageJson' });
    const { text } = await ask(sandbox, path);
    assert.throws(() => JSON.parse(text) as unknown);
  });

  it('gives the right answer late, or byte by byte', async () => {
    const started = Date.now();
    sandbox.fault(path, { kind: 'delay', ms: 60 });
    assert.equal((await ask(sandbox, path)).status, 200);
    sandbox.fault(path, { kind: 'drip', everyMs: 2 });
    assert.equal((await ask(sandbox, path)).text, '{"valid":true,"writeAccess":true}');
    assert.ok(Date.now() - started >= 100);
  });

  it('resets, truncates, and never answers', async () => {
    sandbox.fault(path, { kind: 'reset' });
    await assert.rejects(fetch(sandbox.baseUrl + path), { message: 'fetch failed' });
    sandbox.fault(path, { kind: 'truncatedBody' });
    await assert.rejects(ask(sandbox, path), { message: 'terminated' });
    sandbox.fault(path, { kind: 'hang' });
    await assert.rejects(fetchSoon(), { name: 'TimeoutError' });
  });

  it('stalls after a status and the beginning of a body', async () => {
    sandbox.fault(path, { kind: 'stalledBody', status: 503, headers: { 'retry-after': '7' } });
    const { status, headers, body } = await fetchSoon();
    assert.deepEqual([status, headers.get('retry-after'), sandbox.connections], [503, '7', 1]);
    const reader = body!.getReader();
    assert.equal(Buffer.from((await reader.read()).value!).toString(), 'x');
    await assert.rejects(reader.read(), { name: 'TimeoutError' });
  });

  it('sends a body and headers that do not end', async () => {
    sandbox.fault(path, { kind: 'endlessBody' });
    await assert.rejects(async () => (await fetchSoon()).text(), { name: 'TimeoutError' });
    sandbox.fault(path, { kind: 'endlessHeaders' });
    await assert.rejects(fetch(sandbox.baseUrl + path), (error: Error & { cause?: { code?: string } }) =>
      ['UND_ERR_HEADERS_OVERFLOW', 'HPE_HEADER_OVERFLOW'].includes(error.cause?.code ?? ''),
    );
  });

  it('sends little that unpacks to much', async () => {
    sandbox.fault(path, { kind: 'gzipBomb', megabytes: 8 }, 2);
    const unpacked = (await ask(sandbox, path)).text.length;
    const packed = await new Promise<number>((resolve, reject) => {
      http
        .get(sandbox.baseUrl + path, (response) => {
          let size = 0;
          response.on('data', (chunk: Buffer) => (size += chunk.length)).on('end', () => resolve(size));
        })
        .on('error', reject);
    });
    assert.equal(unpacked, 8 * 1024 * 1024);
    assert.ok(packed < 50_000);
  });

  it('closes at once with a request that hangs and a connection that idles', async () => {
    sandbox.fault(path, { kind: 'hang' });
    const hanging = assert.rejects(fetch(sandbox.baseUrl + path));
    while (sandbox.requests.length === 0) await new Promise(setImmediate);
    await sandbox.close();
    await hanging;
    await sandbox.close();
  });
});
