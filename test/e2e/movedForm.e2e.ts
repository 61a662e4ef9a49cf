import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { survives } from '../survives';
import { until } from '../vscode/until';
import { findWebview } from '../vscode/workbench/webview';
import { CredentialForm } from './credentialForm';
import { eventually, eventuallyMatches } from './eventually';
import { setStage } from './stage';

describe('a form that is moved to a window of its own', () => {
  const stage = setStage();
  const typed = {
    name: 'Production',
    description: 'Northwind',
    region: 'Custom',
    baseUrl: 'https://pendo.example.com',
    key: '',
  };
  let moved: CredentialForm;

  before('type into a form and move it', async () => {
    const form = await CredentialForm.add(stage.window);
    await form.fill({ ...typed, key: 'a key that is typed' });
    await form.name.focus();
    const opened = stage.window.session.context.waitForEvent('page');
    await stage.window.runCommand('View: Move Editor into New Window');
    moved = CredentialForm.in(
      await until('the form is in the new window', async () => findForm(await opened)),
    );
  });

  const findForm = (page: Page) => findWebview(page, 'Add New Credential');

  it('comes back with all but the key', async () => {
    await eventually(() => moved.values(), typed);
  });

  survives(
    {
      area: 'windows',
      fault: 'A form is moved to a window of its own, which loads its page anew',
      userSees: 'All fields but the key, and “Enter the key again; all else is as you left it.”',
    },
    'says that the key has to be entered again, where it is entered',
    async () => {
      await eventuallyMatches(
        () => moved.descriptionOf(moved.key),
        /Enter the key again; all else is as you left it/,
      );
      await eventually(() => moved.hasFocus(moved.key), true);
    },
  );

  it('can be saved there', async () => {
    await moved.fill({ baseUrl: stage.sandbox.baseUrl, key: stage.sandbox.keys[0]?.key ?? '' });
    assert.doesNotMatch(await moved.descriptionOf(moved.key), /Enter the key again/);
    await moved.button('Save').click();
    await stage.window.tree('Credentials').row('Production').shown();
    await stage.window.statusBarItem('pendo.connection').says('Pendo: Production · connected');
  });
});
