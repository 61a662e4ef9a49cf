import assert from 'node:assert/strict';
import { sandboxKeys } from '../sandbox/keys';
import { survives } from '../survives';
import type { StatusBarItem } from '../vscode/workbench/statusBarItem';
import { addCredential } from './credentialForm';
import { eventually, eventuallyMatches } from './eventually';
import { setStage } from './stage';

const verify = '/api/v1/token/verify';

describe('the connection in the status bar', () => {
  const stage = setStage();

  const item = (): StatusBarItem => stage.window.statusBarItem('pendo.connection');
  const kinds = async (): Promise<string[]> =>
    (await item().classes()).filter((name) => /^(error|warning|prominent)-kind$/.test(name));

  before('add the credential', async () => {
    const { window, sandbox } = stage;
    const key = sandbox.addKey({ label: 'statusBar', writeAccess: true }).key;
    await addCredential(window, { name: 'Production', baseUrl: sandbox.baseUrl, key });
    await item().says('Pendo: Production · connected');
  });

  afterEach('mend the sandbox', async () => {
    stage.sandbox.clearFaults();
    await stage.window.runCommand('Notifications: Clear All Notifications');
  });

  it('has no colour while all is well', async () => {
    assert.deepEqual(await kinds(), []);
  });

  it('says everything to a screen reader', async () => {
    assert.match(
      await item().ariaLabel(),
      /^Pendo Connection: Production\. Connected, read and write\. Checked .+, took \d+ ms\. Press to check\.$/,
    );
  });

  it('tells host, access, time and links when the mouse rests on it', async () => {
    const tooltip = await item().tooltip();
    assert.ok(tooltip.includes(`Host: ${new URL(stage.sandbox.baseUrl).host}`), tooltip);
    assert.match(tooltip, /Connection: Connected, read and write\. Checked .+, took \d+ ms\./);
    assert.match(tooltip, /Switch · Edit · Replace Key · Show Log$/);
  });

  it('is followed by its link "Edit"', async () => {
    await item().followLink('Edit');
    await eventually(() => stage.window.editorTitles(), ['Edit Credential']);
    await stage.window.runCommand('View: Close Editor');
  });

  it('checks when it is clicked', async () => {
    stage.sandbox.clearRequests();
    await item().click();
    await eventually(
      () => stage.sandbox.requests.map(({ method, path }) => `${method} ${path}`),
      [`GET ${verify}`],
    );
    await item().says('Pendo: Production · connected');
  });

  survives(
    {
      area: 'connection',
      fault: 'The server hangs, in the workbench',
      userSees:
        'The status bar spins and says “checking”; a click cancels, and the verdict before it is back',
    },
    'spins while it checks, and a click cancels: the verdict before it is back',
    async () => {
      const hanging = stage.sandbox.fault(verify, { kind: 'hang' });
      await item().click();
      await item().says('Pendo: Production · checking');
      await item().item.locator('.codicon-loading.codicon-modifier-spin').waitFor();
      assert.match(await item().ariaLabel(), /Checking… .*Press to cancel\.$/);
      await eventually(() => hanging.hits, 1);
      await item().click();
      await item().says('Pendo: Production · connected');
      assert.deepEqual(await stage.window.notifications.texts(), []);
    },
  );

  it('takes the newest of two checks', async () => {
    const hanging = stage.sandbox.fault(verify, { kind: 'hang' });
    await item().click();
    await eventually(() => hanging.hits, 1);
    await stage.window.runCommand('Pendo: Check Connection');
    await item().says('Pendo: Production · connected');
  });

  survives(
    {
      area: 'connection',
      fault: 'The host is down, in the workbench',
      userSees:
        'The status bar warns “unreachable”, tells that it last worked, and a notification says “Connection lost”',
    },
    'warns of a host that is down, and keeps what was known of the key',
    async () => {
      stage.sandbox.fault(verify, { kind: 'reset' }, 'always');
      await item().click();
      await item().says('Pendo: Production · unreachable');
      await eventually(kinds, ['warning-kind']);
      assert.match(await item().ariaLabel(), /Connection lost\. .*It last worked .*Access: read and write\./);
      await stage.window.notifications.shown('Production: Connection lost');
      await stage.window.notifications.press('Production: Connection lost', 'Check Again');
      await stage.window.notifications.gone('Production: Connection lost');
    },
  );

  survives(
    {
      area: 'input',
      fault: 'A sign-in page answers a check, in the workbench',
      userSees: 'The status bar warns “unexpected answer”',
    },
    'warns of a sign-in page, and does not call the key bad',
    async () => {
      stage.sandbox.fault(verify, { kind: 'signInPage' });
      await item().click();
      await item().says('Pendo: Production · unexpected answer');
      await eventually(kinds, ['warning-kind']);
      const tooltip = await item().tooltip();
      assert.match(tooltip, /Checked .+, took \d+ ms\. It last worked/);
      assert.match(tooltip, /Access: read and write/);
    },
  );

  survives(
    {
      area: 'connection',
      fault: 'The server hangs for longer than pendo.requestTimeout',
      userSees: 'The status bar warns “unreachable” after that time',
    },
    'honours pendo.requestTimeout',
    async () => {
      stage.window.session.writeMachineSettings({ 'pendo.requestTimeout': 1 });
      await stage.window.reload();
      stage.sandbox.fault(verify, { kind: 'hang' });
      await item().click();
      // The verdict before the reload may have been the same.
      await eventuallyMatches(() => item().ariaLabel(), /did not answer within a second/);
      await item().says('Pendo: Production · unreachable');
      await eventually(kinds, ['warning-kind']);
    },
  );

  survives(
    {
      area: 'connection',
      fault: 'The key is revoked, in the workbench',
      userSees: 'The status bar is red and says “key rejected”; a notification offers to replace it',
    },
    'is red when the key is rejected, and offers to replace it',
    async () => {
      const key = stage.sandbox.keys.find(({ label }) => label === 'statusBar');
      stage.sandbox.revoke(key?.key ?? '');
      await item().click();
      await item().says('Pendo: Production · key rejected');
      await eventually(kinds, ['error-kind']);
      assert.match(await item().ariaLabel(), /Key rejected\. .*does not accept this key \(403\)/);
      const offered = await stage.window.notifications.buttons('Production: Key rejected');
      assert.ok(offered.includes('Replace Key'), offered.join());
    },
  );

  it('tells the whole story in the log, but not the key', async () => {
    await item().followLink('Show Log');
    const output = stage.window.page.locator('.output-view-container, .panel .monaco-editor').first();
    const { host } = new URL(stage.sandbox.baseUrl);
    await eventuallyMatches(
      async () => (await output.innerText()).replaceAll('\u00a0', ' '),
      new RegExp(`\\[warning\\] GET ${host} ${verify} 403 \\d+ ms`),
    );
    const log = await output.innerText();
    const { key } = stage.sandbox.keys.find(({ label }) => label === 'statusBar') ?? { key: '' };
    assert.ok(!log.includes(key) && !log.includes(sandboxKeys.readWrite));
  });
});
