import assert from 'node:assert/strict';
import { sandboxKeys } from '../sandbox/keys';
import { addCredential } from './credentialForm';
import { eventually, eventuallyMatches } from './eventually';
import { readBrowserStorage } from './keyTraces';
import { setStage } from './stage';

describe('deleting a credential', () => {
  const stage = setStage();

  const row = () => stage.window.tree('Credentials').row('Production');

  before('add the credential', async () => {
    const { window, sandbox } = stage;
    await addCredential(window, {
      name: 'Production',
      description: 'Northwind',
      baseUrl: sandbox.baseUrl,
      key: sandboxKeys.readWrite,
    });
    await window.statusBarItem('pendo.connection').says('Pendo: Production · connected');
  });

  it('asks first, and names what is lost', async () => {
    await row().contextMenu('Delete Credential');
    const question = await stage.window.dialog.text();
    assert.match(question, /Delete the credential “Production”\?/);
    assert.match(question, /name, description and key are erased/);
    assert.match(question, /It is the active credential of this workspace/);
    assert.deepEqual((await stage.window.dialog.buttons()).sort(), ['Cancel', 'Delete']);
  });

  it('keeps everything on Cancel', async () => {
    await stage.window.dialog.press('Cancel');
    assert.deepEqual(await stage.window.tree('Credentials').labels(), ['Production']);
    assert.deepEqual(await stage.window.notifications.texts(), []);
  });

  it('leaves an empty view and no status', async () => {
    await row().contextMenu('Delete Credential');
    await stage.window.dialog.press('Delete');
    await row().gone();
    await eventuallyMatches(() => stage.window.tree('Credentials').welcome(), /No Pendo credential yet/);
    await stage.window.statusBarItem('pendo.connection').item.waitFor({ state: 'detached' });
  });

  it('is undone as if nothing had happened', async () => {
    await stage.window.notifications.press('“Production” was deleted', 'Undo');
    await row().shown();
    await eventuallyMatches(() => row().description(), /^active · Custom/);
    assert.match(await row().tooltip(), /Description: Northwind/);
  });

  it('has not hurt the key', async () => {
    stage.sandbox.clearRequests();
    await stage.window.statusBarItem('pendo.connection').click();
    await stage.window.statusBarItem('pendo.connection').says('Pendo: Production · connected');
    await eventually(
      () => stage.sandbox.requests.map(({ headers }) => headers['x-pendo-integration-key']),
      [sandboxKeys.readWrite],
    );
  });

  it('is for good when the message is dismissed', async () => {
    await stage.window.runCommand('Pendo: Delete Credential');
    await stage.window.dialog.press('Delete');
    await stage.window.notifications.dismiss('“Production” was deleted');
    // VS Code writes its state a moment after it has answered; a restart before that would bring the row back.
    await eventually(
      async () => (await readBrowserStorage(stage.window.page)).includes('keyFingerprint'),
      false,
    );
    await stage.window.restart();
    await stage.window.showViewContainer('Pendo');
    await eventuallyMatches(() => stage.window.tree('Credentials').welcome(), /No Pendo credential yet/);
  });
});
