import assert from 'node:assert/strict';
import { survives } from '../survives';
import { addCredential, CredentialForm } from './credentialForm';
import { eventually, eventuallyMatches } from './eventually';
import { setStage } from './stage';

describe('errors in the form', () => {
  const stage = setStage();
  const someKey = '4a6f1c2e-0b7d-4e58-9c3a-5d2f8e1b7a60';
  let form: CredentialForm;

  before('add a credential, and open the form for another', async () => {
    await addCredential(stage.window, { name: 'Größe EU', baseUrl: stage.sandbox.baseUrl, key: someKey });
    form = await CredentialForm.add(stage.window);
  });

  const save = async (): Promise<void> => form.button('Save').click();

  it('does not accuse anybody before something was typed', async () => {
    await form.name.press('Tab');
    await form.description.press('Tab');
    assert.equal(await form.problemOf(form.name), undefined);
  });

  it('stand beside their fields, and the first field has the focus', async () => {
    await save();
    await eventuallyMatches(async () => (await form.problemOf(form.name)) ?? '', /Enter a name/);
    assert.match((await form.problemOf(form.key)) ?? '', /Enter the integration key/);
    assert.equal(await form.problemOf(form.description), undefined);
    assert.equal(await form.problemOf(form.region), undefined);
    await eventually(() => form.hasFocus(form.name), true);
  });

  it('go when the value is right', async () => {
    await form.name.fill('Right');
    await eventually(() => form.problemOf(form.name), undefined);
    assert.match((await form.problemOf(form.key)) ?? '', /Enter the integration key/);
    await save();
    await eventually(() => form.hasFocus(form.key), true);
  });

  it('show when the field is left', async () => {
    await form.fill({ baseUrl: 'http://pendo.example.com' });
    await form.baseUrl.press('Tab');
    await eventuallyMatches(async () => (await form.problemOf(form.baseUrl)) ?? '', /https:\/\//);
  });

  const wrongAddresses: [string, RegExp][] = [
    ['', /Enter the address of the host/],
    ['http://pendo.example.com', /begins with https/],
    ['https://me:secret@pendo.example.com', /Remove the user name/],
    ['https://pendo.example.com/?a=b', /Remove the \?/],
    ['https://pendo.example.com/api/v1', /Remove all that follows the host/],
    ['https://pendo.example.com\\@evil.example', /Remove spaces, backslashes/],
  ];
  for (const [address, words] of wrongAddresses) {
    survives(
      {
        area: 'input',
        fault: 'A base URL that could lead a key astray, in the workbench',
        userSees: 'The form refuses it beside its field',
      },
      `refuse the base URL "${address}"`,
      async () => {
        await form.fill({ baseUrl: address });
        await save();
        await eventuallyMatches(async () => (await form.problemOf(form.baseUrl)) ?? '', words);
        await eventually(() => form.hasFocus(form.baseUrl), true);
      },
    );
  }

  it('refuse a name that exists, whatever its case', async () => {
    await form.fill({ name: ' grÖSSE eu '.replace('SS', 'ß'), baseUrl: stage.sandbox.baseUrl, key: someKey });
    await save();
    await eventuallyMatches(async () => (await form.problemOf(form.name)) ?? '', /this one exists already/);
    await eventually(() => form.hasFocus(form.name), true);
  });

  it('refuse a name of more than 100 characters', async () => {
    await form.name.fill('n'.repeat(101));
    await save();
    await eventuallyMatches(async () => (await form.problemOf(form.name)) ?? '', /100 characters/);
    await form.name.fill('n'.repeat(100));
    await eventually(() => form.problemOf(form.name), undefined);
  });

  it('refuse a description of more than 500 characters', async () => {
    await form.description.fill('d'.repeat(501));
    await save();
    await eventuallyMatches(async () => (await form.problemOf(form.description)) ?? '', /500 characters/);
    await form.description.fill('');
  });

  for (const key of ['two words', 'schlüssel', 'broken\u0007key']) {
    survives(
      {
        area: 'input',
        fault: 'A key that no header can carry, in the workbench',
        userSees: 'The form refuses it beside its field',
      },
      `refuse the key ${JSON.stringify(key)}, which no header can carry`,
      async () => {
        await form.key.fill(key);
        await save();
        await eventuallyMatches(async () => (await form.problemOf(form.key)) ?? '', /spaces or characters/);
        await eventually(() => form.hasFocus(form.key), true);
      },
    );
  }

  it('have kept everything from being saved', async () => {
    assert.deepEqual(await stage.window.tree('Credentials').labels(), ['Größe EU']);
  });

  it('are shown by Enter in a field, too', async () => {
    await form.key.fill('');
    await form.name.press('Enter');
    await eventually(() => form.hasFocus(form.key), true);
  });
});
