import assert from 'node:assert/strict';
import fs from 'node:fs';
import https from 'node:https';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { diagnosisStepIds, type DiagnosisStepId } from '../../../../src/pendo/diagnosis/diagnosisStep';
import type { Failure } from '../../../../src/pendo/failure';
import type { Fault } from '../../../sandbox/faults';
import { sandboxKeys } from '../../../sandbox/keys';
import { startSandbox, type Sandbox } from '../../../sandbox/startSandbox';
import { survives } from '../../../survives';
import { until } from '../../fakes/until';
import { closedPort } from './closedPort';
import { runDiagnosis, storedKey, type DiagnosisRun } from './runDiagnosis';
import { knowLocalhost } from '../../fakes/knowLocalhost';

const verifyPath = '/api/v1/token/verify';
const statusPath = '/api/v2/summary.json';
const keyHeader = 'x-pendo-integration-key';

describe('diagnose', function () {
  knowLocalhost();

  this.timeout(20_000);

  let sandbox: Sandbox;
  const random = Math.random;
  before(async () => (sandbox = await startSandbox()));
  after(() => sandbox.close());
  beforeEach(() => {
    // The shortest back-off.
    Math.random = () => 0;
    sandbox.clearFaults();
    sandbox.clearRequests();
  });
  afterEach(() => (Math.random = random));

  const run = (wish: Partial<Parameters<typeof runDiagnosis>[0]> = {}): Promise<DiagnosisRun> =>
    runDiagnosis({ baseUrl: sandbox.baseUrl, ...wish });
  const named = () => sandbox.baseUrl.replace('127.0.0.1', 'localhost');
  const host = () => new URL(sandbox.baseUrl).host;

  function assertStep(
    { results }: DiagnosisRun,
    id: DiagnosisStepId,
    outcome: string,
    detail: RegExp | string,
  ): void {
    const result = results.get(id);
    assert.equal(result?.outcome, outcome, `${id}: ${result?.detail}`);
    if (typeof detail === 'string') assert.equal(result.detail, detail);
    else assert.match(result.detail, detail);
  }

  describe('of a connection that works', () => {
    it('goes all steps in their order, each begun and ended before the next', async () => {
      const { events, diagnosis } = await run();
      assert.deepEqual(events, [
        'start dns',
        'skipped dns',
        'start tcp',
        'ok tcp',
        'start proxy',
        'skipped proxy',
        'start tls',
        'skipped tls',
        'start http',
        'ok http',
        'start key',
        'ok key',
        'start region',
        'ok region',
        'start status',
        'ok status',
      ]);
      assert.deepEqual(diagnosis, { kind: 'works', verification: { ok: true, access: 'readWrite' } });
    });

    it('says what a read-only key may do', async () => {
      const result = await run({ key: sandboxKeys.readOnly });
      assertStep(result, 'key', 'ok', 'Pendo accepts the key. It may read.');
      assert.deepEqual(result.diagnosis, {
        kind: 'works',
        verification: { ok: true, access: 'readOnly' },
      });
    });

    it('tells the addresses of the host on the screen, and their number to others', async () => {
      const { results } = await run({ baseUrl: named() });
      const dns = results.get('dns');
      assert.equal(dns?.outcome, 'ok');
      assert.match(dns.detail, /^localhost:\d+: .*(127\.0\.0\.1|::1)/);
      assert.match(dns.shared, /^The host has \d+ addresses\.$/);
    });

    it('sends the key in one request, and nothing but that', async () => {
      await run();
      assert.deepEqual(
        sandbox.requests.map(({ method, path: asked, headers }) => [method, asked, headers[keyHeader]]),
        [
          ['GET', verifyPath, undefined],
          ['GET', verifyPath, sandboxKeys.readWrite],
          ['GET', statusPath, undefined],
        ],
      );
    });
  });

  describe('of the network', () => {
    survives(
      {
        area: 'connection',
        fault: 'Nothing listens at the host',
        userSees:
          'Diagnose Connection: “No direct connection to port …”, and the conclusion “Connection refused”',
      },
      'finds that nothing listens, and suspects no proxy on this machine itself',
      async () => {
        const port = await closedPort();
        const result = await run({ baseUrl: `http://127.0.0.1:${port}` });
        assertStep(result, 'tcp', 'warning', `No direct connection to port ${port}.`);
        assert.deepEqual(result.diagnosis, {
          kind: 'broken',
          failure: { code: 'refused', host: `127.0.0.1:${port}` },
        });
      },
    );

    it('says of a host without a direct connection that a proxy may be the only way', async () => {
      const port = await closedPort();
      const result = await run({ baseUrl: `http://0.0.0.0:${port}`, seconds: 1 });
      assertStep(result, 'tcp', 'warning', /A proxy may be the only way out\.$/);
    });

    survives(
      {
        area: 'connection',
        fault: 'The host can’t be looked up, but a proxy may be able to',
        userSees: 'Diagnose Connection: “A proxy may do that instead, so this alone proves nothing.”',
      },
      'says of a failed DNS step that it proves nothing where a proxy may be in play',
      async () => {
        const result = await run({ baseUrl: 'https://nowhere.invalid' });
        assertStep(result, 'dns', 'warning', /A proxy may do that instead, so this alone proves nothing\.$/);
        assert.deepEqual(result.diagnosis, {
          kind: 'broken',
          failure: { code: 'dns', host: 'nowhere.invalid' },
        });
      },
    );

    survives(
      {
        area: 'connection',
        fault: 'The host can’t be looked up, and proxies are off',
        userSees: 'Diagnose Connection: “Without a proxy nothing else can work.”, and “Host not found”',
      },
      'says of a failed DNS step without a proxy that nothing else can work',
      async () => {
        const proxy = { setting: 'http://proxy:1', support: 'off', environment: 'http://proxy:1' };
        const result = await run({ baseUrl: 'https://nowhere.invalid', proxy });
        assertStep(result, 'dns', 'warning', /Without a proxy nothing else can work\.$/);
        assertStep(result, 'proxy', 'ok', /"http.proxySupport" is "off"/);
      },
    );

    survives(
      {
        area: 'connection',
        fault: 'A host takes the connection and says nothing, in a diagnosis',
        userSees: 'The step fails when its time is over; the conclusion is “No answer in time”',
      },
      'ends a step that hangs after its seconds',
      async () => {
        const server = net.createServer((socket) => socket.on('error', () => undefined));
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        const start = performance.now();
        const baseUrl = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
        const result = await run({ baseUrl, seconds: 0.2 });
        assert.ok(performance.now() - start < 5000);
        assert.equal(result.results.get('tls')?.outcome, 'failed');
        assert.equal(result.diagnosis.kind === 'broken' && result.diagnosis.failure.code, 'timeout');
        server.close();
      },
    );
  });

  describe('of a proxy', () => {
    // Not loopback, which is never proxied, and yet no other machine.
    const elsewhere = async () => `http://0.0.0.0:${await closedPort()}`;
    const withProxy = async (setting: string, environment = '') =>
      run({
        baseUrl: await elsewhere(),
        proxy: { setting, support: 'override', environment },
        statusFeed: sandbox.baseUrl,
        seconds: 1,
      });

    it('finds none in settings and environment', async () => {
      assertStep(await withProxy(''), 'proxy', 'ok', /^None in settings or environment\./);
    });

    it('finds that the one of the setting answers', async () => {
      const detail = `${host()} (from the setting "http.proxy") answers.`;
      assertStep(await withProxy(`http://kim:hunter2@${host()}`), 'proxy', 'ok', detail);
    });

    it('finds that the one of the environment answers', async () => {
      const detail = `${host()} (from the environment (HTTPS_PROXY)) answers.`;
      assertStep(await withProxy('', sandbox.baseUrl), 'proxy', 'ok', detail);
    });

    survives(
      {
        area: 'connection',
        fault: 'The proxy does not answer, and the request ends in something vague',
        userSees:
          'Diagnose Connection: “… does not answer.” at the proxy, and the conclusion “Proxy not reachable”',
      },
      'finds that it does not answer, and that this is the failure to mend',
      async () => {
        const proxy = `127.0.0.1:${await closedPort()}`;
        const result = await withProxy(`http://kim:hunter2@${proxy}`);
        assertStep(result, 'proxy', 'failed', `${proxy} (from the setting "http.proxy") does not answer.`);
        const { failure } = result.diagnosis as { failure: Failure };
        assert.equal(failure.code, 'proxyUnreachable');
        assert.equal((failure as { proxy: string }).proxy, proxy);
      },
    );

    it('knows that this machine itself is never asked through one', async () => {
      const proxy = {
        setting: `http://127.0.0.1:${await closedPort()}`,
        support: 'override',
        environment: '',
      };
      for (const baseUrl of [sandbox.baseUrl, named()]) {
        const result = await run({ baseUrl, proxy });
        assert.equal(result.results.get('proxy')?.outcome, 'skipped');
        assert.equal(result.diagnosis.kind, 'works');
      }
      const baseUrl = `http://127.0.0.1:${await closedPort()}`;
      const { diagnosis } = await run({ baseUrl, proxy });
      assert.equal(diagnosis.kind === 'broken' && diagnosis.failure.code, 'refused');
    });
  });

  describe('of TLS', () => {
    const folder = path.join(__dirname, '..', '..', 'fixtures', 'tls');
    const pem = (name: string) => fs.readFileSync(path.join(folder, `${name}.pem`), 'utf8');

    async function withCertificate(
      certificate: string,
      check: (secure: Sandbox) => Promise<void>,
    ): Promise<void> {
      const tls = { key: pem(`${certificate}.key`), cert: pem(`${certificate}.cert`) };
      const secure = await startSandbox({ tls });
      const { ca } = https.globalAgent.options;
      https.globalAgent.options.ca = pem('authority.cert');
      try {
        await check(secure);
      } finally {
        if (ca === undefined) delete https.globalAgent.options.ca;
        else https.globalAgent.options.ca = ca;
        https.globalAgent.destroy();
        await secure.close();
      }
    }

    it('tells issuer and validity on the screen, and the issuer to nobody else, however often', () =>
      withCertificate('trusted', async (secure) => {
        for (let time = 0; time < 3; time += 1) {
          const { results, diagnosis } = await run({ baseUrl: secure.baseUrl });
          const tls = results.get('tls');
          const validity = 'valid from Jan 1, 2025 to Jan 1, 2125';
          assert.equal(
            tls?.detail,
            `The certificate is trusted: issued by Pendo Credentials test authority, ${validity}.`,
          );
          assert.equal(tls.shared, `The certificate is trusted, ${validity}.`);
          assert.equal(diagnosis.kind, 'works');
        }
      }));

    const refuses = (certificate: string, code: Failure['code'], summary: string) => () =>
      withCertificate(certificate, async (secure) => {
        const { results, diagnosis } = await run({ baseUrl: secure.baseUrl });
        assert.deepEqual(
          [results.get('tls')?.outcome, results.get('tls')?.shared],
          ['failed', `${summary}.`],
        );
        assert.equal(diagnosis.kind === 'broken' && diagnosis.failure.code, code);
        assert.deepEqual(secure.requests, [], 'something was sent');
      });
    survives(
      {
        area: 'connection',
        fault: 'The certificate has expired',
        userSees: 'Diagnose Connection ends in “Certificate not valid today”; nothing is sent',
      },
      'names a certificate that has expired',
      refuses('expired', 'tlsExpired', 'Certificate not valid today'),
    );
    survives(
      {
        area: 'connection',
        fault: 'The certificate is not valid yet (a wrong clock, perhaps)',
        userSees: 'Diagnose Connection ends in “Certificate not valid today”; nothing is sent',
      },
      'names a certificate that is not valid yet',
      refuses('notYetValid', 'tlsExpired', 'Certificate not valid today'),
    );
    survives(
      {
        area: 'connection',
        fault: 'The certificate belongs to another host',
        userSees: 'Diagnose Connection ends in “Certificate of another host”; nothing is sent',
      },
      'names a certificate of another host',
      refuses('wrongHost', 'tlsWrongHost', 'Certificate of another host'),
    );
    survives(
      {
        area: 'connection',
        fault: 'The certificate is self-signed',
        userSees: 'Diagnose Connection ends in “Self-signed certificate”; nothing is sent',
      },
      'names a certificate that is self-signed',
      refuses('selfSigned', 'tlsSelfSigned', 'Self-signed certificate'),
    );

    survives(
      {
        area: 'connection',
        fault: 'A host answers a diagnosis with a change of protocol that nobody asked for',
        userSees: 'The step fails, and the report goes on to its end: “No answer in time”',
      },
      'ends at a host that changes the protocol',
      () =>
        withCertificate('trusted', async (secure) => {
          const headers = { connection: 'upgrade', upgrade: 'websocket' };
          secure.fault('*', { kind: 'answer', status: 101, headers }, 'always');
          const { results, diagnosis } = await run({ baseUrl: secure.baseUrl, seconds: 0.5 });
          assert.equal(results.get('tls')?.failure?.code, 'reset');
          assert.equal(diagnosis.kind === 'broken' && diagnosis.failure.code, 'timeout');
        }),
    );

    it('finds a host that does not speak TLS', async () => {
      const { results, diagnosis } = await run({ baseUrl: sandbox.baseUrl.replace('http:', 'https:') });
      assert.equal(results.get('tls')?.outcome, 'failed');
      assert.equal(diagnosis.kind === 'broken' && diagnosis.failure.code, 'tlsOther');
      assert.deepEqual(sandbox.requests, []);
    });
  });

  describe('of the service', () => {
    const other = 'login.example';
    const rows: readonly (readonly [fault: Fault, code: Failure['code']])[] = [
      [{ kind: 'signInPage' }, 'notPendo'],
      [{ kind: 'garbageJson' }, 'notPendo'],
      [{ kind: 'redirect', to: `https://${other}/` }, 'redirect'],
      [{ kind: 'answer', status: 404 }, 'notFound'],
      [{ kind: 'answer', status: 402 }, 'paymentRequired'],
      [{ kind: 'answer', status: 407 }, 'proxyAuthentication'],
      [{ kind: 'answer', status: 408 }, 'requestTimeout'],
      [{ kind: 'answer', status: 500 }, 'serverError'],
      [{ kind: 'tooManyRequests', retryAfter: '60' }, 'tooManyRequests'],
      [{ kind: 'reset' }, 'reset'],
      [{ kind: 'hang' }, 'timeout'],
      [{ kind: 'endlessBody' }, 'tooLarge'],
      [{ kind: 'endlessHeaders' }, 'tooLarge'],
      [{ kind: 'gzipBomb' }, 'tooLarge'],
    ];
    for (const [fault, code] of rows) {
      it(`says ${code} of ${JSON.stringify(fault)}, with the key and without it`, async () => {
        sandbox.fault(`GET ${verifyPath}`, fault, 'always');
        const { results, diagnosis } = await run({ seconds: fault.kind === 'hang' ? 0.2 : 3 });
        for (const id of ['http', 'key'] as const) {
          assert.equal(results.get(id)?.outcome, 'failed');
          assert.equal(results.get(id)?.failure?.code, code);
        }
        assert.equal(diagnosis.kind === 'broken' && diagnosis.failure.code, code);
        assert.equal(results.get('status')?.outcome, 'ok');
      });
    }

    it('finds a host that answers without a key as Pendo does not', async () => {
      sandbox.fault(`GET ${verifyPath}`, { kind: 'signInPage' });
      const result = await run();
      assertStep(result, 'http', 'failed', /^Not an answer of Pendo’s\./);
      assert.equal(result.diagnosis.kind, 'works');
    });

    it('knows that a refusal without a key is as it should be', async () => {
      assertStep(await run(), 'http', 'ok', 'Pendo’s API answers there (403 without a key, as it should).');
    });
  });

  describe('of the key', () => {
    survives(
      {
        area: 'connection',
        fault: 'The key may belong to another region',
        userSees:
          'Diagnose Connection: “The key may belong to another region.”, and the button “Try Other Regions”',
      },
      'finds a rejected one, and that it may be of another region',
      async () => {
        const result = await run({ key: sandboxKeys.revoked });
        assertStep(result, 'key', 'failed', /^Key rejected\./);
        assertStep(result, 'region', 'warning', /may belong to another region/);
        const failure = { code: 'keyRejected', host: host(), status: 403 };
        assert.deepEqual(result.diagnosis, { kind: 'broken', failure });
      },
    );

    it('names the region that the ending of a rejected one points to', async () => {
      const result = await run({ key: '99999999-9999-4999-8999-999999999999.eu' });
      const detail = 'The ending of the key points to EU, but this credential is for Custom.';
      assertStep(result, 'region', 'failed', detail);
    });

    it('makes nothing of the ending for a base URL of the user’s own while the key could not be checked', async () => {
      sandbox.fault(verifyPath, { kind: 'reset' }, 'always');
      const result = await run({ key: '99999999-9999-4999-8999-999999999999.eu' });
      assertStep(result, 'region', 'skipped', 'Can’t be told before the key could be checked.');
    });

    it('says of a good one that it belongs here, whatever its ending', async () => {
      assertStep(await run(), 'region', 'ok', 'The key belongs to this region (Custom).');
    });

    for (const [failure, detail] of [
      [{ code: 'keyMissing' }, /^Key missing\./],
      [{ code: 'keyUnreadable' }, /^Key not readable\./],
      [{ code: 'storageFailed', cause: 'the keyring is locked' }, /^Key could not be read\. .*locked/],
    ] as const) {
      it(`ends in ${failure.code} where that is so, and sends no key`, async () => {
        const result = await run({ readKey: async () => ({ ok: false, failure }) });
        assertStep(result, 'key', 'failed', detail);
        assertStep(result, 'region', 'skipped', 'Can’t be told before the key could be checked.');
        assert.deepEqual(result.diagnosis, { kind: 'broken', failure });
        assert.ok(sandbox.requests.every(({ headers }) => headers[keyHeader] === undefined));
      });
    }

    it('passes on what is thrown where the key is read', async () => {
      const readKey = () => Promise.reject(new Error('unforeseen'));
      await assert.rejects(run({ readKey }), /unforeseen/);
    });
  });

  describe('of Pendo’s status', () => {
    it('tells of an incident, and does not take it for the cause', async () => {
      const body = JSON.stringify({ status: { indicator: 'major', description: 'Data is late\u202e' } });
      sandbox.fault(statusPath, { kind: 'answer', status: 200, body });
      const result = await run();
      assertStep(result, 'status', 'warning', 'Pendo reports: Data is late ');
      assert.equal(result.diagnosis.kind, 'works');
    });

    for (const fault of [
      { kind: 'signInPage' },
      { kind: 'answer', status: 500 },
      { kind: 'reset' },
      { kind: 'endlessBody' },
    ] as const) {
      survives(
        {
          area: 'connection',
          fault: 'Pendo’s status page can’t be read',
          userSees:
            'Diagnose Connection: “Pendo’s status page could not be read.”; the conclusion does not depend on it',
        },
        `is left open where the feed is ${fault.kind}`,
        async () => {
          sandbox.fault(statusPath, fault);
          assertStep(await run(), 'status', 'skipped', 'Pendo’s status page could not be read.');
        },
      );
    }
  });

  describe('that is cancelled', () => {
    it('before it starts runs nothing', async () => {
      const { events, diagnosis } = await run({ signal: AbortSignal.abort() });
      assert.deepEqual([events, diagnosis], [[], { kind: 'cancelled' }]);
    });

    for (const id of diagnosisStepIds) {
      it(`after the step ${id} runs no other`, async () => {
        const controller = new AbortController();
        const onEvent = (event: string) =>
          !event.startsWith('start') && event.endsWith(id) && controller.abort();
        const { events, diagnosis } = await run({ signal: controller.signal, onEvent });
        assert.match(events.at(-1) ?? '', new RegExp(` ${id}$`));
        assert.deepEqual(diagnosis, { kind: 'cancelled' });
      });

      it(`in the step ${id} tells no result of it`, async () => {
        const controller = new AbortController();
        const onEvent = (event: string) => event === `start ${id}` && controller.abort();
        const { events, diagnosis } = await run({ signal: controller.signal, onEvent });
        assert.equal(events.at(-1), `start ${id}`);
        assert.deepEqual(diagnosis, { kind: 'cancelled' });
      });
    }

    survives(
      {
        area: 'connection',
        fault: 'A diagnosis is cancelled in a request that hangs',
        userSees: 'It ends at once; steps that did not run say so',
      },
      'ends at once, in a request that hangs',
      async () => {
        sandbox.fault(verifyPath, { kind: 'hang' }, 'always');
        const controller = new AbortController();
        const result = run({ signal: controller.signal, seconds: 60 });
        await until('the request arrives', () => sandbox.requests.length === 1);
        const start = performance.now();
        controller.abort();
        assert.deepEqual((await result).diagnosis, { kind: 'cancelled' });
        assert.ok(performance.now() - start < 1000);
      },
    );
  });

  describe('for others to read', () => {
    type Scene = readonly [what: string, wish: () => Promise<Partial<Parameters<typeof runDiagnosis>[0]>>];
    const scenes: readonly Scene[] = [
      ['works', async () => ({ baseUrl: named() })],
      ['has a rejected key', async () => ({ baseUrl: named(), key: sandboxKeys.revoked })],
      ['finds nobody', async () => ({ baseUrl: `http://localhost:${await closedPort()}` })],
      ['finds no host', async () => ({ baseUrl: 'https://nowhere.invalid' })],
      ['finds no TLS', async () => ({ baseUrl: named().replace('http:', 'https:') })],
      [
        'is sent elsewhere',
        async () => {
          sandbox.fault(verifyPath, { kind: 'redirect', to: 'https://login.corp.example/' }, 'always');
          return { baseUrl: named() };
        },
      ],
      [
        'can’t reach its proxy',
        async () => ({
          baseUrl: `http://0.0.0.0:${await closedPort()}`,
          proxy: {
            setting: `http://kim:hunter2@127.0.0.1:${await closedPort()}`,
            support: 'override',
            environment: '',
          },
        }),
      ],
      [
        'has a proxy that answers',
        async () => ({
          baseUrl: `http://0.0.0.0:${await closedPort()}`,
          proxy: { setting: '', support: 'override', environment: `http://kim:hunter2@${host()}` },
        }),
      ],
    ];
    const secrets = [
      'localhost',
      '127.0.0.1',
      '0.0.0.0',
      '::1',
      'nowhere',
      'corp.example',
      'kim',
      'hunter2',
      ...Object.values(sandboxKeys),
    ];
    for (const [what, wish] of scenes) {
      it(`one that ${what} has no host, address, proxy, password or key in it`, async () => {
        const { results } = await run({ seconds: 1, ...(await wish()) });
        assert.equal(results.size, diagnosisStepIds.length);
        for (const [id, { shared }] of results) {
          assert.notEqual(shared, '');
          for (const secret of secrets) assert.ok(!shared.includes(secret), `${id}: ${shared}`);
        }
      });
    }

    it('and on the screen, neither key nor password is told', async () => {
      const { results } = await run({
        baseUrl: `http://0.0.0.0:${await closedPort()}`,
        readKey: storedKey(sandboxKeys.readWrite),
        proxy: { setting: `http://kim:hunter2@${host()}`, support: 'on', environment: '' },
      });
      const told = JSON.stringify([...results]);
      for (const secret of ['hunter2', 'kim', sandboxKeys.readWrite]) assert.ok(!told.includes(secret));
    });
  });
});
