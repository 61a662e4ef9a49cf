import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type * as commandTable from '../../../src/editor/commands/commandTable';
import type * as extensionModule from '../../../src/extension';

type CommandTable = typeof commandTable;
type CommandsDeps = commandTable.CommandsDeps;

export type Manifest = {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
  };
};

/** The extension that VS Code itself found and activates. */
export function installedExtension(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension('pendo-community.pendo-credentials');
  if (!extension) {
    throw new Error('VS Code does not know the extension.');
  }
  return extension;
}

export function installedManifest(): Manifest {
  return installedExtension().packageJSON as Manifest;
}

/** The code that ships, in the very module that VS Code loaded. */
export function shippedCode(): typeof extensionModule {
  return requireShipped('extension.js') as typeof extensionModule;
}

let given: Promise<CommandsDeps> | undefined;

/**
 * What the running extension gives its commands: store, views and log on VS Code's own storage. The commands are a part that is loaded when
 * the first one runs, so what they are created with can be seen by whoever asks before.
 */
export function runningParts(): Promise<CommandsDeps> {
  given ??= new Promise((resolve, reject) => {
    const path = shippedPath('commandTable.js');
    const require = createRequire(path);
    if (require.cache[path]) {
      reject(new Error('A command ran before.'));
      return;
    }
    const table = requireShipped('commandTable.js') as CommandTable;
    const createCommands: CommandTable['createCommands'] = (deps) => {
      resolve(deps);
      return table.createCommands(deps);
    };
    require.cache[path]!.exports = { ...table, createCommands };
    vscode.commands.executeCommand('pendo.cancelCheck').then(undefined, reject);
  });
  return given;
}

function requireShipped(file: string): unknown {
  const path = shippedPath(file);
  return createRequire(path)(path) as unknown;
}

function shippedPath(file: string): string {
  return join(installedExtension().extensionPath, 'dist', file);
}
