import assert from 'node:assert/strict';
import { startProxy } from '../../proxy/startProxy';
import { sandboxKeys } from '../../sandbox/keys';
import { survives } from '../../survives';
import { freePort } from '../../vscode/freePort';
import { until } from '../../vscode/until';
import type { Settings } from '../../vscode/userSettings';
import { addCredential } from '../credentialForm';
import { eventuallyMatches } from '../eventually';
import { setCompanyStage } from './companyStage';
import { checkThatFails, checkThatWorks } from './connectionCheck';

describe('a company’s proxy and certificates', () => {
  const stage = setCompanyStage();
  const name = 'Behind the proxy';

  let changes = 0;
  const withSettings = async (settings: Settings): Promise<void> => {
    const ordinary = {
      'http.proxy': stage.proxy.url,
      'http.proxySupport': 'override',
      'http.noProxy': [],
      'http.systemCertificates': true,
    };
    // A window may load with the settings of last time, take up the new ones a moment later, or not before it loads again.
    const title = `settings ${++changes}`;
    await until('the window has the new settings', async () => {
      await stage.window.changeSettings({ ...ordinary, ...settings, 'window.title': title });
      const { page } = stage.window;
      return page
        .waitForFunction((wanted) => document.title === wanted, title, { timeout: 5_000 })
        .then(
          () => true,
          () => false,
        );
    });
    stage.sandbox.clearRequests();
    stage.proxy.clear();
    await stage.window.tree('Credentials').row(name).shown();
  };

  it('are used by the check of a new credential', async () => {
    await addCredential(stage.window, { name, baseUrl: stage.baseUrl, key: sandboxKeys.readWrite });
    await stage.window.statusBarItem('pendo.connection').says('connected');
    assert.deepEqual(stage.proxy.tunnels, [new URL(stage.baseUrl).host]);
    assert.deepEqual(
      stage.sandbox.requests.map(({ path, headers }) => [path, headers['x-pendo-integration-key']]),
      [['/api/v1/token/verify', sandboxKeys.readWrite]],
    );
  });

  it('never show the key to the proxy', () => {
    assert.ok(stage.proxy.saw('CONNECT'));
    assert.ok(!stage.proxy.saw(sandboxKeys.readWrite));
  });

  for (const [title, settings] of [
    ['without the setting', () => ({ 'http.proxy': '' })],
    ['with "http.proxySupport" off', () => ({ 'http.proxySupport': 'off' })],
    ['with the host in "http.noProxy"', () => ({ 'http.noProxy': ['pendo.test'] })],
  ] satisfies [string, () => Settings][]) {
    survives(
      {
        area: 'connection',
        fault: 'The proxy is not set, turned off, or not for this host',
        userSees: '“Host not found”, with the host',
      },
      `leave the host unknown ${title}`,
      async () => {
        await withSettings(settings());
        assert.match(
          await checkThatFails(stage.window, name),
          /Host not found\. This machine could not look up pendo\.test/,
        );
        assert.deepEqual(stage.proxy.tunnels, []);
      },
    );
  }

  it('are used for other hosts than those in "http.noProxy"', async () => {
    await withSettings({ 'http.noProxy': ['elsewhere.test'] });
    await checkThatWorks(stage.window, name, stage.proxy);
  });

  survives(
    {
      area: 'connection',
      fault: 'The proxy is down, in the workbench',
      userSees: '“Proxy not reachable”, with its address',
    },
    'are told when the proxy is down',
    async () => {
      const port = await freePort();
      await withSettings({ 'http.proxy': `http://127.0.0.1:${port}` });
      assert.match(
        await checkThatFails(stage.window, name),
        new RegExp(`Proxy not reachable\\. The proxy 127\\.0\\.0\\.1:${port} does not answer\\.`),
      );
    },
  );

  survives(
    {
      area: 'connection',
      fault: 'The company’s certificate is not trusted ("http.systemCertificates" is off)',
      userSees: '“Certificate not trusted”; the key is not sent',
    },
    'are told when nobody knows who issued the certificate, and the key stays here',
    async () => {
      await withSettings({ 'http.systemCertificates': false });
      assert.match(
        await checkThatFails(stage.window, name),
        /Certificate not trusted\. This machine does not know who issued the certificate of pendo\.test:\d+\. The key was not sent/,
      );
      assert.equal(stage.proxy.tunnels.length, 1);
      assert.deepEqual(stage.sandbox.requests, []);
    },
  );

  describe('with a proxy that asks who is there', () => {
    let strict: Awaited<ReturnType<typeof startProxy>>;
    before('start it', async () => {
      const port = Number(new URL(stage.baseUrl).port);
      strict = await startProxy({
        hosts: { [`pendo.test:${port}`]: port },
        credentials: { user: 'ada', password: 'lovelace' },
      });
    });
    after('end it', () => strict.close());

    survives(
      {
        area: 'connection',
        fault: 'The proxy wants a user name and password (407)',
        userSees: '“Proxy wants a sign-in”; the key is not sent',
      },
      'tell that it wants a sign-in',
      async () => {
        await withSettings({ 'http.proxy': strict.url });
        assert.match(await checkThatFails(stage.window, name), /Proxy wants a sign-in\. .+407/);
        assert.ok(strict.refused.length > 0);
        assert.deepEqual(stage.sandbox.requests, []);
        assert.ok(!strict.saw(sandboxKeys.readWrite));
      },
    );

    it('sign in with what stands in the setting', async () => {
      await withSettings({ 'http.proxy': strict.url.replace('//', '//ada:lovelace@') });
      await checkThatWorks(stage.window, name, strict);
      assert.ok(!strict.saw(sandboxKeys.readWrite));
    });
  });

  for (const status of [403, 502]) {
    survives(
      {
        area: 'connection',
        fault: 'The proxy itself answers 403 or 502',
        userSees: '“Stopped by the proxy”, and “unreachable”; the key is not called rejected',
      },
      `are told when the proxy itself answers ${status}, which says nothing of the key`,
      async () => {
        await withSettings({});
        stage.proxy.answerWith(status);
        assert.match(
          await checkThatFails(stage.window, name),
          new RegExp(
            `Stopped by the proxy\\. The proxy did not open a connection to pendo\\.test:\\d+ \\(${status}\\)`,
          ),
        );
        stage.proxy.answerWith(undefined);
        await eventuallyMatches(
          () => stage.window.tree('Credentials').row(name).description(),
          /read and write · unreachable$/,
        );
      },
    );
  }
});
