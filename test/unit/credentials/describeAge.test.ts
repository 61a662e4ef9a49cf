import assert from 'node:assert/strict';
import { describeAge } from '../../../src/credentials/describeAge';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('describeAge', () => {
  for (const [age, words] of [
    [0, 'now'],
    [59 * second, 'now'],
    [minute, '1 minute ago'],
    [59 * minute + 59 * second, '59 minutes ago'],
    [hour, '1 hour ago'],
    [23 * hour + 59 * minute, '23 hours ago'],
    [day, 'yesterday'],
    [2 * day, '2 days ago'],
    [59 * day, '59 days ago'],
    [60 * day, '2 months ago'],
    [365 * day, '12 months ago'],
    [-hour, 'now'],
  ] as const) {
    it(`says "${words}" of ${age / second} seconds`, () =>
      assert.equal(describeAge(10_000_000_000_000 - age, 10_000_000_000_000, 'en'), words));
  }

  for (const [locale, words] of [
    ['de', 'vor 3 Stunden'],
    ['pt-BR', 'há 3 horas'],
    ['zh-cn', '3小时前'],
    ['ja', '3 時間前'],
    ['qps-ploc', /3/],
  ] as const) {
    it(`speaks ${locale}`, () => {
      const said = describeAge(0, 3 * hour, locale);
      if (typeof words === 'string') assert.equal(said, words);
      else assert.match(said, words);
    });
  }
});
