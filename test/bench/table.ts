import { cpus, loadavg } from 'node:os';
import type { Measurements } from './measure';

/** In bytes: of seven extensions of the same kind, the smallest package. */
const smallestPeer = 622_000;

type Row = readonly [what: string, ours: string, other: string, ratio: string];

/** The measurements as a table of ratios. */
export function renderTable({
  vsCode,
  rounds,
  activation,
  oursToEmpty,
  oursToMinimal,
  oursToMinimalByRound,
  oursToMinimalAtBest,
  check,
  bytes,
  files,
}: Measurements): string {
  const rows: readonly Row[] = [
    ['', 'ours', 'other', 'ratio'],
    [
      'load + activate(), to an empty extension',
      ms(activation.ours),
      ms(activation.empty),
      times(oursToEmpty),
    ],
    [
      'load + activate(), to a minimal extension',
      ms(activation.ours),
      ms(activation.minimal),
      times(oursToMinimal),
    ],
    [
      'connection check, to a bare https.request',
      ms(check.checked),
      ms(check.bare),
      times(check.checked / check.bare),
    ],
    [
      'VSIX, to the smallest of seven peers',
      kb(bytes.vsix),
      kb(smallestPeer),
      times(bytes.vsix / smallestPeer),
    ],
    ['code loaded at activation', kb(bytes.activation), '', ''],
    ['first check in a window, with loading', ms(check.first), '', ''],
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  '),
  );
  return [
    ...lines,
    '',
    `VS Code ${vsCode}, ${rounds} fresh extension hosts, medians of the ratios in each; every order of the three extensions once.`,
    `Ratios to the minimal extension, round by round: ${oursToMinimalByRound.map((ratio) => ratio.toFixed(2)).join(', ')};`,
    `of the shortest times: ${oursToMinimalAtBest.toFixed(2)}. Load of this machine: ${loadavg()[0]!.toFixed(1)} on ${cpus().length} processors.`,
    `Loaded at activation: ${files.join(', ')}.`,
  ].join('\n');
}

function ms(value: number): string {
  return `${value.toFixed(2)} ms`;
}

/** In thousands of bytes. */
function kb(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} KB`;
}

function times(ratio: number): string {
  return `× ${ratio.toFixed(2)}`;
}
