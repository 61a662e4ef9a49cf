import assert from 'node:assert/strict';
import * as path from 'node:path';
import type { Face } from '../../src/credentials/credential';
import { mostCredentials } from '../../src/credentials/limits';
import { sandboxKeys } from '../sandbox/keys';
import { survives } from '../survives';
import { downloadsFolder } from '../vscode/repositoryRoot';
import { addCredential, CredentialForm } from './credentialForm';
import { eventually, eventuallyMatches } from './eventually';
import { setStage } from './stage';
import { changeStoredState } from './storedState';

describe('as many credentials as there can be', () => {
  const stage = setStage();

  const tree = () => stage.window.tree('Credentials');
  const nameOf = (number: number): string => `Client ${String(number).padStart(3, '0')}`;

  before('add one, and let another profile have left the others', async () => {
    const { window, sandbox } = stage;
    await addCredential(window, { name: 'Own', baseUrl: sandbox.baseUrl, key: sandboxKeys.readWrite });
    await window.statusBarItem('pendo.connection').says('Pendo: Own · connected');
    await changeStoredState(window, 'verdicts', ({ credentials, ...rest }) => {
      const [own] = credentials as Face[];
      assert.ok(own, 'there is no credential');
      const others = Array.from({ length: mostCredentials - 1 }, (_, index) => ({
        ...own,
        id: `client-${index + 1}`,
        name: nameOf(index + 1),
      }));
      return { ...rest, credentials: [own, ...others] };
    });
  });

  it('all stand in the list, and a screen reader hears how many', async () => {
    await tree().row(nameOf(1)).shown();
    await eventually(() => tree().row(nameOf(1)).item.getAttribute('aria-setsize'), String(mostCredentials));
    await stage.window.screenshot(path.join(downloadsFolder, 'pictures', 'many-credentials.png'));
  });

  it('the last one is an End key away', async () => {
    await tree().row(nameOf(1)).focusByKeyboard();
    await stage.window.page.keyboard.press('End');
    await tree().row('Own').shown();
    await eventually(() => tree().row('Own').description(), 'active · Custom · read and write');
  });

  it('are found by typing where one is asked for', async () => {
    const { window } = stage;
    await window.runCommand('Pendo: Select Active Credential');
    await window.quickInput.shown('Select Active Credential');
    await window.quickInput.type('client 037');
    await eventuallyMatches(async () => (await window.quickInput.labels()).join(), /^Client 037/);
    await window.quickInput.escape();
  });

  it('each is still checked by a click', async () => {
    const { window, sandbox } = stage;
    sandbox.clearRequests();
    await window.statusBarItem('pendo.connection').click();
    await eventually(
      () => sandbox.requests.map(({ headers }) => headers['x-pendo-integration-key']),
      [sandboxKeys.readWrite],
    );
    await window.statusBarItem('pendo.connection').says('Pendo: Own · connected');
  });

  survives(
    {
      area: 'input',
      fault: 'A credential more than there can be',
      userSees:
        'The form says “There are … credentials already. Delete one that is no longer used.”, keeps what was typed, and saves it once there is room',
    },
    'one more is refused in the form, and saved when another is deleted',
    async () => {
      const { window, sandbox } = stage;
      const form = await CredentialForm.add(window);
      const key = sandbox.addKey({ label: 'one more', writeAccess: true }).key;
      await form.fill({ name: 'One more', baseUrl: sandbox.baseUrl, key });
      await form.button('Save').click();
      await eventuallyMatches(
        () => form.frame.getByRole('alert').innerText(),
        /There are 500 credentials already/,
      );
      assert.equal((await form.values()).name, 'One more');
      await tree().row('Own').shown();
      await stage.window.page.getByRole('tree', { name: 'Credentials', exact: true }).focus();
      await window.page.keyboard.press('Home');
      await tree().row(nameOf(1)).contextMenu('Delete Credential');
      await window.dialog.press('Delete');
      await tree().row(nameOf(1)).gone();
      await form.button('Save').click();
      await tree().row('One more').shown();
    },
  );
});
