import assert from 'node:assert/strict';
import { CredentialForm } from './credentialForm';
import { eventually, eventuallyMatches } from './eventually';
import { setStage } from './stage';

describe('first steps', () => {
  const stage = setStage();

  const openForms = async (): Promise<string[]> =>
    (await stage.window.editorTitles()).filter((title) => title === 'Add New Credential');

  it('says in the empty view what is missing and how to get a key', async () => {
    // While it starts, VS Code says there that nothing provides data for the view.
    await eventuallyMatches(
      () => stage.window.tree('Credentials').welcome(),
      /No Pendo credential yet.+How to get a key/s,
    );
  });

  it('shows nothing in the status bar', async () => {
    assert.equal(await stage.window.statusBarItem('pendo.connection').item.count(), 0);
  });

  it('offers no command that acts on a credential', async () => {
    await stage.window.page.keyboard.press('F1');
    await stage.window.quickInput.type('>Pendo: ');
    await stage.window.quickInput.row('Pendo: Add Credential').waitFor();
    const offered = (await stage.window.quickInput.labels()).filter((label) => label.startsWith('Pendo: '));
    await stage.window.quickInput.escape();
    assert.deepEqual(offered.sort(), [
      'Pendo: Add Credential',
      'Pendo: Check Secret Storage',
      'Pendo: Focus on Credentials View',
      'Pendo: Show Log',
    ]);
  });

  it('opens the form with the button of the empty view', async () => {
    const { page } = stage.window;
    await page.locator('.welcome-view-content').getByRole('button', { name: 'Add Credential' }).click();
    const form = await CredentialForm.shown(stage.window, 'Add New Credential');
    await eventually(() => form.hasFocus(form.name), true);
    await form.name.fill('typed before');
  });

  it('reveals the same form with + in the title of the view', async () => {
    await stage.window.runCommand('Create: New File...');
    await stage.window.quickInput.pick('Text File');
    await eventually(async () => (await stage.window.editorTitles()).length, 2);
    await stage.window.tree('Credentials').titleAction('Add Credential');
    const form = await CredentialForm.shown(stage.window, 'Add New Credential');
    assert.equal(await form.name.inputValue(), 'typed before');
    assert.equal((await openForms()).length, 1);
  });

  it('reveals the same form from the palette', async () => {
    const form = await CredentialForm.add(stage.window);
    assert.equal(await form.name.inputValue(), 'typed before');
    assert.equal((await openForms()).length, 1);
  });

  it('reveals the same form from the walkthrough', async () => {
    await stage.window.runCommand('Welcome: Open Walkthrough...');
    await stage.window.quickInput.pick('Get Started with Pendo Credentials');
    const walkthrough = stage.window.page.locator('.gettingStartedContainer');
    await walkthrough
      .getByRole('button', { name: /Add a credential/ })
      .first()
      .click();
    await walkthrough.getByRole('button', { name: 'Add Credential', exact: true }).click();
    const form = await CredentialForm.shown(stage.window, 'Add New Credential');
    assert.equal(await form.name.inputValue(), 'typed before');
    assert.equal((await openForms()).length, 1);
  });
});
