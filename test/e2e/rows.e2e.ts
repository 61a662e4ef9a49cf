import assert from 'node:assert/strict';
import { sandboxKeys } from '../sandbox/keys';
import { freePort } from '../vscode/freePort';
import type { TreeRow } from '../vscode/workbench/treeView';
import { addCredential, CredentialForm } from './credentialForm';
import { eventually, eventuallyMatches } from './eventually';
import { setStage } from './stage';

describe('the rows of the view "Credentials"', () => {
  const stage = setStage();

  const row = (name: string): TreeRow => stage.window.tree('Credentials').row(name);

  /** The codicon of a row, without the `codicon-` in front. */
  const icon = async (name: string): Promise<string> => {
    const classes = await row(name).item.locator('.custom-view-tree-node-item-icon').getAttribute('class');
    return /codicon-([\w-]+)/.exec(classes ?? '')?.[1] ?? '';
  };

  before('add credentials of every kind', async () => {
    const { window, sandbox } = stage;
    const { baseUrl } = sandbox;
    await addCredential(window, {
      name: 'Writer',
      description: 'Refreshed hourly',
      baseUrl,
      key: sandboxKeys.readWrite,
    });
    await addCredential(window, { name: 'Reader', baseUrl, key: sandboxKeys.readOnly });
    await addCredential(window, { name: 'Revoked', baseUrl, key: sandboxKeys.revoked });
    await addCredential(window, {
      name: 'Offline',
      baseUrl: `http://127.0.0.1:${await freePort()}`,
      key: sandbox.addKey({ label: 'unused', writeAccess: true }).key,
    });
  });

  it('stand in the order of their names', async () => {
    assert.deepEqual(await stage.window.tree('Credentials').labels(), [
      'Offline',
      'Reader',
      'Revoked',
      'Writer',
    ]);
  });

  const looks: [string, string, string][] = [
    ['Writer', 'active · Custom · read and write', 'pass'],
    ['Reader', 'Custom · read-only', 'pass'],
    ['Revoked', 'Custom · key rejected', 'error'],
    ['Offline', 'Custom · unreachable', 'warning'],
  ];
  for (const [name, description, codicon] of looks) {
    it(`show what is known of "${name}" in words and icon`, async () => {
      await eventually(() => row(name).description(), description);
      assert.equal(await icon(name), codicon);
    });
  }

  it('say all that to a screen reader', async () => {
    assert.match(
      await row('Writer').ariaLabel(),
      /^Writer, active in this workspace, Custom, read and write, connected, checked \w+/,
    );
    assert.match(await row('Revoked').ariaLabel(), /^Revoked, Custom, key rejected, checked \w+/);
  });

  it('tell more when the mouse rests on them', async () => {
    const { host } = new URL(stage.sandbox.baseUrl);
    const tooltip = await row('Writer').tooltip();
    for (const words of ['Writer', 'Description: Refreshed hourly', `Host: ${host}`, 'Key: ends in 1111']) {
      assert.ok(tooltip.includes(words), `${words} in ${tooltip}`);
    }
    assert.match(tooltip, /Connection: Connected, read and write\. Checked .+, took \d+ ms\./);
    assert.match(await row('Revoked').tooltip(), /Connection: Key rejected\. .+Checked/s);
  });

  it('are not chosen by moving through them with the arrows', async () => {
    await row('Reader').focusByKeyboard();
    await stage.window.page.keyboard.press('ArrowDown');
    await stage.window.page.keyboard.press('ArrowUp');
    assert.match(await row('Writer').description(), /^active · /);
    assert.match(await row('Reader').description(), /^Custom/);
  });

  it('are chosen by Enter', async () => {
    await row('Reader').focusByKeyboard();
    await stage.window.page.keyboard.press('Enter');
    await eventually(() => row('Reader').description(), 'active · Custom · read-only');
    await eventually(() => row('Writer').description(), 'Custom · read and write');
    assert.match(await row('Reader').ariaLabel(), /active in this workspace/);
    await stage.window.statusBarItem('pendo.connection').says('Pendo: Reader · connected');
  });

  it('are chosen by a click', async () => {
    await row('Writer').click();
    await eventuallyMatches(() => row('Writer').description(), /^active · /);
    await eventuallyMatches(() => row('Reader').description(), /^Custom/);
  });

  it('are chosen by the button in the row', async () => {
    await row('Reader').inlineAction('Use in This Workspace');
    await eventuallyMatches(() => row('Reader').description(), /^active · /);
  });

  it('are checked by the button in the row', async () => {
    stage.sandbox.clearRequests();
    await row('Writer').inlineAction('Check Connection');
    await eventually(
      () => stage.sandbox.requests.map(({ headers }) => headers['x-pendo-integration-key']),
      [sandboxKeys.readWrite],
    );
    await eventually(() => icon('Writer'), 'pass');
  });

  it('spin while they are checked', async () => {
    stage.sandbox.fault('/api/v1/token/verify', { kind: 'hang' });
    await row('Writer').inlineAction('Check Connection');
    await eventually(() => icon('Writer'), 'loading');
    await eventually(() => row('Writer').description(), 'Custom · read and write · checking');
    stage.sandbox.clearFaults();
    await row('Writer').inlineAction('Check Connection');
    await eventually(() => icon('Writer'), 'pass');
  });

  it('are edited by the button in the row', async () => {
    const form = await CredentialForm.edit(stage.window, 'Writer');
    await eventually(() => form.name.inputValue(), 'Writer');
    await form.button('Cancel').click();
    await eventually(() => stage.window.editorTitles(), []);
  });

  it('have everything in their context menu', async () => {
    assert.deepEqual(await row('Writer').contextMenuLabels(), [
      'Use in This Workspace',
      'Check Connection',
      'Diagnose Connection',
      'Try Other Regions',
      'Edit Credential',
      'Replace API Key',
      'My Key Was Exposed…',
      'Duplicate Credential',
      'Delete Credential',
    ]);
  });

  it('are all checked by the button in the title', async () => {
    stage.sandbox.clearRequests();
    await stage.window.tree('Credentials').titleAction('Check All Connections');
    await stage.window.notifications.shown('Pendo connections that do not work: 2 of 4');
    assert.deepEqual(
      new Set(stage.sandbox.requests.map(({ headers }) => headers['x-pendo-integration-key'])),
      new Set(Object.values(sandboxKeys)),
    );
  });

  it('are as they were where Cancel is pressed while all are checked', async () => {
    const { window, sandbox } = stage;
    await window.runCommand('Notifications: Clear All Notifications');
    const hanging = sandbox.fault('/api/v1/token/verify', { kind: 'hang' }, 'always');
    await window.tree('Credentials').titleAction('Check All Connections');
    await eventually(() => hanging.hits, 3);
    await window.notifications.press('Checking all Pendo connections', 'Cancel');
    await window.notifications.gone('Checking all Pendo connections');
    for (const [name, , codicon] of looks) {
      await eventually(() => icon(name), codicon);
    }
    await eventually(() => row('Revoked').description(), 'Custom · key rejected');
    assert.deepEqual(await window.notifications.texts(), []);
    sandbox.clearFaults();
  });
});
