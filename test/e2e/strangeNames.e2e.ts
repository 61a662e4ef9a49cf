import assert from 'node:assert/strict';
import * as path from 'node:path';
import type { Face } from '../../src/credentials/credential';
import { longestName } from '../../src/credentials/limits';
import { sandboxKeys } from '../sandbox/keys';
import { survives } from '../survives';
import { downloadsFolder } from '../vscode/repositoryRoot';
import { addCredential, CredentialForm } from './credentialForm';
import { eventually, eventuallyMatches } from './eventually';
import { setStage } from './stage';
import { changeStoredState } from './storedState';

const astronauts = '👩‍🚀'.repeat(longestName);
const markup = '<img src=x onerror=alert(1)> [a](command:x) $(error)';
const right = 'إنتاج';
// Turns the direction of what follows: it would show as "Production key.txt".
const turned = 'Staging \u202etxt.yek';

describe('strange names', () => {
  const stage = setStage();

  const row = (name: string) => stage.window.tree('Credentials').row(name);
  const status = () => stage.window.statusBarItem('pendo.connection');

  const add = async (name: string, key: string, description = ''): Promise<void> => {
    await addCredential(stage.window, { name, description, baseUrl: stage.sandbox.baseUrl, key });
  };

  survives(
    {
      area: 'input',
      fault: 'A name with HTML, a Markdown link and an icon in it',
      userSees: 'Just these characters, in the row, its tooltip and the status bar',
    },
    'of markup are shown as they are typed',
    async () => {
      await add(markup, sandboxKeys.readWrite, '<b>bold</b> **bold** [link](https://x.example)');
      await eventuallyMatches(() => row(markup).description(), /^active · /);
      assert.deepEqual(await stage.window.tree('Credentials').labels(), [markup]);
      const tooltip = await row(markup).tooltip();
      assert.ok(tooltip.includes(markup), tooltip);
      assert.ok(tooltip.includes('<b>bold</b> **bold** [link](https://x.example)'), tooltip);
      assert.equal(await stage.window.page.locator('img[src="x"]').count(), 0);
    },
  );

  survives(
    {
      area: 'input',
      fault: 'A name of 100 emoji',
      userSees: 'All of it in the row, its beginning in the status bar',
    },
    'of a hundred emoji are whole in the row and short in the status bar',
    async () => {
      await add(astronauts, sandboxKeys.readOnly);
      await row(astronauts).click();
      await status().says(`Pendo: ${'👩‍🚀'.repeat(23)}… · connected`);
      await eventually(() => row(astronauts).description(), 'active · Custom · read-only');
    },
  );

  it('of more than a hundred are refused beside the field', async () => {
    const form = await CredentialForm.add(stage.window);
    await form.fill({ name: `${astronauts}!` });
    await form.button('Save').click();
    await eventuallyMatches(async () => (await form.problemOf(form.name)) ?? '', /100 characters or fewer/);
    await form.fill({ name: '' });
    await form.button('Cancel').click();
  });

  survives(
    {
      area: 'input',
      fault: 'A name with characters that turn the direction of what follows',
      userSees: 'The name without them, so that it reads as what it is',
    },
    'lose the signs that make them look like others',
    async () => {
      const { key } = stage.sandbox.addKey({ label: 'turned', writeAccess: true });
      const form = await CredentialForm.add(stage.window);
      await form.fill({ name: turned, baseUrl: stage.sandbox.baseUrl, key });
      await form.button('Save').click();
      await row('Staging txt.yek').shown();
    },
  );

  it('from right to left are shown, chosen and told', async () => {
    const { key } = stage.sandbox.addKey({ label: 'from right to left', writeAccess: true });
    await add(right, key);
    await row(right).click();
    await status().says(`Pendo: ${right} · connected`);
    await stage.window.screenshot(path.join(downloadsFolder, 'pictures', 'strange-names.png'));
  });

  it('and the age of a key stand in the row', async () => {
    const longAgo = Date.now() - 98.5 * 24 * 60 * 60_000;
    await changeStoredState(stage.window, 'lastUsedCredential', ({ credentials, ...rest }) => ({
      ...rest,
      credentials: (credentials as Face[]).map((face) => ({ ...face, keySavedAt: longAgo })),
    }));
    await eventuallyMatches(() => row(right).description(), /key 98 days old$/);
    assert.match(await row(right).ariaLabel(), /key 98 days old$/);
    await eventuallyMatches(() => row(right).tooltip(), /entered 3 months ago/);
  });
});
