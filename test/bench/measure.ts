import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { hostTls } from '../proxy/privateAuthority';
import { sandboxKeys } from '../sandbox/keys';
import { startSandbox } from '../sandbox/startSandbox';
import { installHarness, installMeasured, packOurs, vsix, type Measured } from './measuredExtensions';
import { measureRound, type RoundResult } from './measureRound';
import { median } from './median';

export type Measurements = {
  readonly vsCode: string;
  readonly rounds: number;
  /** Medians of loading plus `activate()`, in ms. */
  readonly activation: Readonly<Record<Measured, number>>;
  /** Medians of what the rounds say, each of which has all three in one extension host. */
  readonly oursToEmpty: number;
  readonly oursToMinimal: number;
  readonly oursToMinimalByRound: readonly number[];
  /** The quotient of the shortest times of all rounds: the least disturbed ones. */
  readonly oursToMinimalAtBest: number;
  /** Medians, in ms. */
  readonly check: { readonly first: number; readonly checked: number; readonly bare: number };
  readonly bytes: { readonly activation: number; readonly vsix: number };
  /** What is loaded at activation, from the extension's folder. */
  readonly files: readonly string[];
};

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
 * @param isClear whether the measurements are enough; if not, as many rounds again are added, once: a busy machine adds to what takes longer
 */
export async function measure(
  report: (line: string) => void,
  isClear: (measurements: Measurements) => boolean = () => true,
): Promise<Measurements> {
  report('Packing…');
  packOurs();
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'pendo-bench-'));
  // As Pendo is: over TLS.
  const sandbox = await startSandbox({ tls: hostTls });
  try {
    await installMeasured(path.join(folder, 'extensions'));
    const harness = await installHarness(path.join(folder, 'harness'));
    const { baseUrl: server } = sandbox;
    const rounds: RoundResult[] = [];
    const measureOrders = async (): Promise<Measurements> => {
      for (const order of orders) {
        report(`Round ${rounds.length + 1}: ${order.join(', ')}`);
        rounds.push(await measureRound({ folder, harness, order, server, key: sandboxKeys.readWrite }));
      }
      return summarize(rounds, path.join(folder, 'extensions', 'ours'));
    };
    const measurements = await measureOrders();
    return isClear(measurements) ? measurements : await measureOrders();
  } finally {
    await sandbox.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const names: Readonly<Record<Measured, string>> = {
  empty: 'empty',
  minimal: 'minimal',
  ours: 'pendo-credentials',
};

function summarize(rounds: readonly RoundResult[], folder: string): Measurements {
  const time = ({ activation }: RoundResult, name: Measured): number => {
    const note = activation[names[name]];
    if (!note) {
      throw new Error(`${name} was not activated`);
    }
    return note.loaded + note.activated;
  };
  const ratio = (other: Measured): number[] =>
    rounds.map((round) => time(round, 'ours') / time(round, other));
  const [first] = rounds;
  const files = first?.activation[names.ours]?.files ?? [];
  return {
    vsCode: first?.vsCode ?? '',
    rounds: rounds.length,
    activation: {
      empty: median(rounds.map((round) => time(round, 'empty'))),
      minimal: median(rounds.map((round) => time(round, 'minimal'))),
      ours: median(rounds.map((round) => time(round, 'ours'))),
    },
    oursToEmpty: median(ratio('empty')),
    oursToMinimal: median(ratio('minimal')),
    oursToMinimalByRound: ratio('minimal'),
    oursToMinimalAtBest:
      Math.min(...rounds.map((round) => time(round, 'ours'))) /
      Math.min(...rounds.map((round) => time(round, 'minimal'))),
    check: {
      first: median(rounds.map(({ check }) => check.first)),
      checked: median(rounds.flatMap(({ check }) => check.checked)),
      bare: median(rounds.flatMap(({ check }) => check.bare)),
    },
    bytes: {
      activation: files.map((file) => fs.statSync(file).size).reduce((sum, size) => sum + size, 0),
      vsix: fs.statSync(vsix).size,
    },
    files: files.map((file) => path.relative(folder, file)),
  };
}
