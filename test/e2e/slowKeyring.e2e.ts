import assert from 'node:assert/strict';
import { sandboxKeys } from '../sandbox/keys';
import { CredentialForm } from './credentialForm';
import { eventually, eventuallyMatches } from './eventually';
import { setStage } from './stage';

describe('saving while the keyring waits for its password', () => {
  const stage = setStage();
  let form: CredentialForm;

  before('save', async () => {
    await lockKeyring();
    form = await CredentialForm.add(stage.window);
    await form.fill({
      name: 'Production',
      baseUrl: stage.sandbox.baseUrl,
      key: sandboxKeys.readWrite,
    });
    await form.button('Save').click();
    await eventuallyMatches(() => form.outcome.innerText(), /^Saving…/);
  });

  /** Lets VS Code wait for the key that encrypts its secrets, as for the answer to a question of the system's. */
  const lockKeyring = (): Promise<void> =>
    stage.window.page.evaluate(() => {
      const fetch = window.fetch.bind(window);
      const unlocked = new Promise((resolve) => {
        window.addEventListener('unlock', resolve, { once: true });
      });
      window.fetch = async (input, init) => {
        const { pathname } = new URL(input instanceof Request ? input.url : input, location.href);
        if (pathname.endsWith('/mint-key')) {
          await unlocked;
        }
        return fetch(input, init);
      };
    });
  const unlockKeyring = (): Promise<boolean> =>
    stage.window.page.evaluate(() => window.dispatchEvent(new Event('unlock')));

  it('lets nothing be typed that would not be saved', async () => {
    for (const field of [form.name, form.description, form.baseUrl, form.key, form.region]) {
      assert.equal(await field.isEditable(), false, field.toString());
    }
    await form.name.focus();
    await stage.window.page.keyboard.type('!');
    assert.equal(await form.name.inputValue(), 'Production');
  });

  it('goes on when the form is closed, and is not said to be lost', async () => {
    await stage.window.runCommand('View: Close Editor');
    await eventually(() => stage.window.editorTitles(), []);
    assert.deepEqual(await stage.window.notifications.texts(), []);
    await unlockKeyring();
    await stage.window.tree('Credentials').row('Production').shown();
    await stage.window.statusBarItem('pendo.connection').says('Pendo: Production · connected');
    assert.deepEqual(await stage.window.notifications.texts(), []);
  });
});
