import assert from 'node:assert/strict';
import fc from 'fast-check';
import { keyEnding, parseKey, type KeyProblem, type RemovedFromKey } from '../../../src/pendo/key';
import { keyFingerprint } from '../../../src/pendo/keyFingerprint';
import { regions } from '../../../src/pendo/regions';
import { survives } from '../../survives';
import { ensure } from '../fakes/ensure';

const uuid = '1234abcd-56ef-7890-abcd-ef1234567890';
const key = `${uuid}.eu`;

const pasted: readonly (readonly [what: string, text: string, removed: readonly RemovedFromKey[]])[] = [
  ['the bare key', key, []],
  ['spaces around', `  ${key} `, ['whiteSpace']],
  ['a line end', `${key}\r\n`, ['whiteSpace']],
  ['a tab and a no-break space', `\t${key}\u00a0`, ['whiteSpace']],
  ['zero-width characters around', `\ufeff\u200b${key}\u200d\u2060`, ['whiteSpace']],
  ['double quotes', `"${key}"`, ['quotes']],
  ['single quotes', `'${key}'`, ['quotes']],
  ['backquotes', `\`${key}\``, ['quotes']],
  ['English quotation marks', `“${key}”`, ['quotes']],
  ['single English quotation marks', `‘${key}’`, ['quotes']],
  ['French quotation marks with spaces', `« ${key} »`, ['quotes', 'whiteSpace']],
  ['quotes in quotes', `"'${key}'"`, ['quotes']],
  ['a header line', `x-pendo-integration-key: ${key}`, ['headerName']],
  ['a header line without a space', `x-pendo-integration-key:${key}`, ['headerName']],
  ['a header line in capitals', `X-Pendo-Integration-Key: ${key}`, ['headerName']],
  ['an assignment', `x-pendo-integration-key=${key}`, ['headerName']],
  ['a quoted header line', `"x-pendo-integration-key: ${key}"`, ['quotes', 'headerName']],
  ['a JSON line', `"x-pendo-integration-key": "${key}"`, ['headerName', 'quotes']],
  [
    'a JSON line with its comma',
    `  "x-pendo-integration-key": "${key}",\n`,
    ['whiteSpace', 'headerName', 'quotes'],
  ],
  ['a JavaScript line', `'x-pendo-integration-key': '${key}',`, ['headerName', 'quotes']],
  ['the -H of curl', `-H "x-pendo-integration-key: ${key}"`, ['headerName', 'quotes']],
  ['the -H of curl without a space', `-H'x-pendo-integration-key: ${key}'`, ['headerName', 'quotes']],
  [
    'the -H of curl in a command of several lines',
    `  -H 'x-pendo-integration-key: ${key}' \\\n`,
    ['whiteSpace', 'quotes', 'headerName'],
  ],
];

const refused: { readonly [Problem in KeyProblem]: readonly string[] } = {
  empty: ['', '   ', '""', '“ ”', 'x-pendo-integration-key:', '"x-pendo-integration-key": ""', '\u200b'],
  tooLong: ['a'.repeat(1001), ' '.repeat(200_000) + 'a', '"'.repeat(200_000), `a${' '.repeat(200_000)}a`],
  notAHeaderValue: [
    `${uuid} ${uuid}`,
    `${uuid}\n${uuid}`,
    `${uuid}\r\nx-evil: 1`,
    `1234\u0000abcd`,
    `1234\u200babcd`,
    'clé-secrète',
    'ключ',
    '🔑🔑🔑🔑',
    'a\u007fb',
  ],
};

