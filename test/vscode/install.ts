import * as fs from 'node:fs';
import * as path from 'node:path';
import { installOnce, type Report } from './installOnce';

/** The oldest VS Code that package.json promises, and the newest that these tests know. */
export type VSCodeVersion = 'newest' | 'oldest';

export const vsCodeVersions: readonly VSCodeVersion[] = ['oldest', 'newest'];

export interface InstalledVSCode {
  /** Such as "1.139.1". */
  readonly version: string;
  /** The Node binary that this VS Code runs on. */
  readonly node: string;
  /** The folder of VS Code itself; its server is `out/server-main.js`. */
  readonly root: string;
  /** code-server's own entry, which also answers for the keyring. */
  readonly codeServerEntry: string;
}

/** Makes sure that VS Code is on this machine, fetched from the npm registry the first time. */
export async function installVSCode(
  which: VSCodeVersion,
  { report }: { readonly report: Report },
): Promise<InstalledVSCode> {
  if (process.platform !== 'linux' || (process.arch !== 'x64' && process.arch !== 'arm64')) {
    throw new Error(
      'VS Code from the npm registry runs on Linux x64 and arm64 only. Elsewhere press F5 in VS Code to start the extension, and test it with npm run test:unit and npm run test:desktop.',
    );
  }
  const version = vsCodeVersionOf(which);
  const folder = await installOnce(
    {
      folder: which,
      target: `vscode-${version}`,
      title: `VS Code ${version.replace(/\.\d+$/, '')}`,
      megabytes: 160,
      finish: linkModules,
    },
    report,
  );
  const codeServer = path.join(folder, 'node_modules', 'code-server');
  return {
    version,
    node: path.join(folder, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node'),
    root: path.join(codeServer, 'lib', 'vscode'),
    codeServerEntry: path.join(codeServer, 'out', 'node', 'entry.js'),
  };
}

/**
 * The server hands some packages to the page from `lib/vscode/node_modules` (syntax colours, terminals), and they are
 * installed beside code-server, not inside.
 */
async function linkModules(folder: string): Promise<void> {
  const inside = path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode', 'node_modules');
  await fs.promises.symlink(path.join('..', '..', '..'), inside);
}

/** `code-server@4.N.M` carries VS Code `1.N.M`. */
function vsCodeVersionOf(which: VSCodeVersion): string {
  const manifest = fs.readFileSync(path.join(__dirname, 'versions', which, 'package.json'), 'utf8');
  const codeServer = /"code-server": "4\.([^"]+)"/.exec(manifest)?.[1];
  if (codeServer === undefined) {
    throw new Error(`versions/${which}/package.json names no code-server.`);
  }
  return `1.${codeServer}`;
}
