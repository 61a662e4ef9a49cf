// Writes THIRD-PARTY-NOTICES.md: the licences of the packages whose code is in the bundles. `--check` only tells whether it is current.
import { build } from 'esbuild';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { host, pages } from '../entryPoints.json';

const noticesFile = 'THIRD-PARTY-NOTICES.md';

async function main(): Promise<void> {
  const sections = (await bundledPackages()).map(describePackage);
  const notices = [
    '# Third-party notices',
    'Pendo Credentials contains code of these packages.',
    ...sections,
  ].join('\n\n');
  if (!process.argv.includes('--check')) {
    fs.writeFileSync(noticesFile, `${notices}\n`);
  } else if (fs.readFileSync(noticesFile, 'utf8') !== `${notices}\n`) {
    console.error(`${noticesFile} is not current: run npm run notices.`);
    process.exitCode = 1;
  }
}

/** The folders in node_modules that the bundles take code from. */
async function bundledPackages(): Promise<string[]> {
  const inputs = await Promise.all([
    ...Object.values(host).map((entry) => bundledFiles(entry, 'node')),
    ...Object.values(pages).map((entry) => bundledFiles(entry, 'browser')),
  ]);
  const folders = inputs.flat().flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input) ?? []);
  return [...new Set(folders)].sort();
}

async function bundledFiles(entry: string, platform: 'node' | 'browser'): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    external: ['vscode'],
    outdir: 'dist',
    platform,
  });
  return Object.keys(metafile.inputs);
}

function describePackage(folder: string): string {
  const { name, version, license } = JSON.parse(
    fs.readFileSync(path.join(folder, 'package.json'), 'utf8'),
  ) as Record<'name' | 'version' | 'license', string>;
  const file = fs.readdirSync(folder).find((candidate) => /^licen[cs]e/i.test(candidate));
  const text =
    file === undefined ? `Licence: ${license}` : fs.readFileSync(path.join(folder, file), 'utf8').trim();
  return `## ${name} ${version}\n\n\`\`\`text\n${text.replace(/\r\n/g, '\n')}\n\`\`\``;
}

void main();
