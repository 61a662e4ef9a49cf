import type { ActivationCost } from './activationCost';
import { leftCredentials, measure, type Measurements } from './measure';
import { renderTable } from './table';

/** What a change may cost. A KB is a thousand bytes. */
const budgets = { activationRatio: 3, activationBytes: 80_000, vsixBytes: 350_000 } as const;

/** A sentence for each budget that is broken. */
function brokenBudgets({
  activation,
  activationWithCredentials,
  vsixBytes,
}: Measurements): readonly string[] {
  return [
    ...brokenAtActivation(activation, 'Activation'),
    ...brokenAtActivation(activationWithCredentials, `Activation with ${leftCredentials} credentials`),
    ...(vsixBytes > budgets.vsixBytes
      ? [`The VSIX has ${vsixBytes} bytes; it may have ${budgets.vsixBytes}.`]
      : []),
  ];
}

function brokenAtActivation(
  { toMinimal, bytes, files }: ActivationCost,
  activation: string,
): readonly string[] {
  const { activationRatio, activationBytes } = budgets;
  return [
    ...(toMinimal > activationRatio
      ? [
          `${activation} takes ${toMinimal.toFixed(2)} times that of a minimal extension; it may take ${activationRatio} times.`,
        ]
      : []),
    ...(bytes > activationBytes
      ? [`${activation} loads ${bytes} bytes (${files.join(', ')}); it may load ${activationBytes}.`]
      : []),
  ];
}

async function main(): Promise<void> {
  const measurements = await measure(console.log, (first) => brokenBudgets(first).length === 0);
  console.log(`\n${renderTable(measurements)}\n`);
  const broken = brokenBudgets(measurements);
  if (broken.length > 0) {
    console.error(broken.join('\n'));
    process.exitCode = 1;
  } else {
    console.log('Every budget holds.');
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
