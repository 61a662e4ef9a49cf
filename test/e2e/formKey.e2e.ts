import assert from 'node:assert/strict';
import { addCredential, CredentialForm } from './credentialForm';
import { eventually, eventuallyMatches } from './eventually';
import { setStage } from './stage';

const key = '7b1d9e30-52c4-4f8a-8e6b-0c3a9d4f1e27';

describe('a key pasted into the form', () => {
  const stage = setStage();
  let form: CredentialForm;

  const said = async (): Promise<string> => form.descriptionOf(form.key);

  beforeEach('open a new form', async () => {
    form = await CredentialForm.add(stage.window);
  });

  afterEach('close the form', async () => {
    await form.button('Cancel').click();
    await eventually(() => stage.window.editorTitles(), []);
    await stage.window.runCommand('Notifications: Clear All Notifications');
  });

  const wrappings: [string, string, RegExp][] = [
    ['white space', `  ${key}\t`, /White space was removed/],
    ['quotes', `"${key}"`, /Quotes were removed/],
    ['a header name', `x-pendo-integration-key: ${key}`, /name of the header was removed/],
    [
      'the option of a curl command',
      `-H 'x-pendo-integration-key: ${key}'`,
      /name of the header was removed/,
    ],
  ];
  for (const [what, pasted, words] of wrappings) {
    it(`is taken out of ${what}, and that is said`, async () => {
      await form.pasteKey(pasted);
      await eventually(() => form.key.inputValue(), key);
      assert.match(await said(), words);
      assert.equal(await form.problemOf(form.key), undefined);
    });
  }

  it('chooses the region that it ends in, and that is said', async () => {
    await form.pasteKey(`${key}.eu`);
    await eventually(() => form.chosenRegion(), 'EU – app.eu.pendo.io');
    assert.match(await said(), /Region EU was chosen, because the key ends in \.eu/);
  });

  it('chooses the region when it was typed, too', async () => {
    await form.key.pressSequentially(`${key}.jpn`);
    await form.key.press('Tab');
    await eventually(() => form.chosenRegion(), 'Japan – app.jpn.pendo.io');
  });

  it('takes the region that it chose with it, when it is replaced by one that points nowhere', async () => {
    await form.pasteKey(`${key}.eu`);
    await eventually(() => form.chosenRegion(), 'EU – app.eu.pendo.io');
    await form.pasteKey(key);
    await eventually(() => form.chosenRegion(), 'US – app.pendo.io');
    await form.pasteKey(`${key}.au`);
    await eventually(() => form.chosenRegion(), 'Australia – app.au.pendo.io');
  });

  it('leaves a region that the user chose after it', async () => {
    await form.pasteKey(`${key}.eu`);
    await eventually(() => form.chosenRegion(), 'EU – app.eu.pendo.io');
    await form.chooseRegion('Japan');
    await form.pasteKey(key);
    await eventually(() => form.key.inputValue(), key);
    assert.equal(await form.chosenRegion(), 'Japan – app.jpn.pendo.io');
  });

  it('does not overrule a region that the user chose, but offers its own', async () => {
    await form.chooseRegion('Australia');
    await form.pasteKey(`${key}.eu`);
    await eventuallyMatches(said, /ends in \.eu, which points to the region EU/);
    assert.equal(await form.chosenRegion(), 'Australia – app.au.pendo.io');
    await form.button('Use EU').click();
    assert.equal(await form.chosenRegion(), 'EU – app.eu.pendo.io');
    await eventually(() => form.hasFocus(form.region), true);
  });

  it('of another credential is said to be stored already, under which name', async () => {
    await form.button('Cancel').click();
    await addCredential(stage.window, { name: 'First', baseUrl: stage.sandbox.baseUrl, key });
    form = await CredentialForm.add(stage.window);
    await form.pasteKey(key);
    await eventuallyMatches(said, /already stored as “First”/);
    assert.equal(await form.problemOf(form.key), undefined);
  });

  it('of an unusual shape is warned about, and can be saved all the same', async () => {
    await form.fill({ name: 'Unusual', baseUrl: stage.sandbox.baseUrl });
    await form.pasteKey('not-a-key-but-who-knows');
    await eventuallyMatches(said, /does not look like an integration key/);
    await form.button('Save').click();
    await stage.window.tree('Credentials').row('Unusual').shown();
    form = await CredentialForm.add(stage.window);
  });
});
