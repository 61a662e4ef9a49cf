import * as path from 'node:path';
import assert from 'node:assert/strict';
import { sandboxKeys } from '../sandbox/keys';
import { downloadsFolder } from '../vscode/repositoryRoot';
import type { Theme } from '../vscode/userSettings';
import { findViolations } from './axe';
import { CredentialForm } from './credentialForm';
import { eventually, eventuallyMatches } from './eventually';
import { setStage } from './stage';

const themes: Theme[] = ['light', 'dark', 'high contrast', 'high contrast light'];

for (const theme of themes) {
  describe(`the form in the theme ${theme}`, () => {
    const stage = setStage({ theme });
    let form: CredentialForm;

    /** Looks for violations, and takes a picture for people to look at. */
    const inspect = async (state: string): Promise<void> => {
      const name = `form-${theme}-${state}`.replaceAll(' ', '-');
      await stage.window.screenshot(path.join(downloadsFolder, 'pictures', `${name}.png`));
      assert.deepEqual(await findViolations(form.frame), []);
    };

    it('is accessible when it is empty', async () => {
      form = await CredentialForm.add(stage.window);
      await form.name.waitFor();
      await inspect('empty');
    });

    it('is accessible with errors', async () => {
      await form.fill({ baseUrl: 'http://pendo.example.com', key: 'two words' });
      await form.button('Save').click();
      await eventuallyMatches(async () => (await form.problemOf(form.name)) ?? '', /Enter a name/);
      await inspect('errors');
    });

    it('is accessible with notes', async () => {
      await form.fill({ name: 'Production', region: 'Japan' });
      await form.pasteKey('  not-quite-a-key.eu');
      await eventuallyMatches(() => form.descriptionOf(form.key), /does not look like an integration key/);
      await inspect('notes');
    });

    it('is accessible while it tests', async () => {
      const hanging = stage.sandbox.fault('/api/v1/token/verify', { kind: 'hang' });
      await form.fill({ baseUrl: stage.sandbox.baseUrl, key: sandboxKeys.readWrite });
      await form.button('Test Connection').click();
      await eventually(() => hanging.hits, 1);
      await form.button('Cancel Test').waitFor();
      await inspect('testing');
      await form.button('Cancel Test').click();
    });

    it('is accessible with good news', async () => {
      await form.button('Test Connection').click();
      await eventuallyMatches(() => form.outcome.innerText(), /^Connected/);
      await inspect('connected');
    });

    it('is accessible with bad news', async () => {
      await form.key.fill(sandboxKeys.revoked);
      await form.button('Test Connection').click();
      await eventuallyMatches(() => form.outcome.innerText(), /^Key rejected/);
      await inspect('rejected');
    });

    it('is accessible with half news', async () => {
      stage.sandbox.fault('/api/v1/token/verify', { kind: 'signInPage' });
      await form.key.fill(sandboxKeys.readOnly);
      await form.button('Test Connection').click();
      await eventuallyMatches(() => form.outcome.innerText(), /^Not an answer/);
      await inspect('warning');
    });
  });
}
