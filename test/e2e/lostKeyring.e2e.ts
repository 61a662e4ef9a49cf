import assert from 'node:assert/strict';
import { sandboxKeys } from '../sandbox/keys';
import { survives } from '../survives';
import { createKeyring } from '../vscode/workbench/keyring';
import { addCredential } from './credentialForm';
import { eventually, eventuallyMatches } from './eventually';
import { setStage } from './stage';
import { written } from './storedState';

describe('with a keyring that is lost', () => {
  const stage = setStage();

  const row = () => stage.window.tree('Credentials').row('Production');
  const status = () => stage.window.statusBarItem('pendo.connection');

  before('add a credential, lose the keyring, restart', async () => {
    const { window, sandbox } = stage;
    await addCredential(window, {
      name: 'Production',
      description: 'Northwind',
      baseUrl: sandbox.baseUrl,
      key: sandboxKeys.readWrite,
    });
    await status().says('Pendo: Production · connected');
    await written(window, 'activeCredential');
    await written(window, 'lastUsedCredential');
    window.setKeyring(createKeyring());
    await window.restart();
    await window.showViewContainer('Pendo');
  });

  survives(
    {
      area: 'storage',
      fault: 'The keyring is lost between two starts of VS Code',
      userSees: 'The row and the status bar say “key missing”, in the colour of a warning',
    },
    'the row stays, and says that its key is missing',
    async () => {
      await eventually(() => row().description(), 'active · Custom · key missing');
      await status().says('Pendo: Production · key missing');
      await eventually(async () => (await status().classes()).includes('warning-kind'), true);
    },
  );

  survives(
    {
      area: 'storage',
      fault: 'The keyring is lost: what the view says',
      userSees: 'Above the rows: “VS Code’s secret storage has no key of these credentials.”',
    },
    'the view says what may have happened to all keys',
    async () => {
      const message = stage.window.page.locator('.tree-explorer-viewlet-tree-view .message');
      await eventuallyMatches(() => message.innerText(), /secret storage has no key of these credentials/);
    },
  );

  survives(
    {
      area: 'storage',
      fault: 'The keyring is lost, and VS Code is started again before that is mended',
      userSees: 'The rows still say “key missing”; the words above them are not said again',
    },
    'the view says so once, the row at every start',
    async () => {
      await written(stage.window, 'storageTroubleTold');
      await stage.window.restart();
      await stage.window.showViewContainer('Pendo');
      await status().says('Pendo: Production · key missing');
      await eventually(() => row().description(), 'active · Custom · key missing');
      assert.equal(
        await stage.window.page.locator('.tree-explorer-viewlet-tree-view .message').isVisible(),
        false,
      );
    },
  );

  it('the row offers to enter the key, and nothing that needs it', async () => {
    const labels = await row().contextMenuLabels();
    assert.ok(labels.includes('Enter API Key'), labels.join());
    assert.ok(!labels.includes('Replace API Key'), labels.join());
  });

  it('a click in the status bar asks for the key', async () => {
    await status().click();
    await stage.window.quickInput.shown('Enter API Key: Production');
    await stage.window.quickInput.escape();
  });

  survives(
    {
      area: 'storage',
      fault: 'The keyring is lost: how it is mended',
      userSees: '“Enter API Key” asks for the key alone; name, description and choice are as before',
    },
    'the key alone mends it, entered from the row',
    async () => {
      stage.sandbox.clearRequests();
      await row().inlineAction('Enter API Key');
      await stage.window.quickInput.shown('Enter API Key: Production');
      await stage.window.quickInput.type(sandboxKeys.readWrite);
      await stage.window.quickInput.accept();
      await status().says('Pendo: Production · connected');
      await eventually(() => row().description(), 'active · Custom · read and write');
      assert.match(await row().tooltip(), /Description: Northwind/);
      assert.deepEqual(
        stage.sandbox.requests.map(({ headers }) => headers['x-pendo-integration-key']),
        [sandboxKeys.readWrite],
      );
    },
  );

  it('the mended credential outlives the next restart', async () => {
    await stage.window.restart();
    await stage.window.showViewContainer('Pendo');
    await status().says('Pendo: Production · connected');
    await eventually(() => row().description(), 'active · Custom · read and write');
  });
});
