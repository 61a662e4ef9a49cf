import assert from 'node:assert/strict';

/**
 * Fails where a condition does not hold. In place of `assert.ok`, which without a message looks for the words of its condition in the source:
 * in a transpiled file that takes minutes.
 */
export function ensure(condition: unknown, what = 'the condition does not hold'): asserts condition {
  if (!condition) {
    assert.fail(what);
  }
}
