import * as fs from 'node:fs';
import * as path from 'node:path';
import { hostTls } from '../proxy/privateAuthority';
import { sandboxKeys } from '../sandbox/keys';
import { startSandbox } from '../sandbox/startSandbox';
import { deleteFolder, makeTemporaryFolder } from '../vscode/temporaryFolder';
import { activationCost, type ActivationCost } from './activationCost';
import { leftState } from './leftState';
import { installHarness, installMeasured, packOurs, vsix, type Measured } from './measuredExtensions';
import { measureRound, type RoundResult } from './measureRound';
import { median } from './median';

export type Measurements = {
  readonly vsCode: string;
  /** With no credential, which is how the minimal extension starts. */
  readonly activation: ActivationCost;
  readonly activationWithCredentials: ActivationCost;
  /** Medians, in ms. */
  readonly check: { readonly first: number; readonly checked: number; readonly bare: number };
  readonly vsixBytes: number;
};

/** How many credentials an earlier session has left, where it has left some. */
export const leftCredentials = 20;

const mostAdditions = 2;

/** Every order in which three extensions can be activated: what the earlier ones warm up evens out. */
const orders: readonly (readonly Measured[])[] = [
  ['empty', 'minimal', 'ours'],
  ['ours', 'minimal', 'empty'],
  ['minimal', 'ours', 'empty'],
  ['empty', 'ours', 'minimal'],
  ['minimal', 'empty', 'ours'],
  ['ours', 'empty', 'minimal'],
];

/**
 * Packs the extension and measures it as it ships, in a fresh VS Code for each round.
 * @param isClear whether the measurements are enough; if not, as many rounds again are added, at most twice: a busy machine adds to what takes
 * longer, and more rounds come closer to what it takes
 */
export async function measure(
  report: (line: string) => void,
  isClear: (measurements: Measurements) => boolean = () => true,
): Promise<Measurements> {
  report('Packing…');
  packOurs();
  const folder = makeTemporaryFolder('pendo-bench-');
  // As Pendo is: over TLS.
  const sandbox = await startSandbox({ tls: hostTls });
  try {
    await installMeasured(path.join(folder, 'extensions'));
    const options = {
      folder,
      harness: await installHarness(path.join(folder, 'harness')),
      server: sandbox.baseUrl,
      key: sandboxKeys.readWrite,
    };
    const used = { 'pendo-credentials': await leftState(leftCredentials) };
    const rounds: Rounds = { fresh: [], used: [] };
    const measureOrders = async (): Promise<Measurements> => {
      for (const order of orders) {
        report(`Round ${rounds.fresh.length + 1}: ${order.join(', ')}; without and with credentials`);
        rounds.fresh.push(await measureRound({ ...options, order, leftState: {} }));
        rounds.used.push(await measureRound({ ...options, order, leftState: used }));
      }
      return summarize(rounds, path.join(folder, 'extensions', 'ours'));
    };
    let measurements = await measureOrders();
    for (let more = 0; more < mostAdditions && !isClear(measurements); more += 1) {
      measurements = await measureOrders();
    }
    return measurements;
  } finally {
    await sandbox.close();
    deleteFolder(folder);
  }
}

type Rounds = { readonly fresh: RoundResult[]; readonly used: RoundResult[] };

function summarize({ fresh, used }: Rounds, folder: string): Measurements {
  const rounds = [...fresh, ...used];
  return {
    vsCode: rounds[0]?.vsCode ?? '',
    activation: activationCost(fresh, folder),
    activationWithCredentials: activationCost(used, folder),
    check: {
      first: median(rounds.map(({ check }) => check.first)),
      checked: median(rounds.flatMap(({ check }) => check.checked)),
      bare: median(rounds.flatMap(({ check }) => check.bare)),
    },
    vsixBytes: fs.statSync(vsix).size,
  };
}
