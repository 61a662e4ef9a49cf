import assert from 'node:assert/strict';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { ask } from './ask';

type Row = Record<string, unknown>;

describe('aggregation in the sandbox', () => {
  let sandbox: Sandbox;
  before(async () => (sandbox = await startSandbox()));
  after(() => sandbox.close());

  const post = (body: unknown) => ask(sandbox, '/api/v1/aggregation', { method: 'POST', body });
  const query = (...pipeline: unknown[]) =>
    post({ response: { mimeType: 'application/json' }, request: { pipeline } });
  const rowsOf = async (...pipeline: unknown[]): Promise<Row[]> => {
    const { status, text } = await query(...pipeline);
    assert.equal(status, 200, text);
    return (JSON.parse(text) as { results: Row[] }).results;
  };
  const visitors = { source: { visitors: null } };
  const series = { timeSeries: { period: 'dayRange', first: 'now()', count: -30 } };

  it('answers 422 to a body without a pipeline', async () => {
    for (const body of [{}, { pipeline: [visitors] }, { request: {} }]) {
      const { status, text } = await post(body);
      assert.deepEqual([status, text], [422, '{"overall":{},"fields":{"pipeline":"Required"}}']);
    }
  });

  it('answers 400 to an event source without a time series', async () => {
    const { status, text } = await query({ source: { pageEvents: null } });
    assert.equal(status, 400);
    assert.match(text, /no period specified for time series source/);
  });

  const bad: readonly (readonly [string, unknown])[] = [
    ['an unknown operator', { conjure: 1 }],
    ['an operator that only Pendo has', { bulkExpand: {} }],
    ['an unescaped quote', { filter: 'visitorId == "say "hi""' }],
    ['an unknown function', { filter: 'wish(visitorId)' }],
    ['a filter that breaks off', { filter: 'visitorId ==' }],
    ['a limit that is no number', { limit: '3' }],
    ['an unknown aggregator', { reduce: { x: { most: 'visitorId' } } }],
    ['two operators in one stage', { limit: 1, skip: 1 }],
  ];
  for (const [what, stage] of bad) {
    it(`answers 400 with a text to ${what}`, async () => {
      const { status, text } = await query(visitors, stage);
      assert.equal(status, 400);
      assert.notEqual(text, '');
    });
  }

  for (const source of [
    'visitors',
    'accounts',
    'pages',
    'features',
    'trackTypes',
    'guides',
    'apps',
    'groups',
  ]) {
    it(`reads the source ${source}`, async () => {
      assert.ok((await rowsOf({ source: { [source]: null } })).length > 0);
    });
  }

  for (const source of [
    'events',
    'pageEvents',
    'featureEvents',
    'trackEvents',
    'guideEvents',
    'guidesSeen',
  ]) {
    it(`reads the event source ${source}, with its start`, async () => {
      const { text } = await query({ source: { [source]: null, ...series } });
      const { startTime, results } = JSON.parse(text) as { startTime: number; results: Row[] };
      assert.equal(startTime % 86_400_000, 0);
      assert.ok(results.length > 0);
    });
  }

  it('reads the default app unless told which', async () => {
    assert.equal((await rowsOf({ source: { pages: null } })).length, 6);
    assert.equal((await rowsOf({ source: { pages: { appId: 'expandAppIds("*")' } } })).length, 8);
    assert.equal((await rowsOf({ source: { pages: { appId: 'expandAppIds("mobile")' } } })).length, 1);
  });

  const filters: readonly (readonly [string, (row: { role?: string; visits: string }) => boolean])[] = [
    ['metadata.agent.role == "admin"', ({ role }) => role === 'admin'],
    [
      'metadata.agent.role == `admin` || metadata.agent.role == null',
      ({ role }) => role === 'admin' || role === undefined,
    ],
    [
      '!(metadata.agent.role != "admin") && contains(visitorId, "@")',
      ({ role, visits }) => role === 'admin' && visits.includes('@'),
    ],
    ['visitorId == "say \\"hi\\""', ({ visits }) => visits === 'say "hi"'],
    ['metadata.nothing.here', () => false],
  ];
  for (const [filter, fits] of filters) {
    it(`filters by ${filter}`, async () => {
      const expected = sandbox.company.visitors
        .map(({ id, metadata }) => ({ id, role: metadata['agent']?.['role'] as string }))
        .filter(({ id, role }) => fits({ role, visits: id }));
      const rows = await rowsOf(visitors, { filter });
      assert.deepEqual(
        rows.map((row) => row['visitorId']),
        expected.map(({ id }) => id),
      );
    });
  }

  it('pages through visitors by sort, skip and limit', async () => {
    const sorted = sandbox.company.visitors.map(({ id }) => id).sort();
    const rows = await rowsOf(
      visitors,
      { sort: ['visitorId'] },
      { skip: 5 },
      { limit: 5 },
      { select: { id: 'visitorId' } },
    );
    assert.deepEqual(
      rows,
      sorted.slice(5, 10).map((id) => ({ id })),
    );
  });

  it('tells identified visitors from anonymous ones', async () => {
    assert.deepEqual(await rowsOf(visitors, { identified: 'visitorId' }, { count: null }), [{ count: 36 }]);
    assert.deepEqual(await rowsOf(visitors, { identified: '!visitorId' }, { count: null }), [{ count: 4 }]);
  });

  it('groups, with the fields as an object or as an array of objects', async () => {
    const source = { source: { pageEvents: { appId: 'expandAppIds("*")' }, ...series } };
    const fields = { n: { sum: 'numEvents' }, rows: { count: null }, people: { count: 'visitorId' } };
    const many = Object.entries(fields).map(([name, value]) => ({ [name]: value }));
    const rows = await rowsOf(source, { group: { group: ['pageId'], fields } });
    assert.equal(rows.length, 8);
    assert.deepEqual(await rowsOf(source, { group: { group: ['pageId'], fields: many } }), rows);
    const [total] = await rowsOf(source, { reduce: { n: { sum: 'numEvents' } } });
    assert.equal(
      rows.reduce((sum, row) => sum + Number(row['n']), 0),
      total?.['n'],
    );
  });

  it('computes with eval and with every aggregator', async () => {
    const reduce = Object.fromEntries(
      ['avg', 'mean', 'median', 'min', 'max', 'sum', 'first', 'list', 'count', 'countIf'].map((name) => [
        name,
        { [name]: 'x' },
      ]),
    );
    const [row] = await rowsOf(
      { source: { accounts: null } },
      { limit: 2 },
      { eval: { x: '(1 + 2) * 3 - 10 % 4' } },
      { reduce },
    );
    const all = {
      avg: 7,
      mean: 7,
      median: 7,
      min: 7,
      max: 7,
      sum: 14,
      first: 7,
      list: [7, 7],
      count: 1,
      countIf: 2,
    };
    assert.deepEqual(row, all);
  });

  it('unwinds a list, and keeps empty ones if told to', async () => {
    const sizes = sandbox.company.visitors.map(({ accountIds }) => accountIds.length);
    const sum = sizes.reduce((total, size) => total + size, 0);
    const rows = await rowsOf(visitors, { unwind: { field: 'accountIds', index: 'i' } });
    assert.equal(rows.length, sum);
    assert.ok(rows.some((row) => row['i'] === 1));
    assert.equal(
      (await rowsOf(visitors, { unwind: { field: 'accountIds', keepEmpty: true } })).length,
      sum + 4,
    );
  });

  it('gives CSV if asked for it', async () => {
    const { text } = await post({
      response: { mimeType: 'text/csv' },
      request: { pipeline: [visitors, { limit: 1 }, { select: { id: 'visitorId' } }] },
    });
    assert.match(text, /^id\r\n[^\r]+\r\n$/);
  });
});
