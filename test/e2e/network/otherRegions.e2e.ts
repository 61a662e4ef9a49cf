import assert from 'node:assert/strict';
import { hostTls } from '../../proxy/privateAuthority';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { addCredential, CredentialForm } from '../credentialForm';
import { eventually, eventuallyMatches } from '../eventually';
import { survives } from '../../survives';
import { setCompanyStage } from './companyStage';

const key = '44444444-4444-4444-8444-444444444444';
const hosts = [
  'app.pendo.io',
  'app.eu.pendo.io',
  'us1.app.pendo.io',
  'app.jpn.pendo.io',
  'app.au.pendo.io',
] as const;

describe('Try Other Regions', () => {
  const stage = setCompanyStage();
  const pendo = new Map<string, Sandbox>();

  const row = () => stage.window.tree('Credentials').row('Northwind');
  /** The hosts that got the key, once each. */
  const asked = (): string[] =>
    [...pendo]
      .filter(([, { requests }]) =>
        requests.some(({ headers }) => headers['x-pendo-integration-key'] === key),
      )
      .map(([host]) => host);

  before('put a sandbox in the place of each of Pendo’s hosts', async () => {
    for (const host of hosts) {
      const sandbox = await startSandbox({ tls: hostTls });
      pendo.set(host, sandbox);
      stage.proxy.know(`${host}:443`, Number(new URL(sandbox.baseUrl).port));
    }
    pendo.get('app.eu.pendo.io')?.addKey({ label: 'of the EU', writeAccess: false, key });
  });
  after('end them', async () => {
    for (const sandbox of pendo.values()) {
      await sandbox.close();
    }
  });

  it('is offered where a key is rejected', async () => {
    await addCredential(stage.window, { name: 'Northwind', region: 'US', key });
    await eventually(() => row().description(), 'active · US · key rejected');
    await row().inlineAction('Check Connection');
    assert.ok(
      (await stage.window.notifications.buttons('Northwind: Key rejected')).includes('Try Other Regions'),
    );
    assert.deepEqual(asked(), ['app.pendo.io']);
  });

  it('asks first, and names the hosts that the key would be sent to', async () => {
    await stage.window.notifications.press('Northwind: Key rejected', 'Try Other Regions');
    const question = await stage.window.dialog.text();
    for (const host of hosts) {
      assert.equal(question.includes(` ${host}`), host !== 'app.pendo.io', question);
    }
    await stage.window.dialog.press('Cancel');
    assert.deepEqual(asked(), ['app.pendo.io']);
  });

  it('asks no further host, and changes nothing, where Cancel is pressed', async () => {
    const { window } = stage;
    const hanging = pendo.get('app.eu.pendo.io')?.fault('/api/v1/token/verify', { kind: 'hang' });
    await row().contextMenu('Try Other Regions');
    await window.dialog.press('Send and Try');
    await eventually(() => hanging?.hits, 1);
    await window.notifications.press('Looking for the region of the key', 'Cancel');
    await window.notifications.gone('Looking for the region of the key');
    assert.deepEqual(asked(), ['app.pendo.io', 'app.eu.pendo.io']);
    assert.deepEqual(await window.notifications.texts(), []);
    assert.equal(await row().description(), 'active · US · key rejected');
  });

  survives(
    {
      area: 'connection',
      fault: 'The key is good, but the credential says the wrong region.',
      userSees:
        '“Key rejected”, then “The key of “…” belongs to the region …” with a button that mends the credential.',
    },
    'finds the region, asking no further host',
    async () => {
      await row().contextMenu('Try Other Regions');
      await stage.window.dialog.press('Send and Try');
      assert.match(
        await stage.window.notifications.shown('belongs to the region'),
        /“Northwind” belongs to the region EU \(read-only\)/,
      );
      assert.deepEqual(asked(), ['app.pendo.io', 'app.eu.pendo.io']);
    },
  );

  it('mends the credential with one click, also in its form that is open', async () => {
    const form = await CredentialForm.edit(stage.window, 'Northwind');
    await form.fill({ description: 'typed meanwhile' });
    await form.button('Test Connection').click();
    await eventuallyMatches(() => form.outcome.innerText(), /^Key rejected/);
    await stage.window.notifications.press('belongs to the region', 'Change Region to EU');
    await eventually(() => row().description(), 'active · EU · read-only');
    await stage.window.statusBarItem('pendo.connection').says('Pendo: Northwind · connected');
    await eventually(() => form.chosenRegion(), 'EU – app.eu.pendo.io');
    await eventually(() => form.outcome.innerText(), '');
    assert.equal(await form.description.inputValue(), 'typed meanwhile');
    await form.button('Save').click();
    await eventually(() => stage.window.editorTitles(), []);
    await eventually(() => row().description(), 'active · EU · read-only');
  });

  survives(
    {
      area: 'connection',
      fault: 'One of Pendo’s regions can’t be reached while the region of a key is looked for.',
      userSees: '“The region of the key of “…” was not found. These could not be asked: …”',
    },
    'names the regions that could not be asked',
    async () => {
      pendo.get('app.eu.pendo.io')?.revoke(key);
      await pendo.get('app.au.pendo.io')?.close();
      await row().contextMenu('Try Other Regions');
      await stage.window.dialog.press('Send and Try');
      assert.match(
        await stage.window.notifications.shown('was not found'),
        /“Northwind” was not found\. These could not be asked: Australia$/,
      );
    },
  );
});
