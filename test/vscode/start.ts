import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import { startCodeServer } from './codeServer';
import { freePort } from './freePort';
import { installVSCode } from './install';
import { downloadsFolder, repositoryRoot } from './repositoryRoot';

/** Usually the same, so that the browser finds its secrets again and a saved credential its sandbox. */
const preferredPorts = { vsCode: 8137, sandbox: 8138 } as const;

/**
 * `npm start`: packs the extension, serves it in a VS Code for the browser, with a Pendo sandbox beside it, until Ctrl+C.
 * `npm start -- --vsix file` takes an extension that is packed already.
 */
async function main(): Promise<void> {
  const vsCode = await installVSCode('newest', { report: console.log });
  const vsix = packedExtension();
  const sandbox = await startSandbox({ port: await freePort(preferredPorts.sandbox) });
  const server = await startCodeServer({
    vsCode,
    vsix,
    dataFolder: path.join(downloadsFolder, 'start'),
    folder: exampleFolder(),
    port: await freePort(preferredPorts.vsCode),
  });
  console.log(welcome(server.url, sandbox, server.logFile));

  const interrupted = new Promise<undefined>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.once(signal, () => resolve(undefined));
    }
  });
  const failure = await Promise.race([interrupted, server.ended]);
  console.log(failure === undefined ? '\nEnding VS Code and the sandbox…' : `\nVS Code ended (${failure}).`);
  await Promise.all([server.close(), sandbox.close()]);
  process.exit(failure === undefined ? 0 : 1);
}

function packedExtension(): string {
  const flag = process.argv.indexOf('--vsix');
  const given = flag < 0 ? undefined : process.argv[flag + 1];
  if (given !== undefined) {
    return path.resolve(given);
  }
  console.log('Packing the extension…');
  const packed = spawnSync('npm', ['run', '--silent', 'package'], { cwd: repositoryRoot, encoding: 'utf8' });
  if (packed.status !== 0) {
    throw new Error(`The extension could not be packed:\n${packed.stdout}${packed.stderr}`);
  }
  return path.join(repositoryRoot, 'dist', 'pendo-credentials.vsix');
}

/** A copy, so that trying things leaves the repository as it is. */
function exampleFolder(): string {
  const folder = path.join(downloadsFolder, 'start', 'example');
  if (!fs.existsSync(folder)) {
    fs.cpSync(path.join(__dirname, 'example'), folder, { recursive: true });
  }
  return folder;
}

function welcome(url: string, sandbox: Sandbox, logFile: string): string {
  return [
    '',
    `VS Code with Pendo Credentials:  ${url}`,
    '',
    `Pendo sandbox, as base URL of region Custom:  ${sandbox.baseUrl}`,
    ...sandbox.keys.map(({ label, key }) => `  key, ${label}:  ${key}`),
    '',
    `What VS Code prints goes to ${logFile}.`,
    'Ctrl+C ends both.',
  ].join('\n');
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
