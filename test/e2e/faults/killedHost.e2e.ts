import assert from 'node:assert/strict';
import { survives } from '../../survives';
import { addCredential, CredentialForm } from '../credentialForm';
import { eventually } from '../eventually';
import { setStage } from '../stage';
import { reloadAndSettle } from './reloadAndSettle';
import { useKey } from './useKey';

describe('an extension host that is killed', () => {
  const stage = setStage();

  const names = async (): Promise<string[]> => stage.window.tree('Credentials').labels();
  const fill = async (name: string, key: string): Promise<CredentialForm> => {
    const form = await CredentialForm.add(stage.window);
    await form.fill({ name, baseUrl: stage.sandbox.baseUrl, key });
    return form;
  };
  const kill = (): void => {
    const hosts = stage.window.session.server.extensionHosts();
    assert.ok(hosts.length > 0);
    hosts.forEach((host) => process.kill(host, 'SIGKILL'));
  };
  const newKey = (): string => stage.sandbox.addKey({ label: 'of a test', writeAccess: true }).key;
  /** What the browser keeps of secrets, encrypted. */
  const secrets = (): Promise<string> =>
    stage.window.page.evaluate(() => localStorage.getItem('secrets.provider') ?? '');

  const reload = (): Promise<void> => reloadAndSettle(stage.window);

  /** The credential is there once or not at all; there, it works or can be mended; not there, it can be added again. */
  const assertWholeOrAbsent = async (name: string, key: string): Promise<void> => {
    const found = (await names()).filter((label) => label === name);
    assert.ok(found.length <= 1);
    if (found.length === 0) {
      await addCredential(stage.window, { name, baseUrl: stage.sandbox.baseUrl, key });
    }
    await useKey(stage.window, stage.sandbox, { name, key });
  };

  before('add a credential that must not suffer', async () => {
    await addCredential(stage.window, { name: 'Bystander', baseUrl: stage.sandbox.baseUrl, key: newKey() });
  });

  for (const round of [1, 2, 3]) {
    survives(
      {
        area: 'storage',
        fault: 'VS Code’s extension host is killed at the moment when a credential is saved.',
        userSees:
          'After a reload the credential is there and works, or was not saved; the others are as they were.',
      },
      `saves a credential whole or not at all when it dies as Save is pressed (round ${round})`,
      async () => {
        const [name, key] = [`Saved ${round}`, newKey()];
        const form = await fill(name, key);
        await form.button('Save').click();
        kill();
        await reload();
        await assertWholeOrAbsent(name, key);
      },
    );
  }

  survives(
    {
      area: 'storage',
      fault: 'VS Code’s extension host is killed between the two writes of a save.',
      userSees: 'After a reload the credential is there and works.',
    },
    'has saved a credential when it dies as soon as the secret is stored',
    async () => {
      const [name, key] = ['Half saved', newKey()];
      const form = await fill(name, key);
      const before = await secrets();
      const stored = stage.window.page.waitForFunction(
        (earlier) => (localStorage.getItem('secrets.provider') ?? '') !== earlier,
        before,
        { polling: 1 },
      );
      await form.button('Save').click();
      await stored;
      kill();
      await reload();
      await stage.window.tree('Credentials').row(name).shown();
      assert.equal(await useKey(stage.window, stage.sandbox, { name, key }), 'worked');
    },
  );

  it('has saved a credential when it dies while that is checked', async () => {
    const [name, key] = ['Checked', newKey()];
    const hanging = stage.sandbox.fault('/api/v1/token/verify', { kind: 'hang' });
    const form = await fill(name, key);
    await form.button('Save').click();
    await stage.window.tree('Credentials').row(name).shown();
    await eventually(() => hanging.hits, 1);
    kill();
    stage.sandbox.clearFaults();
    await reload();
    await stage.window.tree('Credentials').row(name).shown();
    assert.equal(await useKey(stage.window, stage.sandbox, { name, key }), 'worked');
  });

  it('leaves the others as they were', async () => {
    const { key } = stage.sandbox.keys[3]!;
    assert.equal(await useKey(stage.window, stage.sandbox, { name: 'Bystander', key }), 'worked');
    assert.equal(new Set(await names()).size, (await names()).length);
  });
});
