import { setTimeout as pause } from 'node:timers/promises';

/** Waits until a condition holds; for what happens in its own time, such as a request that arrives. */
export async function until(what: string, holds: () => boolean, milliseconds = 5000): Promise<void> {
  const end = performance.now() + milliseconds;
  while (!holds()) {
    if (performance.now() > end) {
      throw new Error(`waited ${milliseconds} ms in vain until ${what}`);
    }
    await pause(1);
  }
}