describe('parseKey', function () {
  this.timeout(30_000);

  for (const [what, text, removed] of pasted) {
    it(`finds the key in ${what}`, () => {
      const parsed = parseKey(text);
      ensure(parsed.ok);
      assert.equal(parsed.key, key);
      assert.deepEqual([...parsed.removed].sort(), [...removed].sort());
      assert.equal(parsed.usualShape, true);
      assert.equal(parsed.region, 'eu');
    });
  }

  for (const [reason, texts] of Object.entries(refused)) {
    for (const text of texts) {
      survives(
        {
          area: 'input',
          fault: 'A pasted text that can be no key: two lines, another header, 200,000 characters',
          userSees: 'The form refuses it beside its field, at once, without repeating it',
        },
        `finds ${reason} in ${JSON.stringify(text).slice(0, 50)}, soon, and without repeating it`,
        () => {
          const start = performance.now();
          assert.deepEqual(parseKey(text), { ok: false, reason });
          ensure(performance.now() - start < 1000);
        },
      );
    }
  }

  survives(
    {
      area: 'input',
      fault: 'A pasted text that takes a regular expression long',
      userSees: 'The form refuses it, at once',
    },
    'is done soon with quotes around a long gap',
    () => {
      const start = performance.now();
      const quotes = '"'.repeat(1000);
      assert.equal(parseKey(`${quotes}a${' '.repeat(1900)}a${quotes}`).ok, false);
      assert.ok(performance.now() - start < 1000);
    },
  );

  it('takes a key of a thousand characters', () => {
    ensure(parseKey('a'.repeat(1000)).ok);
  });

  for (const { id, keySuffixes } of regions) {
    for (const suffix of keySuffixes) {
      it(`knows the region ${id} by the suffix .${suffix}`, () => {
        const parsed = parseKey(`${uuid}.${suffix}`);
        assert.deepEqual(parsed, {
          ok: true,
          key: `${uuid}.${suffix}`,
          removed: [],
          region: id,
          usualShape: true,
        });
      });
    }
  }

  for (const [text, usualShape] of [
    [uuid, true],
    [uuid.toUpperCase(), true],
    ['00000000-0000-0000-0000-000000000000', true],
    [`${uuid}.gov`, true],
    [`${uuid}.`, false],
    [`${uuid}.x`, false],
    [`${uuid}.toolongsuffix`, false],
    [`${uuid}.eu.eu`, false],
    [`${uuid}0`, false],
    [uuid.replaceAll('-', ''), false],
    [`g${uuid.slice(1)}`, false],
    ['secret', false],
    ['~!#$%&*', false],
  ] as const) {
    it(`accepts ${text} as a key of ${usualShape ? 'the usual' : 'an unusual'} shape, region unknown`, () => {
      const parsed = parseKey(text);
      assert.deepEqual(parsed, { ok: true, key: text, removed: [], region: undefined, usualShape });
    });
  }

  it('accepts only what Node sends in a header as it is, and what parses to itself', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }),
          fc.constantFrom(...pasted).map(([, text]) => text),
        ),
        (text) => {
          const parsed = parseKey(text);
          if (!parsed.ok) return;
          assert.equal(new Headers({ key: parsed.key }).get('key'), parsed.key);
          const again = parseKey(parsed.key);
          ensure(again.ok);
          assert.equal(again.key, parsed.key);
          assert.deepEqual(again.removed, []);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('keyEnding', () => {
  for (const [text, ending] of [
    [uuid, '7890'],
    [`${uuid}.eu`, '7890'],
    [`${uuid}.us1`, '7890'],
    [`${uuid}.eu.eu`, 'u.eu'],
    ['0123456789abcdef', 'cdef'],
    ['0123456789abcde', ''],
    ['0123456789abcde.us', ''],
    ['short', ''],
    ['', ''],
  ] as const) {
    it(`is "${ending}" for ${text.length} characters: ${text}`, () => assert.equal(keyEnding(text), ending));
  }

  it('never tells more than four characters, nor more than a quarter of the key', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const ending = keyEnding(text);
        ensure(ending.length <= 4 && ending.length * 4 <= text.length);
      }),
    );
  });
});

describe('keyFingerprint', () => {
  it('is the SHA-256 of the key', () => {
    assert.equal(keyFingerprint('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
