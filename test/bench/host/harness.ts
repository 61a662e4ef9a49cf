import https from 'node:https';
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as vscode from 'vscode';
import type * as verifyKeyModule from '../../../src/pendo/verifyKey';
import type { RoundOrder, RoundResult } from '../measureRound';
import { notes } from './notes';
import { whenQuiet } from './whenQuiet';

/** Called by VS Code inside the extension host: activates the extensions in the order of this round, then checks connections. */
export async function run(): Promise<void> {
  const { order, server, key, resultFile } = JSON.parse(process.env['PENDO_BENCH'] ?? '') as RoundOrder;
  for (const id of order) {
    await whenQuiet();
    await extension(id).activate();
  }
  const result: RoundResult = {
    vsCode: vscode.version,
    activation: Object.fromEntries(notes()),
    check: await measureCheck(order, server, key),
  };
  writeFileSync(resultFile, JSON.stringify(result));
}

const warmUps = 30;
const repetitions = 200;

async function measureCheck(
  order: readonly string[],
  baseUrl: string,
  key: string,
): Promise<RoundResult['check']> {
  const ours = order.find((id) => id.endsWith('.pendo-credentials')) ?? '';
  const part = join(extension(ours).extensionPath, 'dist', 'verifyKey.js');
  const begin = performance.now();
  const { verifyKey } = createRequire(part)(part) as typeof verifyKeyModule;
  const { signal } = new AbortController();
  const check = async (): Promise<void> => {
    const verification = await verifyKey({ baseUrl, key, seconds: 10, signal }, () => undefined);
    if (!verification.ok) {
      throw new Error(`the check failed: ${verification.failure.code}`);
    }
  };
  await check();
  const first = performance.now() - begin;
  const times: { checked: number; bare: number }[] = [];
  for (let turn = 0; turn < warmUps + repetitions; turn += 1) {
    const checked = await timed(check);
    const bare = await timed(() => bareRequest(baseUrl, key));
    times.push({ checked, bare });
  }
  const measured = times.slice(warmUps);
  return { first, checked: measured.map(({ checked }) => checked), bare: measured.map(({ bare }) => bare) };
}

/** The least that asks the same and understands the answer. */
function bareRequest(baseUrl: string, key: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = { 'x-pendo-integration-key': key };
    const request = https.request(`${baseUrl}/api/v1/token/verify`, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString('utf8'))));
    });
    request.on('error', reject);
    request.end();
  });
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begin = performance.now();
  await work();
  return performance.now() - begin;
}

function extension(id: string): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension(id);
  if (!found) {
    throw new Error(`VS Code does not know ${id}.`);
  }
  return found;
}
