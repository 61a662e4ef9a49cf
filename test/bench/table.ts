import { cpus, loadavg } from 'node:os';
import type { ActivationCost } from './activationCost';
import { leftCredentials, type Measurements } from './measure';

/** In bytes: of seven extensions of the same kind, the smallest package. */
const smallestPeer = 622_000;

type Row = readonly [what: string, ours: string, other: string, ratio: string];

/** The measurements as a table of ratios. */
export function renderTable({
  vsCode,
  activation,
  activationWithCredentials,
  check,
  vsixBytes,
}: Measurements): string {
  const withCredentials = `with ${leftCredentials} credentials`;
  const rows: readonly Row[] = [
    ['', 'ours', 'other', 'ratio'],
    ...activationRows(activation, ''),
    ...activationRows(activationWithCredentials, `, ${withCredentials}`),
    [
      'connection check, to a bare https.request',
      ms(check.checked),
      ms(check.bare),
      times(check.checked / check.bare),
    ],
    [
      'VSIX, to the smallest of seven peers',
      kb(vsixBytes),
      kb(smallestPeer),
      times(vsixBytes / smallestPeer),
    ],
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
    `VS Code ${vsCode}, twice ${activation.rounds} fresh extension hosts, medians of the ratios in each; every order of the three extensions.`,
    'Ratios to the minimal extension, round by round:',
    `  ${roundByRound(activation)}`,
    `  ${withCredentials}: ${roundByRound(activationWithCredentials)}`,
    `Load of this machine: ${loadavg()[0]!.toFixed(1)} on ${cpus().length} processors.`,
    `Loaded at activation: ${activation.files.join(', ')}; ${withCredentials}: ${activationWithCredentials.files.join(', ')}.`,
  ].join('\n');
}

function activationRows(
  { milliseconds, settled, toEmpty, toMinimal, bytes }: ActivationCost,
  when: string,
): Row[] {
  const { ours, empty, minimal } = milliseconds;
  return [
    [`load + activate(), to an empty extension${when}`, ms(ours), ms(empty), times(toEmpty)],
    [`load + activate(), to a minimal extension${when}`, ms(ours), ms(minimal), times(toMinimal)],
    [`the same until the status bar is drawn${when}`, ms(settled), '', ''],
    [`code loaded at activation${when}`, kb(bytes), '', ''],
  ];
}

function roundByRound({ toMinimalByRound, toMinimalAtBest }: ActivationCost): string {
  const ratios = toMinimalByRound.map((ratio) => ratio.toFixed(2)).join(', ');
  return `${ratios}; of the shortest times: ${toMinimalAtBest.toFixed(2)}`;
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
