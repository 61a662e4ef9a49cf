import assert from 'node:assert/strict';
import { describeDays, isKeyOld, keyAgeDays } from '../../../src/credentials/keyAge';
import { sampleFace } from './sampleCredentials';

const day = 24 * 60 * 60_000;
const saved = 1_700_000_000_000;
const face = sampleFace({ keySavedAt: saved });

describe('keyAgeDays', () => {
  for (const [age, days] of [
    [0, 0],
    [day - 1, 0],
    [day, 1],
    [90 * day - 1, 89],
    [90 * day, 90],
    [3650 * day, 3650],
    // A clock that was set back.
    [-5 * day, 0],
  ] as const) {
    it(`is ${days} after ${age} ms`, () => assert.equal(keyAgeDays(face, saved + age), days));
  }

  it('counts from when the key was entered, whatever was saved later', () => {
    const renamed = sampleFace({ keySavedAt: saved, savedAt: saved + 30 * day });
    assert.equal(keyAgeDays(renamed, saved + 40 * day), 40);
  });
});

describe('isKeyOld', () => {
  for (const [days, reminder, old] of [
    [0, 0, false],
    [10_000, 0, false],
    [10_000, -1, false],
    [89, 90, false],
    [90, 90, true],
    [91, 90, true],
    [0, 1, false],
    [1, 1, true],
  ] as const) {
    it(`is ${old} after ${days} days with a reminder of ${reminder}`, () => {
      assert.equal(isKeyOld(face, saved + days * day, reminder), old);
    });
  }
});

describe('describeDays', () => {
  for (const [days, locale, words] of [
    [1, 'en', '1 day'],
    [98, 'en', '98 days'],
    [1200, 'en', '1,200 days'],
    [2, 'de', '2 Tage'],
    [3, 'ja', '3 日'],
  ] as const) {
    it(`says ${words} in ${locale}`, () => assert.equal(describeDays(days, locale), words));
  }
});
