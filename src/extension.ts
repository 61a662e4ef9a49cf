import { randomUUID } from 'node:crypto';
import type * as vscode from 'vscode';
import { ActiveCredential } from './credentials/activeCredential';
import { ConnectionMonitor, type Verify } from './credentials/connectionMonitor';
import { CredentialSecrets } from './credentials/credentialSecrets';
import { CredentialStore } from './credentials/credentialStore';
import { FaceList } from './credentials/faceList';
import { LaterLooks } from './credentials/laterLooks';
import { OrderedState } from './credentials/orderedState';
import { PreviousKeys } from './credentials/previousKeys';
import { StorageHealth } from './credentials/storageHealth';
import { TroubleNotice } from './credentials/troubleNotice';
import { VerdictMemory } from './credentials/verdictMemory';
import { ContextKeySync } from './editor/contextKeySync';
import { CredentialTree } from './editor/credentialTree';
import { Log } from './editor/log';
import { registerCommands, type RunCommand } from './editor/registerCommands';
import { readRequestTimeout } from './editor/settings';
import { StatusItem } from './editor/statusItem';

/** Builds and wires. What is shown is read from `globalState` right after; commands and the network are loaded when they are first used. */
export function activate(context: vscode.ExtensionContext): void {
  const { workspaceState, subscriptions, extensionUri } = context;
  const globalState = new OrderedState(context.globalState);
  const own = <T extends vscode.Disposable>(disposable: T): T => {
    subscriptions.push(disposable);
    return disposable;
  };

  const log = own(new Log());
  const verify: Verify = async (target) => {
    const { verifyKey } = await import('./pendo/verifyKey');
    return verifyKey({ ...target, seconds: readRequestTimeout() }, log.request);
  };

  const store = own(new CredentialStore(new CredentialSecrets(context.secrets), new FaceList(globalState)));
  own(new LaterLooks(store));
  const exists = (id: string): boolean => store.face(id) !== undefined;
  const active = own(new ActiveCredential({ workspaceState, globalState, exists }));
  const monitor = own(new ConnectionMonitor({ store, verdicts: new VerdictMemory(globalState), verify }));

  const health = own(
    new StorageHealth({
      secrets: context.secrets,
      globalState,
      // Not `vscode.env.sessionId`: that is the same for all time where telemetry is off.
      session: randomUUID(),
      createValue: () => randomUUID(),
    }),
  );
  const previousKeys = own(new PreviousKeys());

  const troubleNotice = new TroubleNotice(globalState);
  const views = { store, active, monitor, health, previousKeys, troubleNotice };
  const tree = own(new CredentialTree(views));
  own(new StatusItem(views));
  own(new ContextKeySync(views));

  let commands: Promise<RunCommand> | undefined;
  const run: RunCommand = async (id, argument) => {
    commands ??= import('./editor/commands/commandTable').then(({ createCommands }) =>
      createCommands({
        ...views,
        tree,
        globalState,
        log,
        verify,
        extensionUri,
        extensionVersion: String((context.extension.packageJSON as { version: unknown }).version),
        subscriptions,
      }),
    );
    await (
      await commands
    )(id, argument);
  };
  subscriptions.push(...registerCommands(run, log));
}
