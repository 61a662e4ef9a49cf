import { measure } from './measure';
import { renderTable } from './table';

/** Prints how the extension compares: activation, a connection check, bytes. */
async function main(): Promise<void> {
  const measurements = await measure(console.log);
  console.log(`\n${renderTable(measurements)}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
