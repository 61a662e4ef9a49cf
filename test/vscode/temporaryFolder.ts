import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { whenProcessEnds } from './whenProcessEnds';

/** Makes a folder that does not outlive this process, even one that is interrupted. */
export function makeTemporaryFolder(prefix: string, parent = os.tmpdir()): string {
  const folder = fs.mkdtempSync(path.join(parent, prefix));
  whenProcessEnds(() => deleteFolder(folder));
  return folder;
}

/** Deletes a folder with all that is in it; a program that is just ending may still write there, or hold a file. */
export function deleteFolder(folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
