import assert from 'node:assert/strict';
import { sandboxKeys } from '../../sandbox/keys';
import { CredentialForm } from '../credentialForm';
import { eventually, eventuallyMatches } from '../eventually';
import { setStage } from '../stage';

describe('a save that takes its time', () => {
  const stage = setStage();
  let form: CredentialForm;

  const signalHosts = (signal: 'SIGSTOP' | 'SIGCONT'): void => {
    for (const host of stage.window.session.server.extensionHosts()) {
      process.kill(host, signal);
    }
  };

  before('save while the extension host does not get to it', async () => {
    form = await CredentialForm.add(stage.window);
    await form.fill({ name: 'Production', baseUrl: stage.sandbox.baseUrl, key: sandboxKeys.readWrite });
    signalHosts('SIGSTOP');
    await form.button('Save').click();
    await eventuallyMatches(() => form.outcome.innerText(), /^Saving…/);
  });

  it('lets nothing be typed that it would leave behind', async () => {
    for (const field of [form.name, form.description, form.region, form.baseUrl, form.key]) {
      assert.equal(await field.isEditable(), false, field.toString());
    }
    await form.name.focus();
    await stage.window.page.keyboard.type('!');
    assert.equal(await form.name.inputValue(), 'Production');
  });

  it('goes on when the form is closed, and nothing is said to be lost', async () => {
    await stage.window.runCommand('View: Close Editor');
    await eventually(() => stage.window.editorTitles(), []);
    signalHosts('SIGCONT');
    await stage.window.tree('Credentials').row('Production').shown();
    await stage.window.statusBarItem('pendo.connection').says('Pendo: Production · connected');
    assert.deepEqual(await stage.window.notifications.texts(), []);
  });
});
