import assert from 'node:assert/strict';
import { sandboxKeys } from '../sandbox/keys';
import { addCredential, CredentialForm } from './credentialForm';
import { eventually, eventuallyMatches } from './eventually';
import { setStage } from './stage';

describe('replacing a key', () => {
  const stage = setStage();

  const { readWrite, readOnly, revoked } = sandboxKeys;
  const unknown = '44444444-4444-4444-8444-444444444444';
  let form: CredentialForm;
  const row = () => stage.window.tree('Credentials').row('Production');

  before('add a credential with a revoked key', async () => {
    await addCredential(stage.window, {
      name: 'Production',
      description: 'Northwind',
      baseUrl: stage.sandbox.baseUrl,
      key: revoked,
    });
    await stage.window.statusBarItem('pendo.connection').says('key rejected');
  });

  it('asks for the new one in a masked box that says where it goes', async () => {
    await row().contextMenu('Replace API Key');
    const { quickInput } = stage.window;
    await quickInput.shown('Replace API Key: Production');
    assert.equal(await quickInput.input.getAttribute('type'), 'password');
    await eventuallyMatches(
      () => quickInput.message(),
      /It is sent to http:\/\/127\.0\.0\.1:\d+ and kept in VS Code’s secret storage/,
    );
  });

  it('refuses what can be no key', async () => {
    const { quickInput } = stage.window;
    await quickInput.type('two words');
    await eventuallyMatches(() => quickInput.message(), /letters, digits, dashes and dots only/);
    await quickInput.accept();
    await quickInput.shown('Replace API Key: Production');
  });

  it('keeps the old one on Escape', async () => {
    stage.sandbox.clearRequests();
    await stage.window.quickInput.escape();
    await row().inlineAction('Check Connection');
    await eventually(
      () => stage.sandbox.requests.map(({ headers }) => headers['x-pendo-integration-key']),
      [revoked],
    );
  });

  it('warns of a new one that Pendo rejects, and lets it be', async () => {
    stage.sandbox.clearRequests();
    await stage.window.runCommand('Notifications: Clear All Notifications');
    await stage.window.runCommand('Pendo: Replace API Key');
    await stage.window.quickInput.shown('Replace API Key: Production');
    await stage.window.quickInput.type(unknown);
    await stage.window.quickInput.accept();
    assert.match(
      await stage.window.dialog.text(),
      /Pendo rejects the new key\. Replace the key of “Production” all the same/,
    );
    await stage.window.dialog.press('Cancel');
    assert.match(await row().tooltip(), /Key: ends in 3333/);
  });

  it('stores one that Pendo rejects where that is wanted, says it once, and takes it back', async () => {
    const { window } = stage;
    await window.runCommand('Notifications: Clear All Notifications');
    await row().contextMenu('Replace API Key');
    await window.quickInput.shown('Replace API Key: Production');
    await window.quickInput.type(unknown);
    await window.quickInput.accept();
    await window.dialog.press('Replace Anyway');
    await window.notifications.shown(/until it is revoked in Pendo/);
    await eventually(() => row().description(), 'active · Custom · key rejected');
    assert.match(await row().tooltip(), /Key: ends in 4444/);
    assert.equal((await window.notifications.texts()).length, 1);
    await window.notifications.press(/until it is revoked in Pendo/, 'Bring Back Old Key');
    await window.notifications.shown('“Production” has its previous key again.');
    assert.match(await row().tooltip(), /Key: ends in 3333/);
    await window.runCommand('Notifications: Clear All Notifications');
  });

  it('changes nothing where the check of the new one is cancelled, and then the question', async () => {
    const { window, sandbox } = stage;
    const hanging = sandbox.fault('/api/v1/token/verify', { kind: 'hang' });
    await row().contextMenu('Replace API Key');
    await window.quickInput.shown('Replace API Key: Production');
    await window.quickInput.type(readWrite);
    await window.quickInput.accept();
    await eventually(() => hanging.hits, 1);
    await window.notifications.press('Checking the new key of “Production”', 'Cancel');
    assert.match(
      await window.dialog.text(),
      /The new key could not be checked\. Replace the key of “Production” all the same/,
    );
    await window.dialog.press('Cancel');
    await window.notifications.gone('Checking the new key of “Production”');
    assert.match(await row().tooltip(), /Key: ends in 3333/);
    assert.equal(await row().description(), 'active · Custom · key rejected');
  });

  it('asks Pendo about the new one first and leaves all else as it was', async () => {
    form = await CredentialForm.edit(stage.window, 'Production');
    await form.button('Test Connection').click();
    await eventuallyMatches(() => form.outcome.innerText(), /^Key rejected/);
    await row().contextMenu('Replace API Key');
    await stage.window.quickInput.shown('Replace API Key: Production');
    await stage.window.quickInput.type(`"${readOnly}"`);
    await stage.window.quickInput.accept();
    assert.match(
      await stage.window.dialog.text(),
      /Pendo accepts the new key \(read-only\)\. Replace the key of “Production”/,
    );
    await stage.window.dialog.press('Replace');
    await stage.window.statusBarItem('pendo.connection').says('Pendo: Production · connected');
    await eventually(() => row().description(), 'active · Custom · read-only');
    assert.match(await row().tooltip(), /Description: Northwind\s+Host: .+\s+Key: ends in 2222/);
  });

  it('takes back what its open form told of the old one', async () => {
    await eventually(() => form.outcome.innerText(), '');
    assert.match(await form.descriptionOf(form.key), /A key is stored, ending in 2222/);
    await form.button('Cancel').click();
    await eventually(() => stage.window.editorTitles(), []);
  });

  it('reminds to revoke the old one in Pendo, and can bring it back', async () => {
    await stage.window.notifications.press(/until it is revoked in Pendo/, 'Bring Back Old Key');
    await stage.window.statusBarItem('pendo.connection').says('Pendo: Production · key rejected');
    assert.match(await row().tooltip(), /Key: ends in 3333/);
  });

  it('is not needed for a duplicate, which begins with all but the key', async () => {
    await row().contextMenu('Duplicate Credential');
    const form = await CredentialForm.shown(stage.window, 'Add New Credential');
    assert.deepEqual(await form.values(), {
      name: 'Production copy',
      description: 'Northwind',
      region: 'Custom',
      baseUrl: stage.sandbox.baseUrl,
      key: '',
    });
    await form.button('Save').click();
    await eventuallyMatches(async () => (await form.problemOf(form.key)) ?? '', /Enter the integration key/);
    await form.key.fill(readWrite);
    await form.button('Save').click();
    await eventually(
      () => stage.window.tree('Credentials').row('Production copy').description(),
      'Custom · read and write',
    );
    await eventually(() => row().description(), 'active · Custom · key rejected');
  });
});
