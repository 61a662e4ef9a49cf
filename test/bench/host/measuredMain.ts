import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import { notes } from './notes';

type Main = { activate(context: vscode.ExtensionContext): unknown };

// Stands before the main file of each measured extension, and takes the time of what VS Code would do: require it, call activate().
const manifest = JSON.parse(readFileSync(join(__dirname, 'package.json'), 'utf8')) as {
  readonly name: string;
  readonly measuredMain: string;
};
const require = createRequire(__filename);
const path = join(__dirname, manifest.measuredMain);
const start = performance.now();
const main = require(path) as Main;
const loaded = performance.now() - start;

/** What an earlier session left in `globalState`, by the name of the extension. */
const leftState = JSON.parse(process.env['PENDO_BENCH_STATE'] ?? '{}') as Readonly<
  Record<string, Readonly<Record<string, unknown>>>
>;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  for (const [key, value] of Object.entries(leftState[manifest.name] ?? {})) {
    await context.globalState.update(key, value);
  }
  const begin = performance.now();
  await main.activate(context);
  const activated = performance.now() - begin;
  await new Promise((resolve) => setImmediate(resolve));
  const settled = performance.now() - begin;
  const files = Object.keys(require.cache).filter(
    (file) => file.startsWith(__dirname) && file !== __filename,
  );
  notes().set(manifest.name, { loaded, activated, settled, files });
}
