import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';

const patience = 20_000;

/** Waits until `read` gives what is expected; in the end the difference is told. */
export async function eventually<T>(read: () => T | Promise<T>, expected: T): Promise<void> {
  await untilPassed(async () => {
    assert.deepEqual(await read(), expected);
  });
}

/** Waits until `read` gives a text that matches. */
export async function eventuallyMatches(
  read: () => string | Promise<string>,
  expected: RegExp,
): Promise<void> {
  await untilPassed(async () => {
    assert.match(await read(), expected);
  });
}

async function untilPassed(check: () => Promise<void>): Promise<void> {
  const deadline = Date.now() + patience;
  for (;;) {
    try {
      await check();
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
    }
    await pause(50);
  }
}
