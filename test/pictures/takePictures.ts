// Takes the pictures of the README from the running workbench. A sandbox stands in the place of Pendo's hosts, behind a proxy that knows them.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { CredentialForm, type Entry } from '../e2e/credentialForm';
import { companyMachine, hostTls } from '../proxy/privateAuthority';
import { startProxy } from '../proxy/startProxy';
import { sandboxKeys } from '../sandbox/keys';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import { repositoryRoot } from '../vscode/repositoryRoot';
import { Workbench } from '../vscode/workbench';
import { createKeyring } from '../vscode/workbench/keyring';

const folder = path.join(repositoryRoot, 'media', 'readme');
const viewport = { width: 1100, height: 760 };

async function main(): Promise<void> {
  fs.mkdirSync(folder, { recursive: true });
  const sandbox = await startSandbox({ tls: hostTls });
  const port = Number(new URL(sandbox.baseUrl).port);
  const hosts = ['app.pendo.io', 'app.eu.pendo.io', 'app.jpn.pendo.io', 'status.pendo.io'];
  const proxy = await startProxy({ hosts: Object.fromEntries(hosts.map((host) => [`${host}:443`, port])) });
  const window = await Workbench.launch({
    extensionDevelopmentPath: repositoryRoot,
    keyring: createKeyring(),
    environment: companyMachine,
    settings: { 'http.proxy': proxy.url },
    theme: 'dark',
    viewport,
  });
  try {
    await window.showViewContainer('Pendo');
    await takeList(window, sandbox);
    await takeStatus(window);
    await takeForm(window, sandbox);
    await takeDiagnosis(window);
  } finally {
    await window.close();
    await proxy.close();
    await sandbox.close();
  }
}

/** Credentials in several states; the first one lost its key with the keyring, and the proxy does not know the host of one. */
async function takeList(window: Workbench, sandbox: Sandbox): Promise<void> {
  const newKey = (label: string): string => sandbox.addKey({ label, writeAccess: true }).key;
  await save(window, { name: 'Demo account', region: 'US', key: newKey('demo') });
  window.setKeyring(createKeyring());
  await window.restart();
  await window.showViewContainer('Pendo');
  await window.tree('Credentials').row('Demo account').item.filter({ hasText: 'key missing' }).waitFor();
  // What is said above the list is said once.
  await window.restart();
  await save(window, { name: 'Analytics', region: 'EU', key: sandboxKeys.readOnly });
  await save(window, { name: 'Last year', region: 'Japan', key: sandboxKeys.revoked });
  await save(window, { name: 'Office', region: 'Australia', key: newKey('office') });
  await save(window, { name: 'Production', region: 'US', key: sandboxKeys.readWrite });
  await window.tree('Credentials').row('Production').click();
  await window.tree('Credentials').row('Production').item.filter({ hasText: 'active' }).waitFor();
  await window.tree('Credentials').row('Demo account').item.filter({ hasNotText: 'active' }).waitFor();
  await window.tree('Credentials').row('Production').item.locator('.codicon-pass').waitFor();
  await window.page.mouse.move(700, 400);
  await window.screenshot(path.join(folder, 'list.png'), { clip: { x: 0, y: 0, width: 620, height: 220 } });
}

async function takeStatus(window: Workbench): Promise<void> {
  const shots: Buffer[] = [];
  const shoot = async (name: string, state: RegExp): Promise<void> => {
    await window.tree('Credentials').row(name).click();
    await window.statusBarItem('pendo.connection').says(state);
    await window.page.mouse.move(700, 400);
    const box = await window.statusBarItem('pendo.connection').item.boundingBox();
    if (box) {
      const clip = { x: box.x - 8, y: box.y, width: box.width + 16, height: box.height };
      shots.push(await window.page.screenshot({ clip, animations: 'disabled' }));
    }
  };
  await shoot('Last year', /rejected/);
  await shoot('Office', /unreachable/);
  await shoot('Production', /connected/);
  await stack(window, shots, path.join(folder, 'status.png'));
}

/** Puts pictures side by side into one, in a page of the browser that is there anyway. */
async function stack(window: Workbench, pictures: readonly Buffer[], file: string): Promise<void> {
  const page = await window.session.context.newPage();
  const images = pictures.map((picture) => `<img src="data:image/png;base64,${picture.toString('base64')}">`);
  await page.setContent(
    `<body style="margin:0"><div style="display:inline-flex;gap:16px">${images.join('')}</div></body>`,
  );
  await page.locator('div').screenshot({ path: file, omitBackground: true });
  await page.close();
}

async function takeForm(window: Workbench, sandbox: Sandbox): Promise<void> {
  const form = await CredentialForm.add(window);
  await form.fill({
    name: 'Production EU',
    description: 'For dashboards and exports. Data are at most an hour old.',
    region: 'EU',
    key: sandbox.addKey({ label: 'form', writeAccess: false, key: '55555555-5555-4555-8555-555555555555.eu' })
      .key,
  });
  await form.button('Test Connection').click();
  await form.outcome.filter({ hasText: 'Connected' }).waitFor();
  await window.screenshot(path.join(folder, 'form.png'));
  await form.button('Cancel').click();
  await window.notifications.dismiss('without saving');
}

async function takeDiagnosis(window: Workbench): Promise<void> {
  await window.tree('Credentials').row('Last year').contextMenu('Diagnose Connection');
  const report = await window.webview('Diagnose Connection');
  await report.getByRole('button', { name: 'Run Again' }).waitFor();
  await window.screenshot(path.join(folder, 'diagnosis.png'));
}

async function save(window: Workbench, entry: Entry & { name: string }): Promise<void> {
  const { name } = entry;
  const form = await CredentialForm.add(window);
  await form.fill(entry);
  await form.button('Save').click();
  await window.tree('Credentials').row(name).shown();
  await window
    .tree('Credentials')
    .row(name)
    .item.and(window.page.locator(':not(:has(.codicon-loading))'))
    .waitFor();
}

void main();
