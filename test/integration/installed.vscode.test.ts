import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { CommandId } from '../../src/contributions';
import { settle } from '../unit/fakes/settle';
import { until } from '../unit/fakes/until';
import { sandboxKeys } from '../sandbox/keys';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import { onlyPage, watchFormPages, type FormPage } from './support/formPages';
import { ownProfile } from './support/ownProfile';
import { installedManifest, runningParts } from './support/installedExtension';
import { watchInputBoxes, watchMessages } from './support/watchWindow';

/** From here on nothing is a fake: the extension that VS Code activated, VS Code's own storage, a server that answers as Pendo does. */
describe('the installed extension', () => {
  let sandbox: Sandbox;
  let parts: Awaited<ReturnType<typeof runningParts>>;

  before(async () => {
    sandbox = await startSandbox();
    parts = await runningParts();
    // After each test all credentials are deleted, so there must be none of a person's: then neither tests nor that run.
    await parts.store.reconcile();
    assert.equal(parts.store.list().length, 0, ownProfile);
  });

  after(() => sandbox.close());

  afterEach('delete what a test stored', async () => {
    for (const { id } of parts.store.list()) {
      await parts.store.delete(id);
    }
    sandbox.clearRequests();
  });

  it('shows an empty view, and no trouble, when it is opened before anything exists', async () => {
    await vscode.commands.executeCommand('pendo.credentials.focus');
    await parts.store.reconcile();
    assert.deepEqual(parts.tree.getChildren(), []);
    assert.deepEqual(parts.store.trouble(), { kind: 'none' });
    assert.deepEqual(parts.active.current(), undefined);
    assert.deepEqual(parts.monitor.state(undefined), { kind: 'none' });
  });

  it('answers every command in the palette before anything exists', async () => {
    const pages = watchFormPages();
    const messages = watchMessages();
    for (const { command } of installedManifest().contributes.commands) {
      await run(command as CommandId);
    }
    assert.equal(onlyPage(pages).panel.title, 'Add New Credential');
    assert.ok(!messages.some(({ message }) => message.includes('went wrong')));
  });

  it('keeps a credential in VS Code’s secret storage: saved in the form, named by keys(), read for a check, gone after', async () => {
    const { id } = await addInForm(sandbox.baseUrl, sandboxKeys.readWrite);
    await parts.store.reconcile();
    assert.equal(parts.store.keyPresence(id), 'present');
    assert.deepEqual(parts.store.trouble(), { kind: 'none' });
    await until('it is checked', () => parts.monitor.state(id).kind === 'connected', 15_000);
    assert.equal(sandbox.requests[0]?.headers['x-pendo-integration-key'], sandboxKeys.readWrite);
    const stored = await parts.store.read(id);
    assert.equal(stored.ok && stored.credential.key, sandboxKeys.readWrite);
    await parts.store.delete(id);
    assert.deepEqual(await parts.store.read(id), { ok: false, reason: 'missing' });
  });

  it('hears of its own write once it is done, without a second read of the network or a second credential', async () => {
    const { id } = await addInForm(sandbox.baseUrl, sandboxKeys.readOnly);
    await until('it is checked', () => parts.monitor.state(id).kind === 'connected', 15_000);
    await parts.store.reconcile();
    await settle();
    assert.equal(parts.store.list().length, 1);
    assert.equal(sandbox.requests.length, 1);
  });

  it('replaces a key, and the next check sends the new one', async () => {
    const messages = watchMessages(({ modal, buttons }) => (modal ? buttons[0] : undefined));
    const { id } = await addInForm(sandbox.baseUrl, sandboxKeys.revoked);
    await until('the key is rejected', () => parts.monitor.state(id).kind === 'rejected', 15_000);
    watchInputBoxes(sandboxKeys.readOnly);
    await run('pendo.replaceKey', id);
    const state = parts.monitor.state(id);
    assert.equal(state.kind === 'connected' && state.access, 'readOnly');
    assert.equal(sandbox.requests.at(-1)?.headers['x-pendo-integration-key'], sandboxKeys.readOnly);
    assert.ok(
      !messages.some(({ message }) => Object.values(sandboxKeys).some((key) => message.includes(key))),
    );
  });

  it('renames without the key being typed again', async () => {
    const { id } = await addInForm(sandbox.baseUrl, sandboxKeys.readOnly);
    const pages = watchFormPages();
    await run('pendo.editCredential', id);
    const page = await ready(pages);
    page.tell({ type: 'save', draft: { ...page.state.fields, name: 'Renamed', key: '' } });
    await until('the form is closed', () => page.disposed);
    const stored = await parts.store.read(id);
    assert.ok(stored.ok);
    assert.equal(stored.credential.name, 'Renamed');
    assert.equal(stored.credential.key, sandboxKeys.readOnly);
  });

  it('shows a webview tab to those who look at the tabs', async () => {
    const pages = watchFormPages();
    await run('pendo.addCredential');
    await ready(pages);
    const tabs = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    const forms = (): readonly vscode.Tab[] => tabs().filter(({ label }) => label === 'Add New Credential');
    await until('the tab is there', () => forms().length === 1);
    assert.ok(forms()[0]?.input instanceof vscode.TabInputWebview);
  });

  async function addInForm(baseUrl: string, key: string): Promise<{ id: string }> {
    const pages = watchFormPages();
    await run('pendo.addCredential');
    const page = await ready(pages);
    const draft = { name: 'Sandbox', description: '', region: 'custom', baseUrl, key } as const;
    page.tell({ type: 'save', draft });
    await until('the form is closed', () => page.disposed, 15_000);
    const face = parts.store.list().find(({ name }) => name === 'Sandbox');
    assert.ok(face, 'the credential is in the list');
    return face;
  }
});

async function ready(pages: readonly FormPage[]): Promise<FormPage> {
  const page = onlyPage(pages);
  await page.shows('its state', () => true);
  return page;
}

async function run(command: CommandId, ...args: unknown[]): Promise<void> {
  await vscode.commands.executeCommand(command, ...args);
}
