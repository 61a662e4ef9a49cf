import assert from 'node:assert/strict';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { ask, askJson } from './ask';

describe('reading from the sandbox', () => {
  let sandbox: Sandbox;
  before(async () => (sandbox = await startSandbox()));
  after(() => sandbox.close());

  const count = async (path: string): Promise<number> => ((await askJson(sandbox, path)) as unknown[]).length;

  it('lists the default app alone, one app, all, or those picked by id', async () => {
    const { pages, apps } = sandbox.company;
    assert.equal(await count('/api/v1/page'), 6);
    assert.equal(await count(`/api/v1/page?appId=${apps[1]?.id}`), 1);
    assert.equal(await count('/api/v1/page?expand=*'), 8);
    assert.equal(await count(`/api/v1/page?id=${pages[0]?.id},${pages[7]?.id},nothing`), 2);
  });

  it('lists every kind of definition, report and segment', async () => {
    for (const name of [
      'feature',
      'tracktype',
      'guide',
      'report',
      'segment',
      'guide/order',
      'blacklist',
      'servername',
    ]) {
      assert.ok((await count(`/api/v1/${name}`)) > 0, name);
    }
    assert.equal(await count('/api/v1/segment?createdByApi=true'), 1);
  });

  it('knows no list of visitors or accounts, as seen live', async () => {
    assert.equal((await ask(sandbox, '/api/v1/visitor')).status, 404);
    assert.equal((await ask(sandbox, '/api/v1/account')).status, 404);
    assert.equal((await ask(sandbox, '/api/v1/integrationkeys')).status, 404);
  });

  it('answers 405 to a method that a path does not have', async () => {
    const { status, headers } = await ask(sandbox, '/api/v1/token/verify', { method: 'POST' });
    assert.deepEqual([status, headers.get('allow')], [405, 'GET']);
  });

  it('finds every visitor and account by an encoded id and by a base64 one', async () => {
    const { visitors, accounts } = sandbox.company;
    const paths = [
      ...visitors.map(({ id }) => ['visitor', id]),
      ...accounts.map(({ id }) => ['account', id]),
    ] as const;
    for (const [kind = '', id = ''] of paths) {
      const plain = await askJson(sandbox, `/api/v1/${kind}/${encodeURIComponent(id)}`);
      const headers = { 'x-pendo-base64-encoded-params': 'true' };
      const base64 = await askJson(sandbox, `/api/v1/${kind}/b64_${Buffer.from(id).toString('base64url')}`, {
        headers,
      });
      assert.equal((plain as { id: string }).id, id);
      assert.deepEqual(base64, plain);
    }
    assert.equal((await ask(sandbox, '/api/v1/visitor/nobody')).status, 404);
  });

  it('tells what a visitor did in 24 hours', async () => {
    const use = sandbox.company.events.page[0];
    const path = `/api/v1/visitor/${encodeURIComponent(use?.visitorId ?? '')}/history`;
    const events = (await askJson(sandbox, `${path}?starttime=${use?.hour}`)) as {
      id: string;
      type: string;
    }[];
    assert.ok(events.some((event) => event.id === use?.id && event.type === 'page'));
    assert.equal((await ask(sandbox, path)).status, 400);
  });

  it('gives the rows of a list report as JSON and as CSV, and none of a funnel', async () => {
    const [visitors, accounts, funnel] = sandbox.company.reports;
    assert.equal(await count(`/api/v1/report/${visitors?.id}/results.json`), 40);
    const csv = await ask(sandbox, `/api/v1/report/${accounts?.id}/results.csv`);
    assert.match(csv.headers.get('content-type') ?? '', /^text\/csv/);
    assert.equal(csv.text.trimEnd().split('\r\n').length, 9);
    assert.equal((await ask(sandbox, `/api/v1/report/${funnel?.id}/results.json`)).status, 404);
  });

  it('gives metadata schemas by group, and a single value', async () => {
    const schema = (await askJson(sandbox, '/api/v1/metadata/schema/visitor')) as Record<string, unknown>;
    assert.deepEqual(Object.keys(schema), ['auto', 'agent', 'custom', 'pendo']);
    const id = encodeURIComponent(sandbox.company.visitors[3]?.id ?? '');
    assert.equal(
      await askJson(sandbox, `/api/v1/metadata/visitor/agent/value/${id}/email`),
      sandbox.company.visitors[3]?.id,
    );
    assert.equal((await ask(sandbox, '/api/v1/metadata/schema/planet')).status, 404);
  });

  it('exports guide texts as XLIFF, and refuses more than 15 or an unknown one', async () => {
    const ids = sandbox.company.guides.map((guide) => guide.id);
    const path = '/api/v1/guide/localization/export?guideids=';
    assert.match((await ask(sandbox, path + ids.slice(0, 2).join())).text, /<xliff version="1.2">/);
    assert.equal((await ask(sandbox, path + Array(16).fill(ids[0]).join())).status, 400);
    assert.equal((await ask(sandbox, `${path}${ids[0]},nothing`)).status, 404);
  });

  it('gives every sandbox the same visitors', async () => {
    const other = await startSandbox();
    assert.deepEqual(
      other.company.visitors.map(({ id }) => id),
      sandbox.company.visitors.map(({ id }) => id),
    );
    await other.close();
  });
});
