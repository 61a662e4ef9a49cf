import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  sameName,
  validateDraft,
  validateTarget,
  type CredentialDraft,
  type DraftProblems,
  type DraftRules,
} from '../../../src/credentials/credentialDraft';
import { longestDescription, longestName } from '../../../src/credentials/limits';
import { regionChoices, regions } from '../../../src/pendo/regions';
import { sampleKey } from './sampleCredentials';
import { ensure } from '../fakes/ensure';

const draft: CredentialDraft = {
  name: 'Production',
  description: '',
  region: 'us',
  baseUrl: '',
  key: sampleKey(),
};
const rules: DraftRules = { takenNames: [], hasKey: false };

describe('validateDraft', function () {
  this.timeout(30_000);

  it('lets through what can be saved, cleaned', () => {
    const typed = {
      ...draft,
      name: '  My\u202e  key ',
      description: ' one \r\n two ',
      key: ` "${sampleKey()}" `,
    };
    assert.deepEqual(validateDraft(typed, rules), {
      ok: true,
      draft: { name: 'My key', description: 'one\ntwo', baseUrl: 'https://app.pendo.io', key: sampleKey() },
    });
  });

  const emoji = '👩‍🚀';
  const rows: readonly (readonly [Partial<CredentialDraft>, Partial<DraftRules>, DraftProblems])[] = [
    [{ name: '' }, {}, { name: 'empty' }],
    [{ name: ' \u200b\n' }, {}, { name: 'empty' }],
    [{ name: 'n'.repeat(longestName + 1) }, {}, { name: 'tooLong' }],
    [{ name: emoji.repeat(longestName + 1) }, {}, { name: 'tooLong' }],
    [{}, { takenNames: ['Other', 'Production'] }, { name: 'taken' }],
    [{ name: 'PRODUCTION' }, { takenNames: ['production'] }, { name: 'taken' }],
    [{ name: 'Ｐroduction ' }, { takenNames: ['Production'] }, { name: 'taken' }],
    [{ name: 'Cafe\u0301' }, { takenNames: ['Café'] }, { name: 'taken' }],
    [{ description: 'd'.repeat(longestDescription + 1) }, {}, { description: 'tooLong' }],
    [{ region: 'custom', baseUrl: '' }, {}, { baseUrl: 'empty' }],
    [{ region: 'custom', baseUrl: `https://${'a'.repeat(300)}` }, {}, { baseUrl: 'tooLong' }],
    [{ region: 'custom', baseUrl: 'https://[' }, {}, { baseUrl: 'notAUrl' }],
    [{ region: 'custom', baseUrl: 'http://app.pendo.io' }, {}, { baseUrl: 'insecure' }],
    [{ region: 'custom', baseUrl: 'https://a@b' }, {}, { baseUrl: 'credentials' }],
    [{ region: 'custom', baseUrl: 'https://a/b' }, {}, { baseUrl: 'path' }],
    [{ region: 'custom', baseUrl: 'https://a?b' }, {}, { baseUrl: 'query' }],
    [{ region: 'custom', baseUrl: 'https://a\\b' }, {}, { baseUrl: 'unsafeCharacters' }],
    [{ key: '' }, {}, { key: 'empty' }],
    [{ key: 'k'.repeat(1001) }, {}, { key: 'tooLong' }],
    [{ key: 'a b' }, {}, { key: 'notAHeaderValue' }],
    [{ key: 'a b' }, { hasKey: true }, { key: 'notAHeaderValue' }],
    [
      { name: '', description: 'd'.repeat(501), region: 'custom', baseUrl: 'ftp://x', key: 'é' },
      {},
      { name: 'empty', description: 'tooLong', baseUrl: 'insecure', key: 'notAHeaderValue' },
    ],
  ];
  for (const [typed, rule, problems] of rows) {
    it(`finds ${JSON.stringify(problems)} in ${JSON.stringify({ ...typed, ...rule }).slice(0, 80)}`, () => {
      const result = validateDraft({ ...draft, ...typed }, { ...rules, ...rule });
      assert.deepEqual(result, { ok: false, problems });
    });
  }

  const fine: readonly (readonly [string, Partial<CredentialDraft>, Partial<DraftRules>])[] = [
    ['a name of the longest length', { name: 'n'.repeat(longestName) }, {}],
    ['a name of as many emoji', { name: emoji.repeat(longestName) }, {}],
    ['a description of the longest length', { description: 'd'.repeat(longestDescription) }, {}],
    ['a base URL that is nonsense, where a region is chosen', { region: 'eu', baseUrl: 'nonsense:' }, {}],
    ['a key of an unusual shape', { key: 'secret' }, {}],
    ['a blank key, where one is stored', { key: ' ' }, { hasKey: true }],
    ['a name that is like another', { name: 'Production 2' }, { takenNames: ['Production'] }],
  ];
  for (const [what, typed, rule] of fine) {
    it(`allows ${what}`, () => ensure(validateDraft({ ...draft, ...typed }, { ...rules, ...rule }).ok));
  }

  it('leaves a blank key out, so that the stored one stays', () => {
    const result = validateDraft({ ...draft, key: '' }, { ...rules, hasKey: true });
    ensure(result.ok);
    assert.equal(result.draft.key, undefined);
  });

  it('never throws, and never repeats a key that it refuses', () => {
    const drafts = fc.record({
      name: fc.string({ unit: 'binary' }),
      description: fc.string({ unit: 'binary' }),
      region: fc.constantFrom(...regionChoices),
      baseUrl: fc.string(),
      key: fc.string({ unit: 'binary', minLength: 6 }),
    });
    fc.assert(
      fc.property(drafts, (typed) => {
        const result = validateDraft(typed, rules);
        ensure(result.ok || !JSON.stringify(result).includes(typed.key));
      }),
    );
  });
});

describe('validateTarget', () => {
  for (const { id, origin } of regions) {
    it(`is the origin of ${id}, whatever the base URL says`, () => {
      assert.deepEqual(validateTarget({ region: id, baseUrl: 'https://evil.example' }), {
        ok: true,
        baseUrl: origin,
      });
    });
  }
  it('is the base URL for custom', () => {
    assert.deepEqual(validateTarget({ region: 'custom', baseUrl: 'x.example' }), {
      ok: true,
      baseUrl: 'https://x.example',
    });
  });
});

describe('sameName', () => {
  for (const [a, b, same] of [
    ['a', 'A', true],
    [' a  b', 'a b', true],
    ['é', 'e\u0301', true],
    ['ﬁ', 'fi', true],
    ['a', 'b', false],
    ['a', 'а', false],
    ['', 'a', false],
  ] as const) {
    it(`says ${same} of "${a}" and "${b}"`, () => assert.equal(sameName(a, b), same));
  }
});
