import assert from 'node:assert/strict';
import { PreviousKeys } from '../../../src/credentials/previousKeys';
import { sampleKey } from './sampleCredentials';

const previous = (number: number) => ({
  key: sampleKey(number),
  keySavedAt: number,
  baseUrl: 'https://app.pendo.io',
});

describe('PreviousKeys', () => {
  let keys: PreviousKeys;
  let changes: number;
  beforeEach(() => {
    keys = new PreviousKeys();
    changes = 0;
    keys.onDidChange(() => (changes += 1));
  });

  it('has none at first', () => {
    assert.deepEqual([keys.isEmpty(), keys.has('a'), keys.get('a')], [true, false, undefined]);
  });

  it('holds the last one of each credential, and tells of it', () => {
    keys.hold('a', previous(1));
    keys.hold('b', previous(2));
    keys.hold('a', previous(3));
    assert.deepEqual([keys.get('a'), keys.get('b')], [previous(3), previous(2)]);
    assert.deepEqual([keys.has('a'), keys.has('c'), keys.isEmpty()], [true, false, false]);
    assert.equal(changes, 3);
  });

  it('drops one, and tells of it once', () => {
    keys.hold('a', previous(1));
    keys.drop('a');
    keys.drop('a');
    keys.drop('b');
    assert.deepEqual([keys.get('a'), keys.isEmpty(), changes], [undefined, true, 2]);
  });

  it('drops all when the window closes, and tells nobody', () => {
    keys.hold('a', previous(1));
    keys.dispose();
    assert.deepEqual([keys.get('a'), keys.isEmpty(), changes], [undefined, true, 1]);
  });
});
