import { measure, type Measurements } from './measure';
import { renderTable } from './table';

/** What a change may cost. A KB is a thousand bytes. */
const budgets = { activationRatio: 3, activationBytes: 80_000, vsixBytes: 350_000 } as const;

/** A sentence for each budget that is broken. */
function brokenBudgets({ oursToMinimal, bytes, files }: Measurements): readonly string[] {
  const { activationRatio, activationBytes, vsixBytes } = budgets;
  return [
    ...(oursToMinimal > activationRatio
      ? [
          `Activation takes ${oursToMinimal.toFixed(2)} times that of a minimal extension; it may take ${activationRatio} times.`,
        ]
      : []),
    ...(bytes.activation > activationBytes
      ? [`Activation loads ${bytes.activation} bytes (${files.join(', ')}); it may load ${activationBytes}.`]
      : []),
    ...(bytes.vsix > vsixBytes ? [`The VSIX has ${bytes.vsix} bytes; it may have ${vsixBytes}.`] : []),
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
