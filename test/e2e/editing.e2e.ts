import assert from 'node:assert/strict';
import { sandboxKeys } from '../sandbox/keys';
import type { TreeRow } from '../vscode/workbench/treeView';
import { addCredential, CredentialForm } from './credentialForm';
import { eventually, eventuallyMatches } from './eventually';
import { setStage } from './stage';

describe('editing a credential', () => {
  const stage = setStage();

  const row = (name: string): TreeRow => stage.window.tree('Credentials').row(name);

  before('add two credentials', async () => {
    const { window, sandbox } = stage;
    await addCredential(window, {
      name: 'Production',
      description: 'Northwind',
      baseUrl: sandbox.baseUrl,
      key: sandboxKeys.readWrite,
    });
    await addCredential(window, { name: 'Staging', baseUrl: sandbox.baseUrl, key: sandboxKeys.readOnly });
    await window.statusBarItem('pendo.connection').says('Pendo: Production · connected');
  });

  it('begins with everything but the key', async () => {
    const form = await CredentialForm.edit(stage.window, 'Production');
    assert.deepEqual(await form.values(), {
      name: 'Production',
      description: 'Northwind',
      region: 'Custom',
      baseUrl: stage.sandbox.baseUrl,
      key: '',
    });
    assert.match(
      await form.descriptionOf(form.key),
      /A key is stored, ending in 1111\. Leave blank to keep it/,
    );
  });

  it('reveals the form of the same credential, and opens another for another', async () => {
    await row('Staging').inlineAction('Edit Credential');
    await eventually(() => stage.window.editorTitles(), ['Edit Credential', 'Edit Credential']);
    await row('Production').inlineAction('Edit Credential');
    await eventually(
      async () => (await CredentialForm.shown(stage.window, 'Edit Credential')).name.inputValue(),
      'Production',
    );
    assert.equal((await stage.window.editorTitles()).length, 2);
  });

  it('keeps what was typed while another tab is in front', async () => {
    const form = await CredentialForm.shown(stage.window, 'Edit Credential');
    await form.fill({ name: 'Renamed', key: 'half a key' });
    await row('Staging').inlineAction('Edit Credential');
    await eventually(
      async () => (await CredentialForm.shown(stage.window, 'Edit Credential')).name.inputValue(),
      'Staging',
    );
    await row('Production').inlineAction('Edit Credential');
    await eventually(
      async () => (await CredentialForm.shown(stage.window, 'Edit Credential')).name.inputValue(),
      'Renamed',
    );
    assert.equal(
      await (await CredentialForm.shown(stage.window, 'Edit Credential')).key.inputValue(),
      'half a key',
    );
  });

  it('tests the stored key while the field is blank', async () => {
    const form = await CredentialForm.shown(stage.window, 'Edit Credential');
    await form.key.fill('');
    await form.button('Test Connection').click();
    await eventuallyMatches(() => form.outcome.innerText(), /^Connected\s+This key can read and write/);
  });

  it('warns where the stored key would go to another host', async () => {
    const form = await CredentialForm.shown(stage.window, 'Edit Credential');
    await form.chooseRegion('EU');
    await eventuallyMatches(
      () => form.descriptionOf(form.key),
      /the stored key goes to https:\/\/app\.eu\.pendo\.io/,
    );
    await form.chooseRegion('Custom');
  });

  it('shows at once where the keys would go, and tells it once the address is complete', async () => {
    const form = await CredentialForm.shown(stage.window, 'Edit Credential');
    await form.baseUrl.fill('');
    const heard = await form.listen();
    await form.baseUrl.pressSequentially('pendo.example');
    await eventuallyMatches(
      () => form.descriptionOf(form.baseUrl),
      /will be sent to https:\/\/pendo\.example and/,
    );
    assert.match(await form.descriptionOf(form.key), /stored key goes to https:\/\/pendo\.example\./);
    assert.deepEqual(await heard(), []);
    await form.baseUrl.press('Tab');
    await eventually(heard, [
      'The key will be sent to https://pendo.example and nowhere else.',
      'Once saved, the stored key goes to https://pendo.example. Keep it only if it belongs there.',
    ]);
    await form.baseUrl.fill(stage.sandbox.baseUrl);
  });

  it('shows a new name at once, in tree and status bar', async () => {
    const form = await CredentialForm.shown(stage.window, 'Edit Credential');
    await form.button('Save').click();
    await row('Renamed').shown();
    await row('Production').gone();
    await stage.window.statusBarItem('pendo.connection').says('Pendo: Renamed · connected');
  });

  it('makes the old name free and the new one taken in forms that are open', async () => {
    const form = await CredentialForm.shown(stage.window, 'Edit Credential');
    await eventually(() => form.name.inputValue(), 'Staging');
    await form.name.fill('renamed');
    await form.name.press('Tab');
    await eventuallyMatches(async () => (await form.problemOf(form.name)) ?? '', /exists already/);
    await form.name.fill('Production');
    await eventually(() => form.problemOf(form.name), undefined);
  });

  it('has kept the key where it was left blank', async () => {
    stage.sandbox.clearRequests();
    await row('Renamed').inlineAction('Check Connection');
    await eventually(
      () => stage.sandbox.requests.map(({ headers }) => headers['x-pendo-integration-key']),
      [sandboxKeys.readWrite],
    );
  });

  it('checks again when the key changed', async () => {
    await row('Renamed').inlineAction('Edit Credential');
    // The form of the other credential is in front until this one is there.
    await eventually(
      async () => (await CredentialForm.shown(stage.window, 'Edit Credential')).name.inputValue(),
      'Renamed',
    );
    const form = await CredentialForm.shown(stage.window, 'Edit Credential');
    await form.key.fill(sandboxKeys.revoked);
    await form.button('Save').click();
    await stage.window.statusBarItem('pendo.connection').says('Pendo: Renamed · key rejected');
  });

  it('ends by itself when the credential is deleted', async () => {
    assert.deepEqual(await stage.window.editorTitles(), ['Edit Credential']);
    await row('Staging').contextMenu('Delete Credential');
    await stage.window.dialog.press('Delete');
    await eventually(() => stage.window.editorTitles(), []);
    assert.deepEqual(
      (await stage.window.notifications.texts()).filter((text) => text.includes('without saving')),
      [],
    );
  });
});
