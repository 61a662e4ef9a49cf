import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cleanLine, cleanLines, isLongerThan, shortenTo } from '../../../src/credentials/cleanText';
import { survives } from '../../survives';
import { ensure } from '../fakes/ensure';

describe('cleanLine', () => {
  for (const [what, text, clean] of [
    ['leaves a plain name', 'Production', 'Production'],
    ['trims', '  Production\t', 'Production'],
    ['makes one space of many', 'a  \t b', 'a b'],
    ['makes one line of several', 'a\r\nb\u2028c', 'a b c'],
    ['drops control characters', 'a\u0000b\u001bc\u007fd\u0085e', 'abcde'],
    [
      'drops characters that turn the direction',
      'safe\u202egpj.exe\u2066\u2069\u200e\u200f\u061c',
      'safegpj.exe',
    ],
    ['drops invisible characters', 'a\u200bb\u2060c\ufff9d', 'abcd'],
    ['makes one space of spaces with an invisible character between', 'a \u200b b', 'a b'],
    ['drops half a surrogate pair', 'a\ud83d', 'a'],
    ['keeps emoji with joiners and variation selectors', '👩‍🚀 ❤️', '👩‍🚀 ❤️'],
    ['keeps scripts that need joiners', 'نامه‌ای', 'نامه‌ای'],
    ['keeps accents', 'Köln — «é»', 'Köln — «é»'],
    ['leaves nothing of nothing', '\u200b \ufeff', ''],
  ] as const) {
    survives(
      {
        area: 'input',
        fault: 'A name with control characters, or characters that turn its direction or that nobody sees',
        userSees: 'The name without them',
      },
      `${what}: ${JSON.stringify(text)}`,
      () => assert.equal(cleanLine(text), clean),
    );
  }

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        assert.equal(cleanLine(cleanLine(text)), cleanLine(text)),
      ),
      { examples: [['a \u200b b'], ['\u200b\u0085 x']] },
    );
  }).timeout(30_000);
});

describe('cleanLines', () => {
  it('keeps the lines, however they end, and trims each', () => {
    assert.equal(cleanLines(' a \r\n\tb\u2029c\rd \n\n'), 'a\nb\nc\nd');
  });

  it('keeps an empty line between two', () => assert.equal(cleanLines('a\n \nb'), 'a\n\nb'));

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) =>
        assert.equal(cleanLines(cleanLines(text)), cleanLines(text)),
      ),
    );
  }).timeout(30_000);
});

describe('isLongerThan', () => {
  for (const [what, text, most, longer] of [
    ['as many letters as allowed', 'abc', 3, false],
    ['one letter more', 'abcd', 3, true],
    ['emoji that are one character each', '👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 3, false],
    ['one emoji more', '👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👍', 3, true],
    ['letters with a combining accent', 'e\u0301'.repeat(3), 3, false],
    ['one letter with thousands of accents', `e${'\u0301'.repeat(5000)}`, 100, true],
    ['nothing', '', 0, false],
  ] as const) {
    it(`counts ${what} as people do`, () => assert.equal(isLongerThan(text, most), longer));
  }
});

describe('shortenTo', () => {
  for (const [text, most, short] of [
    ['abc', 3, 'abc'],
    ['abcd', 3, 'abc'],
    ['ab cd', 3, 'ab'],
    ['👩‍🚀👩‍🚀👩‍🚀', 2, '👩‍🚀👩‍🚀'],
    ['', 3, ''],
  ] as const) {
    it(`makes "${short}" of "${text}"`, () => assert.equal(shortenTo(text, most), short));
  }

  it('leaves no half of a character', () => {
    const accents = `e${'\u0301'.repeat(38)}`;
    assert.equal(shortenTo(`${accents}👩👩👩`, 2), accents);
  });

  it('leaves nothing that is too long, however many accents a letter has', () => {
    for (const most of [2, 23, 98]) {
      const short = shortenTo(`e${'\u0301'.repeat(5000)}`, most);
      ensure(!isLongerThan(short, most));
      assert.match(short, /^e\u0301+$/);
    }
  });
});
