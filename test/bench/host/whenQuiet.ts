const tickMilliseconds = 10;
const mostLate = 2;
const ticksInTime = 50;
const patience = 20_000;

/** Waits until timers have come in time for half a second: while VS Code starts, its own work would be measured as well. */
export async function whenQuiet(): Promise<void> {
  const end = performance.now() + patience;
  for (let inTime = 0; inTime < ticksInTime && performance.now() < end;) {
    const begin = performance.now();
    await new Promise((resolve) => setTimeout(resolve, tickMilliseconds));
    inTime = performance.now() - begin - tickMilliseconds < mostLate ? inTime + 1 : 0;
  }
}
