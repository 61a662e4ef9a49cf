import assert from 'node:assert/strict';
import net from 'node:net';
import * as vscode from 'vscode';
import { commandIds } from '../../src/contributions';
import { FakeKeyValueStore } from '../unit/fakes/fakeKeyValueStore';
import { FakeSecretStore } from '../unit/fakes/fakeSecretStore';
import { settle } from '../unit/fakes/settle';
import { installedExtension, installedManifest, shippedCode } from './support/installedExtension';
import { addCredential, buildRooms } from './support/rooms';
import { shareTreeView } from './support/sharedView';
import { atEnd, stub } from './support/stub';

describe('activation', () => {
  it('succeeds in the extension that VS Code found', async () => {
    const extension = installedExtension();
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('registers every contributed command and no other', async () => {
    await installedExtension().activate();
    const contributed = installedManifest().contributes.commands.map(({ command }) => command);
    const all = await vscode.commands.getCommands(true);
    // VS Code itself makes commands for a view, such as `pendo.credentials.focus`.
    const ours = all.filter((id) => id.startsWith('pendo.') && !/^pendo\.\w+\.\w+$/.test(id));
    assert.deepEqual(ours.sort(), [...contributed].sort());
    assert.deepEqual([...commandIds].sort(), [...contributed].sort());
  });

  it('opens no keyring, writes nothing and connects to nothing, with credentials or without', async () => {
    for (const globalState of [new FakeKeyValueStore(), await stateWithCredentials()]) {
      const window = openWindow(globalState);
      const connections = watchConnections();
      shippedCode().activate(window.context);
      await settle();
      assert.deepEqual(window.secrets.calls, []);
      assert.equal(globalState.updates + window.workspaceState.updates, 0);
      assert.deepEqual(connections, []);
      window.close();
    }
  });

  it('does not wait for anything: it is done when it returns', () => {
    const window = openWindow(new FakeKeyValueStore());
    const activate: (context: vscode.ExtensionContext) => unknown = shippedCode().activate;
    assert.equal(activate(window.context), undefined);
    window.close();
  });

  it('registers all it does in the subscriptions, so that it can be ended and started again', async () => {
    for (let time = 0; time < 3; time += 1) {
      const window = openWindow(await stateWithCredentials());
      shippedCode().activate(window.context);
      assert.deepEqual([...window.registered].sort(), [...commandIds].sort());
      window.close();
      assert.deepEqual(window.registered, []);
    }
  });

  it('survives a state that another version, or a broken disk, left behind', async () => {
    for (const broken of [null, 'text', 7, {}, [null, 'x', { id: 1 }, { id: 'a', name: 'half' }], [[]]]) {
      const globalState = new FakeKeyValueStore();
      globalState.plant('credentials', broken);
      globalState.plant('verdicts', broken);
      globalState.plant('lastUsedCredential', broken);
      const window = openWindow(globalState);
      shippedCode().activate(window.context);
      await settle();
      window.close();
    }
  });
});

type Window = {
  readonly context: vscode.ExtensionContext;
  readonly secrets: FakeSecretStore;
  readonly workspaceState: FakeKeyValueStore;
  /** The commands that are registered now. */
  readonly registered: string[];
  close(): void;
};

/** What a window gives to an extension, on storage of this test; its commands do not collide with those of the running extension. */
function openWindow(globalState: FakeKeyValueStore): Window {
  const secrets = new FakeSecretStore();
  const workspaceState = new FakeKeyValueStore();
  const subscriptions: vscode.Disposable[] = [];
  const registered: string[] = [];
  shareTreeView();
  stub(vscode.commands, 'registerCommand', (id) => {
    registered.push(id);
    return new vscode.Disposable(() => registered.splice(registered.indexOf(id), 1));
  });
  const extension = installedExtension();
  const { extensionUri } = extension;
  const context = { secrets, globalState, workspaceState, subscriptions, extensionUri, extension };
  const close = (): void => subscriptions.splice(0).forEach((subscription) => void subscription.dispose());
  atEnd(close);
  return {
    context: context as unknown as vscode.ExtensionContext,
    secrets,
    workspaceState,
    registered,
    close,
  };
}

async function stateWithCredentials(): Promise<FakeKeyValueStore> {
  const rooms = buildRooms();
  await addCredential(rooms, { name: 'Production' });
  const staging = await addCredential(rooms, { name: 'Staging' });
  await rooms.active.use(staging.id);
  await rooms.monitor.check(staging.id);
  const { globalState } = rooms;
  globalState.updates = 0;
  return globalState;
}

function watchConnections(): unknown[] {
  const connections: unknown[] = [];
  const connect = Reflect.get(net.Socket.prototype, 'connect') as (...args: unknown[]) => unknown;
  stub(net.Socket.prototype, 'connect', function (this: net.Socket, ...args: unknown[]) {
    connections.push(args);
    return Reflect.apply(connect, this, args) as net.Socket;
  });
  return connections;
}
