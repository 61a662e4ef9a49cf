import { build } from 'esbuild';
import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { repositoryRoot } from '../vscode/repositoryRoot';

type Manifest = Readonly<Record<string, unknown>> & {
  readonly publisher: string;
  readonly name: string;
  readonly version: string;
};

const host = path.join(__dirname, 'host');

export const extensionIds = {
  warmUp: 'bench.warm-up',
  empty: 'bench.empty',
  minimal: 'bench.minimal',
  ours: 'pendo-community.pendo-credentials',
} as const;

export type Measured = 'empty' | 'minimal' | 'ours';

export const vsix = path.join(repositoryRoot, 'dist', 'pendo-credentials.vsix');

/** Packs our extension as it ships. */
export function packOurs(): void {
  execFileSync('npm', ['run', '--silent', 'package'], {
    cwd: repositoryRoot,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/**
 * Installs the measured extensions in a folder, ours with the very files that its package has. Each gets the same main file before its own,
 * which takes the time; none is activated before it is asked to be.
 */
export async function installMeasured(folder: string): Promise<void> {
  await installBenchmark(folder, 'warm-up', 'emptyExtension.ts');
  await installBenchmark(folder, 'empty', 'emptyExtension.ts');
  await installBenchmark(folder, 'minimal', 'minimalExtension.ts');
  await installOurs(folder);
  const installed = fs.readdirSync(folder).map((name) => entryOf(path.join(folder, name)));
  fs.writeFileSync(path.join(folder, 'extensions.json'), JSON.stringify(installed));
}

/** The folder of the extension under test and the file of the tests, as VS Code wants them: here a folder without an extension's code. */
export async function installHarness(folder: string): Promise<{ extension: string; tests: string }> {
  fs.mkdirSync(folder, { recursive: true });
  writeManifest(folder, {
    publisher: 'bench',
    name: 'harness',
    version: '1.0.0',
    engines: { vscode: '^1.105.0' },
  });
  const tests = path.join(folder, 'harness.cjs');
  await bundle('harness.ts', tests);
  return { extension: folder, tests };
}

async function installBenchmark(folder: string, name: string, source: string): Promise<void> {
  const target = path.join(folder, name);
  fs.mkdirSync(target, { recursive: true });
  await bundle(source, path.join(target, 'main.js'));
  const manifest = { publisher: 'bench', name, version: '1.0.0', engines: { vscode: '^1.105.0' } };
  await installMain(target, manifest, 'main.js');
}

async function installOurs(folder: string): Promise<void> {
  const target = path.join(folder, 'ours');
  const list = execFileSync('npx', ['vsce', 'ls', '--no-dependencies'], {
    cwd: repositoryRoot,
    encoding: 'utf8',
  });
  for (const file of list.split('\n').filter((line) => line !== '')) {
    fs.cpSync(path.join(repositoryRoot, file), path.join(target, file));
  }
  const manifest = JSON.parse(fs.readFileSync(path.join(target, 'package.json'), 'utf8')) as Manifest;
  await installMain(target, { ...manifest, activationEvents: [] }, String(manifest['main']));
}

async function installMain(target: string, manifest: Manifest, main: string): Promise<void> {
  await bundle('measuredMain.ts', path.join(target, 'measuredMain.js'));
  writeManifest(target, { ...manifest, main: './measuredMain.js', measuredMain: main });
}

async function bundle(source: string, outfile: string): Promise<void> {
  await build({
    entryPoints: [path.join(host, source)],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    external: ['vscode'],
    logLevel: 'warning',
  });
}

function writeManifest(folder: string, manifest: Manifest): void {
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
}

function entryOf(folder: string): object {
  const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
  return {
    identifier: { id: `${manifest.publisher}.${manifest.name}` },
    version: manifest.version,
    location: { $mid: 1, path: folder, scheme: 'file' },
  };
}
