import { survives } from '../../survives';
import type { Workbench } from '../../vscode/workbench';
import { addCredential, CredentialForm } from '../credentialForm';
import { keyFingerprint } from '../../../src/pendo/keyFingerprint';
import { eventually } from '../eventually';
import { setStage } from '../stage';
import { written } from '../storedState';
import { reloadAndSettle } from './reloadAndSettle';
import { useKey } from './useKey';

describe('two extension hosts on one profile', () => {
  const stage = setStage();
  let second: Workbench;

  const newKey = (): string => stage.sandbox.addKey({ label: 'of a test', writeAccess: true }).key;
  const keys = { first: '', second: '', replaced: '' };

  const add = (window: Workbench, name: string, key: string): Promise<void> =>
    addCredential(window, { name, baseUrl: stage.sandbox.baseUrl, key });
  const rename = async (window: Workbench, from: string, to: string): Promise<void> => {
    const form = await CredentialForm.edit(window, from);
    await form.fill({ name: to });
    await form.button('Save').click();
    await window.tree('Credentials').row(to).shown();
  };
  const replaceKey = async (window: Workbench, name: string, key: string): Promise<void> => {
    await window.tree('Credentials').row(name).contextMenu('Replace API Key');
    await window.quickInput.type(key);
    await window.quickInput.accept();
    await window.dialog.press('Replace');
    await window.notifications.shown('was replaced');
  };
  const remove = async (window: Workbench, name: string): Promise<void> => {
    await window.tree('Credentials').row(name).contextMenu('Delete Credential');
    await window.dialog.press('Delete');
    await window.tree('Credentials').row(name).gone();
  };
  const reloadBoth = async (): Promise<void> => {
    for (const window of [stage.window, second]) {
      await reloadAndSettle(window);
    }
  };
  const bothHave = async (names: string[]): Promise<void> => {
    await eventually(() => stage.window.tree('Credentials').labels(), names);
    await eventually(() => second.tree('Credentials').labels(), names);
  };

  before('open another window', async () => {
    second = await stage.window.openWindow();
    second.page.setDefaultTimeout(20_000);
    await second.showViewContainer('Pendo');
    await eventually(() => stage.window.session.server.extensionHosts().length, 2);
  });

  survives(
    {
      area: 'windows',
      fault:
        'Two windows add a credential each; in a browser the second one writes over the secrets of the first.',
      userSees:
        'Both credentials, once each, in both windows; in a browser one may say “Key missing” and asks for its key.',
    },
    'keep what both add',
    async () => {
      keys.first = newKey();
      keys.second = newKey();
      await add(stage.window, 'From the first', keys.first);
      await written(stage.window, 'From the first');
      await add(second, 'From the second', keys.second);
      await written(second, 'From the second');
      await reloadBoth();
      await bothHave(['From the first', 'From the second']);
      await useKey(stage.window, stage.sandbox, { name: 'From the first', key: keys.first });
      await useKey(stage.window, stage.sandbox, { name: 'From the second', key: keys.second });
    },
  );

  survives(
    {
      area: 'windows',
      fault: 'One window renames a credential, then another replaces the key of a second one.',
      userSees: 'Both changes, in both windows; no credential has another’s key.',
    },
    'keep a new name and a new key',
    async () => {
      keys.replaced = newKey();
      await reloadBoth();
      await rename(stage.window, 'From the first', 'Another name');
      await written(stage.window, 'Another name');
      await replaceKey(second, 'From the second', keys.replaced);
      await written(second, keyFingerprint(keys.replaced));
      await reloadBoth();
      await bothHave(['Another name', 'From the second']);
      await useKey(second, stage.sandbox, { name: 'Another name', key: keys.first });
      await useKey(second, stage.sandbox, { name: 'From the second', key: keys.replaced });
    },
  );

  survives(
    {
      area: 'windows',
      fault:
        'One window deletes a credential, then another adds one; in a browser it writes the deleted secret back.',
      userSees: 'The deleted one is gone from both windows, the new one is in both.',
    },
    'keep what one adds, and leave deleted what the other deleted',
    async () => {
      const key = newKey();
      await reloadBoth();
      await remove(stage.window, 'Another name');
      await written(stage.window, 'deletedAt');
      await add(second, 'Newest', key);
      await written(second, 'Newest');
      await reloadBoth();
      await bothHave(['From the second', 'Newest']);
      await useKey(second, stage.sandbox, { name: 'Newest', key });
      await useKey(stage.window, stage.sandbox, { name: 'From the second', key: keys.replaced });
    },
  );

  survives(
    {
      area: 'windows',
      fault: 'Two tabs of a browser save a credential each in the same moment.',
      userSees:
        'Both credentials in both tabs a moment later, and after a reload; one may say “Key missing” and asks for its key.',
    },
    'keep what both add in the same moment',
    async () => {
      const added = [
        { window: stage.window, name: 'Together one', key: newKey() },
        { window: second, name: 'Together two', key: newKey() },
      ];
      const forms: CredentialForm[] = [];
      for (const { window, name, key } of added) {
        const form = await CredentialForm.add(window);
        await form.fill({ name, baseUrl: stage.sandbox.baseUrl, key });
        forms.push(form);
      }
      await Promise.all(forms.map((form) => form.button('Save').click()));
      const names = ['From the second', 'Newest', 'Together one', 'Together two'];
      await bothHave(names);
      await reloadBoth();
      await bothHave(names);
      for (const { name, key } of added) {
        await useKey(stage.window, stage.sandbox, { name, key });
      }
    },
  );
});
