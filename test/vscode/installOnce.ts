import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { downloadsFolder } from './repositoryRoot';
import { deleteFolder, makeTemporaryFolder } from './temporaryFolder';

/** Receives one line of progress for a person. */
export type Report = (line: string) => void;

export interface LockedPackage {
  /** Folder under `versions/` with its package.json and lock file. */
  readonly folder: string;
  /** Name of the installed folder under `.vscode-test/`. */
  readonly target: string;
  /** What a person reads, e.g. "VS Code 1.139". */
  readonly title: string;
  /** What is downloaded, in megabytes, roughly. */
  readonly megabytes: number;
  /** Runs in the new folder before it counts as installed. */
  readonly finish?: (folder: string) => Promise<void>;
}

const versionsFolder = path.join(__dirname, 'versions');
const markerName = 'installed.json';
const workPrefix = 'installing-';
const longestInstall = 60 * 60 * 1000;

/**
 * Installs a locked package from the npm registry, unless that very lock file is installed already.
 * Works in a folder of its own and renames it at the end, so an interrupted install is never taken for a whole one.
 * @returns the installed folder.
 */
export async function installOnce(locked: LockedPackage, report: Report): Promise<string> {
  const target = path.join(downloadsFolder, locked.target);
  const fingerprint = fingerprintOf(locked.folder);
  if (installedFingerprint(target) === fingerprint) {
    return target;
  }
  report(
    `Fetching ${locked.title} from the npm registry, about ${locked.megabytes} MB, first time only (to ${target})…`,
  );
  const started = Date.now();
  const ticking = setInterval(
    () => report(`  still fetching ${locked.title}, ${secondsSince(started)} s`),
    10_000,
  );
  fs.mkdirSync(downloadsFolder, { recursive: true });
  deleteInterrupted();
  const work = makeTemporaryFolder(`${workPrefix}${locked.folder}-`, downloadsFolder);
  try {
    copySources(locked.folder, work);
    const installed = path.join(work, locked.folder);
    await npmCi(installed, locked.title);
    await locked.finish?.(installed);
    fs.writeFileSync(path.join(installed, markerName), JSON.stringify({ fingerprint }));
    moveIntoPlace(installed, target, fingerprint);
  } finally {
    clearInterval(ticking);
    deleteFolder(work);
  }
  report(`${locked.title} is ready after ${secondsSince(started)} s.`);
  return target;
}

/** What an install that was killed has left; another process may be about one that is younger. */
function deleteInterrupted(): void {
  for (const name of fs.readdirSync(downloadsFolder).filter((name) => name.startsWith(workPrefix))) {
    const folder = path.join(downloadsFolder, name);
    const started = fs.statSync(folder, { throwIfNoEntry: false })?.mtimeMs;
    if (started !== undefined && started < Date.now() - longestInstall) {
      deleteFolder(folder);
    }
  }
}

/** Changes with the lock file and with every stand-in. */
function fingerprintOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of ['package.json', 'package-lock.json']) {
    hash.update(fs.readFileSync(path.join(versionsFolder, folder, name)));
  }
  const standIns = path.join(versionsFolder, 'standIns');
  for (const entry of fs.readdirSync(standIns, { recursive: true, encoding: 'utf8' }).sort()) {
    const file = path.join(standIns, entry);
    if (fs.statSync(file).isFile()) {
      hash.update(entry).update(fs.readFileSync(file));
    }
  }
  return hash.digest('hex');
}

function installedFingerprint(target: string): string | undefined {
  try {
    const marker: unknown = JSON.parse(fs.readFileSync(path.join(target, markerName), 'utf8'));
    return typeof marker === 'object' && marker !== null && 'fingerprint' in marker
      ? String(marker.fingerprint)
      : undefined;
  } catch {
    return undefined;
  }
}

/** Copies the package and the stand-ins beside it, where its `file:` dependencies look for them. */
function copySources(folder: string, work: string): void {
  for (const name of [folder, 'standIns']) {
    fs.cpSync(path.join(versionsFolder, name), path.join(work, name), {
      recursive: true,
      filter: (source) => path.basename(source) !== 'node_modules',
    });
  }
}

/**
 * `--ignore-scripts`: nothing of what is fetched needs to compile or download more.
 * npm's own variables are left out, because under `npm test` they would point npm at the outer project.
 */
async function npmCi(folder: string, title: string): Promise<void> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(config_(?!registry|cache|.*proxy|cafile)|package_|lifecycle_)/i.test(name),
    ),
  );
  const npm = spawn('npm', ['ci', '--ignore-scripts', '--loglevel=error'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  const output: Buffer[] = [];
  npm.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  npm.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((resolve, reject) => {
    npm.once('error', reject);
    npm.once('close', resolve);
  });
  if (code !== 0) {
    throw new Error(
      `${title} could not be installed from the npm registry:\n${Buffer.concat(output).toString()}`,
    );
  }
}

/** Another process may have put the same version there in the meantime; then ours is dropped. */
function moveIntoPlace(from: string, target: string, fingerprint: string): void {
  if (installedFingerprint(target) === fingerprint) {
    return;
  }
  fs.rmSync(target, { recursive: true, force: true });
  fs.renameSync(from, target);
}

function secondsSince(started: number): number {
  return Math.round((Date.now() - started) / 1000);
}
