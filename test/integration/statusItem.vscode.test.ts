import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { StatusItem } from '../../src/editor/statusItem';
import type { Verification } from '../../src/pendo/verifyKey';
import { FakeKeyValueStore } from '../unit/fakes/fakeKeyValueStore';
import { settle } from '../unit/fakes/settle';
import { FakeSecretStore } from '../unit/fakes/fakeSecretStore';
import { addCredential, buildRooms, exampleKey, readWrite, rejected, type Rooms } from './support/rooms';
import { renderMarkdown } from './support/renderMarkdown';
import { atEnd, stub } from './support/stub';

describe('the status-bar item', () => {
  it('has a stable id and a name, and stays hidden until there is a credential', async () => {
    const { item, shown, rooms } = openItem(buildRooms());
    assert.deepEqual(shown, { visible: false });
    const face = await addCredential(rooms);
    assert.match(item.id, /pendo\.connection$/);
    assert.equal(item.name, 'Pendo Connection');
    assert.deepEqual(shown, { visible: true });
    await rooms.store.delete(face.id);
    assert.deepEqual(shown, { visible: false });
  });

  it('offers to choose when there are credentials and none is active', async () => {
    const { item, rooms } = openItem(buildRooms());
    await addCredential(rooms);
    assert.match(item.text, /no active credential/);
    assert.deepEqual(commandOf(item), { command: 'pendo.useCredential', arguments: [] });
  });

  it('tells each verdict in words, with error colour for a rejected key alone', async () => {
    const unreachable: Verification = { ok: false, failure: { code: 'dns', host: 'app.pendo.io' } };
    const notPendo: Verification = {
      ok: false,
      failure: { code: 'notPendo', host: 'app.pendo.io', content: 'html' },
    };
    const cases = [
      { verification: readWrite, words: /connected/, background: undefined },
      { verification: rejected, words: /key rejected/, background: 'statusBarItem.errorBackground' },
      { verification: unreachable, words: /unreachable/, background: 'statusBarItem.warningBackground' },
      { verification: notPendo, words: /unexpected answer/, background: 'statusBarItem.warningBackground' },
    ];
    for (const { verification, words, background } of cases) {
      const { item, rooms } = openItem(buildRooms({ verify: async () => verification }));
      const face = await addCredential(rooms);
      await rooms.active.use(face.id);
      assert.match(item.text, /Production · not checked/);
      await rooms.monitor.check(face.id);
      assert.match(item.text, words);
      assert.equal(colorId(item.backgroundColor), background);
      assert.equal(item.accessibilityInformation?.role, 'button');
      assert.match(item.accessibilityInformation.label, /Pendo Connection: Production\./);
      assert.deepEqual(commandOf(item), { command: 'pendo.checkConnection', arguments: [face.id] });
    }
  });

  it('spins while a check is under way, and a click then cancels it', async () => {
    let end: (verification: Verification) => void = () => undefined;
    const verify = (): Promise<Verification> => new Promise((resolve) => (end = resolve));
    const { item, rooms } = openItem(buildRooms({ verify }));
    const face = await addCredential(rooms);
    await rooms.active.use(face.id);
    const check = rooms.monitor.check(face.id);
    assert.match(item.text, /^\$\(loading~spin\) /);
    assert.deepEqual(commandOf(item), { command: 'pendo.cancelCheck', arguments: [face.id] });
    rooms.monitor.cancel(face.id);
    assert.match(item.text, /not checked/);
    end(readWrite);
    await check;
    assert.match(item.text, /not checked/);
  });

  it('asks for the key when it is lost', async () => {
    const { item, rooms } = openItem(buildRooms());
    const face = await addCredential(rooms);
    await rooms.active.use(face.id);
    rooms.secrets.failNext('get', 'undecryptable');
    await rooms.monitor.check(face.id);
    assert.match(item.text, /^\$\(key\) .*key missing/);
    assert.deepEqual(commandOf(item), { command: 'pendo.enterKey', arguments: [face.id] });
  });

  it('tells of a storage that rejects or hangs without calling the key lost or wrong', async () => {
    for (const fault of ['reject', 'hang'] as const) {
      const { item, rooms } = openItem(buildRooms());
      const face = await addCredential(rooms);
      await rooms.active.use(face.id);
      rooms.secrets.failAlways('get', fault);
      await rooms.monitor.check(face.id);
      assert.equal(rooms.monitor.state(face.id).kind, 'unexpected');
      assert.equal(colorId(item.backgroundColor), 'statusBarItem.warningBackground');
      assert.deepEqual(commandOf(item).command, 'pendo.checkConnection');
    }
  });

  it('has a tooltip with its host, links to what can be done next, and no key', async () => {
    const { item, rooms } = openItem(buildRooms());
    const face = await addCredential(rooms);
    await rooms.active.use(face.id);
    const tooltip = item.tooltip as vscode.MarkdownString;
    const { value, isTrusted } = tooltip;
    const { text } = await renderMarkdown(tooltip);
    assert.match(text, /app\.pendo\.io/);
    const commands = [...value.matchAll(/\]\(command:([\w.]+)/g)].map(([, command]) => command);
    assert.deepEqual(commands, [
      'pendo.useCredential',
      'pendo.editCredential',
      'pendo.replaceKey',
      'pendo.showLog',
    ]);
    assert.deepEqual(isTrusted, { enabledCommands: commands });
    assert.ok(!text.includes(exampleKey));
  });

  it('shows the last verdict after a restart, without a check and without the keyring', async () => {
    const globalState = new FakeKeyValueStore();
    const secrets = new FakeSecretStore();
    const before = buildRooms({ globalState, secrets });
    const face = await addCredential(before);
    await before.active.use(face.id);
    await before.monitor.check(face.id);
    secrets.calls.length = 0;
    const { item } = openItem(buildRooms({ globalState: globalState.reopen(), secrets }));
    await settle();
    assert.match(item.text, /Production · connected/);
    assert.deepEqual(secrets.calls, []);
  });

  it('is left alone while it says the same, for to set anything closes its tooltip', async () => {
    const { shown, rooms, item } = openItem(buildRooms());
    const face = await addCredential(rooms);
    await rooms.active.use(face.id);
    await settle();
    shown.visible = false;
    await rooms.store.reconcile();
    assert.deepEqual(shown, { visible: false });
    await rooms.monitor.check(face.id);
    assert.deepEqual(shown, { visible: true });
    assert.match(item.text, /connected/);
  });

  it('tells the true age of the verdict each minute, while nothing else happens', async () => {
    const refreshes: (() => void)[] = [];
    const repeat = setInterval;
    stub(globalThis, 'setInterval', ((refresh: () => void, milliseconds: number) => {
      if (milliseconds === 60_000) {
        refreshes.push(refresh);
      }
      return repeat(refresh, milliseconds);
    }) as typeof setInterval);
    const { item, rooms } = openItem(buildRooms());
    const face = await addCredential(rooms);
    await rooms.active.use(face.id);
    await rooms.monitor.check(face.id);
    const now = Date.now();
    stub(Date, 'now', () => now + 3 * 60_000);
    refreshes.forEach((refresh) => refresh());
    assert.match(item.accessibilityInformation?.label ?? '', /Checked 3 minutes ago/);
    assert.match((await renderMarkdown(item.tooltip as vscode.MarkdownString)).text, /Checked 3 minutes ago/);
  });

  it('is gone when it is disposed, and follows nothing any more', async () => {
    const { status, item, shown, rooms } = openItem(buildRooms());
    await addCredential(rooms);
    status.dispose();
    const { text } = item;
    shown.visible = false;
    await addCredential(rooms, { name: 'Staging' });
    assert.deepEqual(shown, { visible: false });
    assert.equal(item.text, text);
  });
});

