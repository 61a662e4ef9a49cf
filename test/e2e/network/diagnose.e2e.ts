import assert from 'node:assert/strict';
import * as os from 'node:os';
import * as path from 'node:path';
import { requestTimeout } from '../../../src/contributions';
import { startProxy } from '../../proxy/startProxy';
import { sandboxKeys } from '../../sandbox/keys';
import { downloadsFolder } from '../../vscode/repositoryRoot';
import { findViolations } from '../axe';
import { addCredential } from '../credentialForm';
import { eventually, eventuallyMatches } from '../eventually';
import { survives } from '../../survives';
import { setCompanyStage } from './companyStage';
import { Report } from './report';

const verify = '/api/v1/token/verify';

describe('Diagnose Connection behind a company’s proxy', () => {
  const stage = setCompanyStage(({ url }) => ({ 'http.proxy': url.replace('//', '//ada:lovelace@') }));
  const name = 'Northwind';
  const host = (): string => new URL(stage.baseUrl).host;

  before('add a credential that works', async () => {
    await addCredential(stage.window, { name, baseUrl: stage.baseUrl, key: sandboxKeys.readWrite });
    await stage.window.statusBarItem('pendo.connection').says('connected');
  });

  afterEach('mend the sandbox', () => stage.sandbox.clearFaults());

  survives(
    {
      area: 'connection',
      fault: 'Only the proxy can look up the host, in the workbench',
      userSees:
        'Diagnose Connection: “A proxy may do that instead, so this alone proves nothing.”, and the connection works',
    },
    'warns that the host can’t be looked up, and that this proves nothing',
    async () => {
      const report = await Report.open(stage.window, name);
      await report.ended();
      assert.match(
        await report.step('Look up the host (DNS)'),
        /This machine can’t look up the host\. A proxy may do that instead, so this alone proves nothing/,
      );
      assert.match(await report.step('Connect directly (TCP)'), /A proxy may be the only way out/);
      assert.deepEqual(await report.states(), ['warning', 'warning', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok']);
    },
  );

  it('tells of each step what was seen, and no password', async () => {
    const report = await Report.open(stage.window, name);
    await report.ended();
    assert.match(
      await report.step('Proxy'),
      new RegExp(`127\\.0\\.0\\.1:${stage.proxy.port} \\(from the setting "http\\.proxy"\\) answers`),
    );
    assert.match(
      await report.step('Secure the connection (TLS)'),
      /issued by Example Company, valid from .*2025/,
    );
    assert.match(await report.step('Ask Pendo’s API (HTTP)'), /403 without a key, as it should/);
    assert.match(await report.step('Pendo’s status page'), /no incident/);
    assert.match(
      await report.conclusion(),
      /^The connection works\s+Pendo accepts the key; it may read and write/,
    );
    const text = await report.frame.locator('body').innerText();
    assert.ok(!text.includes('lovelace') && !text.includes(sandboxKeys.readWrite));
  });

  it('copies a report in which nothing is private', async () => {
    const report = await Report.open(stage.window, name);
    await report.ended();
    const text = await report.copy();
    assert.match(text, /^Diagnose Connection\nPendo Credentials \d/);
    assert.match(text, /Conclusion: The connection works$/);
    const home = os.homedir();
    for (const secret of [
      sandboxKeys.readWrite,
      sandboxKeys.readWrite.slice(0, 8),
      name,
      'pendo.test',
      '127.0.0.1',
      'ada',
      'lovelace',
      'Example Company',
      String(stage.proxy.port),
      home,
      os.hostname(),
    ]) {
      assert.ok(!text.includes(secret), `${secret} in ${text}`);
    }
  });

  survives(
    {
      area: 'connection',
      fault: 'Pendo reports an incident while a connection is diagnosed.',
      userSees: 'The last step of the report warns: “Pendo reports: …”.',
    },
    'tells of an incident that Pendo reports',
    async () => {
      const body = JSON.stringify({ status: { indicator: 'major', description: 'Partial System Outage' } });
      stage.sandbox.fault('/api/v2/summary.json', { kind: 'answer', status: 200, body });
      const report = await Report.open(stage.window, name);
      await report.ended();
      assert.match(await report.step('Pendo’s status page'), /warning.*Partial System Outage/);
    },
  );

  survives(
    {
      area: 'connection',
      fault: 'Pendo does not answer while a connection is diagnosed, and the user does not want to wait.',
      userSees: '“Cancel” ends the report at once with “Cancelled.”, and “Run Again” starts it anew.',
    },
    'is cancelled at once while the server hangs, and runs again',
    async () => {
      const hanging = stage.sandbox.fault(verify, { kind: 'hang' }, 'always');
      const report = await Report.open(stage.window, name);
      await eventually(() => hanging.hits > 0, true);
      const start = performance.now();
      await report.button('Cancel').click();
      await report.ended();
      const deadline = requestTimeout.standard * 1_000;
      assert.ok(performance.now() - start < deadline / 2);
      assert.match(await report.frame.locator('.progressLine').innerText(), /Cancelled\./);
      stage.sandbox.clearFaults();
      await report.button('Run Again').click();
      await report.frame.locator('.verdict').waitFor();
      assert.match(await report.conclusion(), /^The connection works/);
    },
  );

  it('tells that a key is rejected, and what to do', async () => {
    const key = sandboxKeys.revoked;
    await addCredential(stage.window, { name: 'Revoked', baseUrl: stage.baseUrl, key });
    const report = await Report.open(stage.window, 'Revoked');
    await report.ended();
    assert.match(
      await report.conclusion(),
      /^Key rejected\s+pendo\.test:\d+ does not accept this key \(403\)/,
    );
    assert.match(await report.step('Region'), /warning.*may belong to another region/);
    for (const action of ['Try Other Regions', 'Replace Key', 'Edit Credential']) {
      assert.ok(await report.button(action).isVisible(), action);
    }
    assert.ok(!(await report.copy()).includes(key));
  });

  for (const theme of ['dark', 'high contrast', 'high contrast light', 'light'] as const) {
    it(`is accessible in the theme ${theme}`, async () => {
      await stage.window.setTheme(theme);
      for (const credential of [name, 'Revoked']) {
        const report = await Report.open(stage.window, credential);
        await report.ended();
        const picture = `diagnose-${theme}-${credential}.png`.replaceAll(' ', '-');
        await stage.window.screenshot(path.join(downloadsFolder, 'pictures', picture));
        assert.deepEqual(await findViolations(report.frame), []);
      }
    });
  }

  survives(
    {
      area: 'connection',
      fault: 'The proxy answers in place of the host: it does not know it, or does not let through.',
      userSees: '“Stopped by the proxy”: the key keeps its last verdict.',
    },
    'tells that the proxy lets nothing through',
    async () => {
      stage.proxy.answerWith(403);
      const report = await Report.open(stage.window, name);
      await report.ended();
      stage.proxy.answerWith(undefined);
      assert.match(
        await report.conclusion(),
        new RegExp(`^Stopped by the proxy\\s+The proxy did not open a connection to ${host()} \\(403\\)`),
      );
      assert.match(await report.step('Secure the connection (TLS)'), /failed.*Stopped by the proxy/);
      assert.match(await report.step('Key'), /failed.*Stopped by the proxy/);
      assert.match(await report.step('Region'), /skipped/);
    },
  );

  survives(
    {
      area: 'connection',
      fault: 'The proxy that the settings name is down.',
      userSees: '“Proxy not reachable”, with a button that opens the proxy settings.',
    },
    'tells that the proxy is down, and runs again when it is back',
    async () => {
      const { port } = stage.proxy;
      await stage.proxy.close();
      const report = await Report.open(stage.window, name);
      await report.ended();
      assert.match(await report.step('Proxy'), /failed.*does not answer/);
      assert.match(
        await report.conclusion(),
        new RegExp(`^Proxy not reachable\\s+The proxy 127\\.0\\.0\\.1:${port} does not answer`),
      );
      assert.ok(await report.button('Proxy Settings').isVisible());
      const place = Number(new URL(stage.baseUrl).port);
      const back = await startProxy({ hosts: { [host()]: place, 'status.pendo.io:443': place }, port });
      try {
        await report.button('Run Again').click();
        await eventuallyMatches(() => report.conclusion(), /^The connection works/);
      } finally {
        await back.close();
      }
    },
  );
});
