import assert from 'node:assert/strict';
import { sandboxKeys } from '../sandbox/keys';
import { freePort } from '../vscode/freePort';
import type { TreeRow } from '../vscode/workbench/treeView';
import { addCredential } from './credentialForm';
import { eventually } from './eventually';
import { setStage } from './stage';
import { written } from './storedState';

describe('after a restart', () => {
  const stage = setStage();

  const row = (name: string): TreeRow => stage.window.tree('Credentials').row(name);

  before('add credentials, choose one, restart', async () => {
    const { window, sandbox } = stage;
    const { baseUrl } = sandbox;
    const offline = `http://127.0.0.1:${await freePort()}`;
    const { key } = sandbox.addKey({ label: 'third', writeAccess: true });
    await addCredential(window, { name: 'Writer', baseUrl, key: sandboxKeys.readWrite });
    await addCredential(window, {
      name: 'Reader',
      description: 'Weekly',
      baseUrl,
      key: sandboxKeys.readOnly,
    });
    await addCredential(window, { name: 'Offline', baseUrl: offline, key });
    await eventually(() => row('Offline').description(), 'Custom · unreachable');
    await eventually(() => row('Reader').description(), 'Custom · read-only');
    await eventually(() => row('Writer').description(), 'active · Custom · read and write');
    await row('Reader').click();
    await eventually(() => row('Reader').description(), 'active · Custom · read-only');
    sandbox.clearRequests();
    await written(
      window,
      /^(?=[^]*"id":"([\w-]+)","name":"Reader")(?=[^]*"activeCredential":"\1")(?=[^]*"lastUsedCredential":"\1")/,
    );
    await window.restart();
  });

  it('the status bar tells the last verdict and when it was, without a new check', async () => {
    const item = stage.window.statusBarItem('pendo.connection');
    await item.says('Pendo: Reader · connected');
    assert.match(
      await item.ariaLabel(),
      /Connected, read-only\. Checked (now|\d+ minutes? ago), took \d+ ms/,
    );
    assert.deepEqual(stage.sandbox.requests, []);
  });

  it('every credential is there, with what was known of it', async () => {
    await stage.window.showViewContainer('Pendo');
    await stage.window.tree('Credentials').shown();
    assert.deepEqual(await stage.window.tree('Credentials').labels(), ['Offline', 'Reader', 'Writer']);
    await eventually(() => row('Reader').description(), 'active · Custom · read-only');
    await eventually(() => row('Writer').description(), 'Custom · read and write');
    await eventually(() => row('Offline').description(), 'Custom · unreachable');
    assert.match(await row('Reader').tooltip(), /Description: Weekly/);
    assert.deepEqual(stage.sandbox.requests, []);
  });

  it('every key works', async () => {
    await row('Writer').inlineAction('Check Connection');
    await row('Reader').inlineAction('Check Connection');
    await eventually(
      () => stage.sandbox.requests.map(({ headers }) => headers['x-pendo-integration-key']).sort(),
      [sandboxKeys.readWrite, sandboxKeys.readOnly],
    );
    await eventually(() => row('Writer').description(), 'Custom · read and write');
  });
});
