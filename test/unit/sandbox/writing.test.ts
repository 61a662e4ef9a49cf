import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { ask, askJson } from './ask';

describe('writing to the sandbox', () => {
  let sandbox: Sandbox;
  beforeEach(async () => (sandbox = await startSandbox()));
  afterEach(() => sandbox.close());

  const write = (method: string, path: string, body?: unknown) =>
    ask(sandbox, `/api/v1${path}`, { method, body });

  it('answers 200 to many metadata values although rows failed', async () => {
    const id = sandbox.company.visitors[0]?.id ?? '';
    const rows = [
      { visitorId: id, values: { mood: 'good' } },
      { visitorId: 'nobody', values: { mood: 'bad' } },
      { visitorId: id, values: { mood: { a: 1 } } },
    ];
    const { status, text } = await write('POST', '/metadata/visitor/custom/value', rows);
    assert.equal(status, 200);
    const errors = [`${id}: cannot set mood`];
    assert.deepEqual(JSON.parse(text), {
      total: 3,
      updated: 1,
      failed: 2,
      missing: ['nobody'],
      errors,
      kind: 'visitor',
    });
    const path = `/api/v1/metadata/visitor/custom/value/${encodeURIComponent(id)}/mood`;
    assert.equal(await askJson(sandbox, path), 'good');
  });

  it('creates unknown ids if asked to', async () => {
    const rows = [{ visitorId: 'newcomer', values: { mood: 'good' } }];
    await write('POST', '/metadata/visitor/custom/value?create=true', rows);
    assert.equal((await ask(sandbox, '/api/v1/visitor/newcomer')).status, 200);
  });

  it('sets one metadata value, of a custom field also an unknown one', async () => {
    assert.equal((await write('PUT', '/metadata/account/agent/value/helix/plan', '"free"')).status, 200);
    assert.equal(await askJson(sandbox, '/api/v1/metadata/account/agent/value/helix/plan'), 'free');
    assert.equal((await write('PUT', '/metadata/account/custom/value/helix/novel', '1')).status, 200);
    assert.equal((await write('PUT', '/metadata/account/agent/value/helix/novel', '1')).status, 404);
  });

  it('creates fields with 201, 207, 409, 422 or 400, and deletes them with 200, 202 or 404', async () => {
    const path = '/metadata/schema/visitor/custom';
    const [good, bad] = [
      { name: 'size', displayname: 'Size', type: 'number' },
      { name: 'size', type: 'colour' },
    ];
    assert.equal((await write('POST', path, [bad])).status, 422);
    assert.equal((await write('POST', path, [good])).status, 201);
    assert.equal((await write('POST', path, [good])).status, 409);
    assert.equal((await write('POST', path, [{ ...good, name: 'other' }, good])).status, 207);
    assert.equal((await write('POST', path, Array(25).fill(good))).status, 400);
    assert.equal((await write('DELETE', `${path}/size`)).status, 200);
    assert.equal((await write('DELETE', `${path}/size`)).status, 202);
    assert.equal((await write('DELETE', `${path}/never`)).status, 404);
  });

  it('fills an uploaded segment after a while, and refuses changes until then', async () => {
    const { text } = await write('POST', '/segment/upload', { name: 'Testers', visitors: ['a', 'b'] });
    const { segmentId } = JSON.parse(text) as { segmentId: string };
    const patch = { patch: [{ op: 'add', path: '/visitors', value: ['c'] }] };
    const status = () =>
      askJson(sandbox, `/api/v1/segment/${segmentId}/status`) as Promise<{ command: string }>;
    assert.equal((await status()).command, 'pending');
    assert.equal((await write('PATCH', `/segment/${segmentId}/visitor`, patch)).status, 409);
    while ((await status()).command !== 'finish') await wait(20);
    const patched = await write('PATCH', `/segment/${segmentId}/visitor`, patch);
    assert.match(patched.text, /^\{"multistatus":\[\{"status":200/);
    assert.deepEqual([...(sandbox.company.segmentVisitors.get(segmentId) ?? [])], ['a', 'b', 'c']);
  });

  it('changes only visitors of segments created through the API, 1000 at most', async () => {
    const [ruled, own] = sandbox.company.segments;
    assert.equal((await write('PUT', `/segment/${ruled?.id}/visitor/a`)).status, 403);
    const value = Array.from({ length: 1001 }, (_, index) => `v${index}`);
    const patch = [{ op: 'add', path: '/visitors', value }];
    assert.equal((await write('PATCH', `/segment/${own?.id}/visitor`, { patch })).status, 413);
    assert.equal((await write('DELETE', `/segment/${own?.id}`)).status, 200);
    assert.equal((await ask(sandbox, `/api/v1/segment/${own?.id}`)).status, 404);
  });

  it('changes the state of a guide, and resets only a staged one', async () => {
    const [shown] = sandbox.company.guides;
    assert.equal((await write('POST', `/guide/${shown?.id}/reset`)).status, 400);
    assert.equal((await write('PUT', `/guide/${shown?.id}/state`, { state: 'staged' })).status, 200);
    assert.equal((await write('POST', `/guide/${shown?.id}/reset`)).status, 200);
    assert.equal((await write('PUT', `/guide/${shown?.id}/state`, { state: 'lost' })).status, 400);
    assert.equal((await write('PUT', '/guide/none/state', { state: 'draft' })).status, 404);
  });

  it('takes a bulk deletion once, up to 500 ids, and opts the visitors out at once', async () => {
    const visitors = [sandbox.company.visitors[0]?.id];
    const { id } = JSON.parse((await write('POST', '/bulkdelete/visitor', { visitors })).text) as {
      id: string;
    };
    assert.equal((await ask(sandbox, `/api/v1/bulkdelete/${id}`)).status, 200);
    assert.equal(sandbox.company.visitors[0]?.metadata['pendo']?.['donotprocess'], true);
    assert.equal((await write('POST', '/bulkdelete/visitor', { visitors })).status, 400);
    assert.equal(
      (await write('POST', '/bulkdelete/visitor', { visitors: Array(501).fill('x') })).status,
      400,
    );
  });

  it('answers 413 to a body of more than 10 MB', async () => {
    assert.equal((await write('POST', '/aggregation', 'x'.repeat(10 * 1024 * 1024 + 1))).status, 413);
  });
});
