import assert from 'node:assert/strict';
import { sandboxKeys } from '../sandbox/keys';
import { addCredential, CredentialForm } from './credentialForm';
import { eventually, eventuallyMatches } from './eventually';
import { setStage } from './stage';

describe('commands from the palette', () => {
  const stage = setStage();

  const row = (name: string) => stage.window.tree('Credentials').row(name);

  /** Runs a command and answers its question with the keyboard alone. */
  const runFor = async (command: string, name: string): Promise<void> => {
    const { window } = stage;
    await window.runCommand(command);
    await window.quickInput.shown(command.replace('Pendo: ', ''));
    await window.quickInput.type(name);
    await eventually(() => window.quickInput.labels(), [name]);
    await window.quickInput.accept();
  };

  before('add two credentials', async () => {
    const { window, sandbox } = stage;
    const { baseUrl } = sandbox;
    await addCredential(window, {
      name: 'Writer',
      description: 'Hourly',
      baseUrl,
      key: sandboxKeys.readWrite,
    });
    await addCredential(window, { name: 'Reader', baseUrl, key: sandboxKeys.readOnly });
    await eventually(() => row('Reader').description(), 'Custom · read-only');
  });

  it('are there for everything that can be done with a credential', async () => {
    await stage.window.page.keyboard.press('F1');
    await stage.window.quickInput.type('>Pendo: ');
    await stage.window.quickInput.row('Pendo: Edit Credential').waitFor();
    const offered = await stage.window.quickInput.labels();
    await stage.window.quickInput.escape();
    for (const command of [
      'Add Credential',
      'Check All Connections',
      'Check Connection',
      'Check Secret Storage',
      'Delete Credential',
      'Diagnose Connection',
      'Duplicate Credential',
      'Edit Credential',
      'My Key Was Exposed…',
      'Replace API Key',
      'Select Active Credential',
      'Show Log',
      'Try Other Regions',
    ]) {
      assert.ok(offered.includes(`Pendo: ${command}`), `${command} in ${offered.join(', ')}`);
    }
    assert.ok(!offered.includes('Pendo: Enter API Key'), 'no key is missing');
    assert.ok(!offered.includes('Pendo: Cancel Connection Check'), 'no check is under way');
    assert.ok(!offered.includes('Pendo: Use in This Workspace'), 'it belongs to a row');
  });

  it('ask which credential, the active one first', async () => {
    await stage.window.runCommand('Pendo: Edit Credential');
    await stage.window.quickInput.shown('Edit Credential');
    assert.deepEqual(await stage.window.quickInput.labels(), ['Writer', 'Reader']);
    await stage.window.quickInput.escape();
    assert.deepEqual(await stage.window.editorTitles(), []);
  });

  it('choose the active credential', async () => {
    await runFor('Pendo: Select Active Credential', 'Reader');
    await eventuallyMatches(() => row('Reader').description(), /^active · /);
    await stage.window.statusBarItem('pendo.connection').says('Pendo: Reader · connected');
  });

  it('check the active credential without a question', async () => {
    stage.sandbox.clearRequests();
    await stage.window.runCommand('Pendo: Check Connection');
    await eventually(
      () => stage.sandbox.requests.map(({ headers }) => headers['x-pendo-integration-key']),
      [sandboxKeys.readOnly],
    );
  });

  it('cancel a check that is under way', async () => {
    const hanging = stage.sandbox.fault('/api/v1/token/verify', { kind: 'hang' });
    await stage.window.runCommand('Pendo: Check Connection');
    await eventually(() => hanging.hits, 1);
    await stage.window.runCommand('Pendo: Cancel Connection Check');
    await stage.window.statusBarItem('pendo.connection').says('Pendo: Reader · connected');
  });

  it('edit', async () => {
    await runFor('Pendo: Edit Credential', 'Writer');
    const form = await CredentialForm.shown(stage.window, 'Edit Credential');
    await eventually(() => form.name.inputValue(), 'Writer');
    await form.button('Cancel').click();
    await eventually(() => stage.window.editorTitles(), []);
  });

  it('duplicate', async () => {
    await runFor('Pendo: Duplicate Credential', 'Reader');
    const form = await CredentialForm.shown(stage.window, 'Add New Credential');
    await eventually(() => form.name.inputValue(), 'Reader copy');
    await form.button('Cancel').click();
    await eventually(() => stage.window.editorTitles(), []);
  });

  it('delete, after a question', async () => {
    await runFor('Pendo: Delete Credential', 'Reader');
    assert.match(await stage.window.dialog.text(), /Delete the credential “Reader”\?/);
    await stage.window.dialog.press('Delete');
    await row('Reader').gone();
  });

  it('tell what a check said where neither the status bar nor the list shows it', async () => {
    const { window, sandbox } = stage;
    await window.runCommand('Notifications: Clear All Notifications');
    await window.showViewContainer('Explorer');
    await window.runCommand('Pendo: Check Connection');
    await window.notifications.shown('Writer: Connected, read and write.');
    await window.notifications.dismiss('Writer: Connected, read and write.');
    const hanging = sandbox.fault('/api/v1/token/verify', { kind: 'hang' });
    await window.runCommand('Pendo: Check Connection');
    await window.notifications.press('Checking “Writer”', 'Cancel');
    await window.notifications.gone('Checking “Writer”');
    assert.equal(hanging.hits, 1);
    assert.deepEqual(await window.notifications.texts(), []);
    await window.showViewContainer('Pendo');
    await eventually(() => row('Writer').description(), 'Custom · read and write');
  });

  it('say that none is active, rather than take another', async () => {
    await stage.window.statusBarItem('pendo.connection').says('Pendo: no active credential');
    await stage.window.statusBarItem('pendo.connection').click();
    await stage.window.quickInput.shown('Select Active Credential');
    await stage.window.quickInput.pick('Writer');
    await stage.window.statusBarItem('pendo.connection').says('Pendo: Writer · connected');
  });

  it('do not ask where there is one credential only', async () => {
    await stage.window.runCommand('Pendo: Edit Credential');
    const form = await CredentialForm.shown(stage.window, 'Edit Credential');
    await eventually(() => form.name.inputValue(), 'Writer');
  });
});
