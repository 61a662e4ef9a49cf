import { setTimeout as pause } from 'node:timers/promises';

/**
 * Waits until `probe` gives something other than undefined or false, and returns it.
 * For conditions outside of the page; inside it Playwright waits by itself.
 */
export async function until<T>(
  what: string,
  probe: () => T | undefined | false | Promise<T | undefined | false>,
  { timeout = 30_000 }: { readonly timeout?: number } = {},
): Promise<T> {
  const deadline = Date.now() + timeout;
  for (;;) {
    const result = await probe();
    if (result !== undefined && result !== false) {
      return result;
    }
    if (Date.now() > deadline) {
      throw new Error(`Waited ${timeout / 1000} s in vain until ${what}.`);
    }
    await pause(50);
  }
}
