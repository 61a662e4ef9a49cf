import * as fs from 'node:fs';
import * as path from 'node:path';
import type { ActivationNote } from './host/notes';
import type { Measured } from './measuredExtensions';
import type { RoundResult } from './measureRound';
import { median } from './median';

/** What loading the extension and `activate()` cost. */
export type ActivationCost = {
  readonly rounds: number;
  /** Medians, in ms. */
  readonly milliseconds: Readonly<Record<Measured, number>>;
  /** Ours with what it puts off until right after `activate()`: a median, in ms. */
  readonly settled: number;
  /** Medians of what the rounds say, each of which has all three in one extension host. */
  readonly toEmpty: number;
  readonly toMinimal: number;
  readonly toMinimalByRound: readonly number[];
  /** The quotient of the shortest times of all rounds: the least disturbed ones. */
  readonly toMinimalAtBest: number;
  /** What is loaded, from the extension's folder. */
  readonly files: readonly string[];
  readonly bytes: number;
};

const names: Readonly<Record<Measured, string>> = {
  empty: 'empty',
  minimal: 'minimal',
  ours: 'pendo-credentials',
};

/** @param folder where our extension is installed */
export function activationCost(rounds: readonly RoundResult[], folder: string): ActivationCost {
  const times = (name: Measured): number[] =>
    rounds.map((round) => {
      const { loaded, activated } = noteOf(round, name);
      return loaded + activated;
    });
  const ours = times('ours');
  const ratios = (other: Measured): number[] => times(other).map((time, round) => ours[round]! / time);
  const [first] = rounds;
  const files = first ? noteOf(first, 'ours').files : [];
  return {
    rounds: rounds.length,
    milliseconds: {
      empty: median(times('empty')),
      minimal: median(times('minimal')),
      ours: median(ours),
    },
    settled: median(
      rounds.map((round) => {
        const { loaded, settled } = noteOf(round, 'ours');
        return loaded + settled;
      }),
    ),
    toEmpty: median(ratios('empty')),
    toMinimal: median(ratios('minimal')),
    toMinimalByRound: ratios('minimal'),
    toMinimalAtBest: Math.min(...ours) / Math.min(...times('minimal')),
    files: files.map((file) => path.relative(folder, file)),
    bytes: files.map((file) => fs.statSync(file).size).reduce((sum, size) => sum + size, 0),
  };
}

function noteOf({ activation }: RoundResult, name: Measured): ActivationNote {
  const note = activation[names[name]];
  if (!note) {
    throw new Error(`${name} was not activated`);
  }
  return note;
}
