import assert from 'node:assert/strict';
import { sandboxKeys } from '../sandbox/keys';
import { survives } from '../survives';
import { freePort } from '../vscode/freePort';
import { addCredential, CredentialForm } from './credentialForm';
import { eventually, eventuallyMatches } from './eventually';
import { setStage } from './stage';

describe('saving a new credential', () => {
  const stage = setStage();

  const status = () => stage.window.statusBarItem('pendo.connection');
  const tree = () => stage.window.tree('Credentials');

  it('closes the form and shows the row, even in a view that is closed', async () => {
    await stage.window.runCommand('View: Show Explorer');
    const form = await CredentialForm.add(stage.window);
    await form.fill({
      name: '  Production ',
      description: 'Northwind',
      baseUrl: stage.sandbox.baseUrl,
      key: sandboxKeys.readWrite,
    });
    await form.button('Save').click();
    await tree().row('Production').shown();
    await eventually(() => stage.window.editorTitles(), []);
    await eventually(() => tree().row('Production').isSelected(), true);
  });

  it('makes the first one active', async () => {
    await eventuallyMatches(() => tree().row('Production').description(), /^active · /);
    assert.match(await tree().row('Production').ariaLabel(), /active in this workspace/);
  });

  it('checks it, and the status bar tells', async () => {
    await status().says('Pendo: Production · connected');
    await eventually(() => tree().row('Production').description(), 'active · Custom · read and write');
    assert.deepEqual(
      stage.sandbox.requests.map(({ headers }) => headers['x-pendo-integration-key']),
      [sandboxKeys.readWrite],
    );
  });

  it('says nothing more about it', async () => {
    assert.deepEqual(await stage.window.notifications.texts(), []);
  });

  it('is done by Enter in a field', async () => {
    const form = await CredentialForm.add(stage.window);
    await form.fill({ name: 'Reporting', baseUrl: stage.sandbox.baseUrl, key: sandboxKeys.readOnly });
    await form.key.press('Enter');
    await eventually(() => tree().row('Reporting').description(), 'Custom · read-only');
    await eventually(() => stage.window.editorTitles(), []);
  });

  it('leaves another credential active', async () => {
    assert.match(await tree().row('Production').description(), /^active · /);
    await status().says('Pendo: Production · connected');
  });

  it('saves once, however often Save is clicked', async () => {
    const form = await CredentialForm.add(stage.window);
    await form.fill({ name: 'Twice', baseUrl: stage.sandbox.baseUrl, key: sandboxKeys.readOnly });
    await form.button('Save').dblclick();
    await tree().row('Twice').shown();
    await eventually(() => stage.window.editorTitles(), []);
    assert.deepEqual(await tree().labels(), ['Production', 'Reporting', 'Twice']);
    assert.deepEqual(await stage.window.notifications.texts(), []);
  });

  survives(
    {
      area: 'connection',
      fault: 'A credential is saved while the host is down',
      userSees: 'It is saved; the status bar says “unreachable”',
    },
    'does not need the network',
    async () => {
      const baseUrl = `http://127.0.0.1:${await freePort()}`;
      await addCredential(stage.window, { name: 'Offline', baseUrl, key: sandboxKeys.readWrite });
      await eventuallyMatches(() => tree().row('Offline').description(), /unreachable/);
    },
  );
});
