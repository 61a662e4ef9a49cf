import assert from 'node:assert/strict';
import type { Fault } from '../sandbox/faults';
import { survives } from '../survives';
import { deleteFolder, makeTemporaryFolder } from '../vscode/temporaryFolder';
import { addCredential, CredentialForm } from './credentialForm';
import { eventually, eventuallyMatches } from './eventually';
import { findTexts, readBrowserStorage, recordWebviewMessages, searchFiles } from './keyTraces';
import { setStage } from './stage';

const first = 'ca4a41e5-0001-4a4a-9b9b-c0ffee000001';
const second = 'ca4a41e5-0002-4a4a-9b9b-c0ffee000002.eu';
/** Looks different in JSON and in a URL. */
const awkward = 'ca4a41e5"\\/+&=%25<0003>c0ffee000003';
const unusable = 'ca4a41e5 0004 c0ffee000004 häßlich';
const keys = [first, second, awkward, unusable];

describe('a key that goes through everything', () => {
  const userDataDir = makeTemporaryFolder('pendo-canary-');
  const stage = setStage({ userDataDir });
  let messages: readonly string[];
  const screens: string[] = [];

  const row = (name = 'Canary') => stage.window.tree('Credentials').row(name);
  const status = () => stage.window.statusBarItem('pendo.connection');
  const clearNotifications = (): Promise<void> =>
    stage.window.runCommand('Notifications: Clear All Notifications');
  const remember = async (): Promise<void> => {
    for (const frame of stage.window.page.frames()) {
      screens.push(await frame.content());
    }
  };

  before('listen in', async () => {
    messages = await recordWebviewMessages(stage.window.session.context);
    stage.sandbox.addKey({ label: 'first', writeAccess: true, key: first });
    stage.sandbox.addKey({ label: 'second', writeAccess: false, key: second });
    stage.sandbox.addKey({ label: 'awkward', writeAccess: true, key: awkward });
  });

  after('forget the user', () => deleteFolder(userDataDir));

  it('is refused, tested and saved', async () => {
    const form = await CredentialForm.add(stage.window);
    await form.fill({ name: 'Canary', baseUrl: stage.sandbox.baseUrl });
    for (const key of [unusable, second, awkward, first]) {
      await form.pasteKey(` ${key} `);
      await form.button('Show key').click();
      await form.button('Test Connection').click();
      const told = key === unusable ? form.frame.locator('#key-problem') : form.outcome;
      await eventuallyMatches(
        () => told.innerText(),
        key === unusable ? /spaces or characters/ : /^Connected/,
      );
      await remember();
      await form.button('Hide key').click();
    }
    await form.button('Save').click();
    await status().says('Pendo: Canary · connected');
    await remember();
  });

  const faults: Fault[] = [
    { kind: 'reset' },
    { kind: 'signInPage' },
    { kind: 'garbageJson' },
    { kind: 'redirect', to: `https://elsewhere.example/?key=none` },
    { kind: 'answer', status: 403, body: '{"error":"no"}' },
    { kind: 'answer', status: 404 },
  ];
  for (const fault of faults) {
    it(`meets the fault ${JSON.stringify(fault)}`, async () => {
      stage.sandbox.fault('/api/v1/token/verify', fault);
      await status().click();
      await stage.window.notifications.shown(/^Canary: /);
      await status().tooltip();
      await remember();
      await clearNotifications();
    });
  }

  it('is edited, duplicated, deleted and brought back', async () => {
    const form = await CredentialForm.edit(stage.window, 'Canary');
    await form.key.fill(awkward);
    await form.button('Save').click();
    await status().says('Pendo: Canary · connected');
    await row().contextMenu('Duplicate Credential');
    const copy = await CredentialForm.shown(stage.window, 'Add New Credential');
    await copy.key.fill(awkward);
    await copy.key.press('Tab');
    await eventuallyMatches(() => copy.descriptionOf(copy.key), /already stored as “Canary”/);
    await remember();
    await copy.button('Save').click();
    await row('Canary copy').contextMenu('Delete Credential');
    await stage.window.dialog.press('Delete');
    await stage.window.notifications.press('“Canary copy” was deleted', 'Undo');
    await row('Canary copy').shown();
    await remember();
  });

  it('is replaced, and rejected', async () => {
    await row().contextMenu('Replace API Key');
    await stage.window.quickInput.shown('Replace API Key: Canary');
    await stage.window.quickInput.type(second);
    await stage.window.quickInput.accept();
    await stage.window.dialog.press('Replace');
    await stage.window.notifications.shown(/was replaced/);
    stage.sandbox.revoke(second);
    await status().click();
    await status().says('Pendo: Canary · key rejected');
    await remember();
    await clearNotifications();
  });

  it('is typed into a form that is closed and opened again', async () => {
    await addCredential(stage.window, { name: 'Third', baseUrl: stage.sandbox.baseUrl, key: first });
    const form = await CredentialForm.add(stage.window);
    await form.fill({ name: 'Abandoned', key: first });
    await form.button('Cancel').click();
    await stage.window.notifications.press('closed without saving', 'Reopen');
    const again = await CredentialForm.shown(stage.window, 'Add New Credential');
    assert.equal(await again.key.inputValue(), '');
    await again.key.fill(awkward);
    await remember();
  });

  it('comes to no page from the host', () => {
    const all = messages.join('\n');
    assert.ok(all.includes('"Abandoned"'), 'messages were recorded');
    assert.deepEqual(findTexts('messages', Buffer.from(all), keys), []);
  });

  it('stands on no screen', () => {
    const all = screens.join('\n');
    assert.ok(all.includes('Canary copy'), 'screens were recorded');
    assert.deepEqual(findTexts('screens', Buffer.from(all), keys), []);
  });

  it('works after a restart, from the secret storage', async () => {
    await stage.window.restart();
    await stage.window.showViewContainer('Pendo');
    stage.sandbox.clearRequests();
    await row('Third').inlineAction('Check Connection');
    await eventually(
      () => stage.sandbox.requests.map(({ headers }) => headers['x-pendo-integration-key']),
      [first],
    );
  });

  it('is in nothing that the browser keeps', async () => {
    const storage = await readBrowserStorage(stage.window.page);
    for (const known of ['secrets.provider', 'Canary copy', 'keyFingerprint']) {
      assert.ok(storage.includes(known), `${known} was read`);
    }
    assert.deepEqual(findTexts('browser storage', Buffer.from(storage), keys), []);
    // Values in there are JSON in JSON, and more than once.
    assert.deepEqual(
      findTexts('browser storage', Buffer.from(storage.replaceAll('\\', '')), [first, second]),
      [],
    );
  });

  survives(
    {
      area: 'input',
      fault: 'A key goes through every form, command and fault',
      userSees: 'The key is in no file, log or page: it is searched for afterwards',
    },
    'is in no file of VS Code, its logs or the browser',
    async () => {
      await stage.window.close();
      const { host } = new URL(stage.sandbox.baseUrl);
      assert.notDeepEqual(searchFiles(userDataDir, [`GET ${host} /api/v1/token/verify`]), []);
      assert.deepEqual(searchFiles(userDataDir, keys), []);
    },
  );
});