type OpenItem = {
  readonly status: StatusItem;
  readonly item: vscode.StatusBarItem;
  readonly shown: { visible: boolean };
  readonly rooms: Rooms;
};

/** The adapter on a real item, which tells whether it is shown. */
function openItem(rooms: Rooms): OpenItem {
  const shown = { visible: false };
  let created: vscode.StatusBarItem | undefined;
  const create = vscode.window.createStatusBarItem.bind(vscode.window) as (
    ...args: unknown[]
  ) => vscode.StatusBarItem;
  const watched = (...args: unknown[]): vscode.StatusBarItem => {
    const item = create(...args);
    const show = item.show.bind(item);
    const hide = item.hide.bind(item);
    item.show = () => {
      shown.visible = true;
      show();
    };
    item.hide = () => {
      shown.visible = false;
      hide();
    };
    created = item;
    return item;
  };
  stub(vscode.window, 'createStatusBarItem', watched as typeof vscode.window.createStatusBarItem);
  const status = new StatusItem(rooms);
  atEnd(() => status.dispose());
  // It is made with the first credential; tests look at it from then on.
  const item = new Proxy({} as vscode.StatusBarItem, {
    get: (_target, property) => {
      assert.ok(created, 'there is no status-bar item yet');
      return Reflect.get(created, property) as unknown;
    },
  });
  return { status, item, shown, rooms };
}

function commandOf(item: vscode.StatusBarItem): { command: string; arguments: unknown[] } {
  const { command, arguments: args } = item.command as vscode.Command;
  return { command, arguments: args ?? [] };
}

function colorId(color: vscode.ThemeColor | undefined): string | undefined {
  return color && (color as unknown as { id: string }).id;
}
