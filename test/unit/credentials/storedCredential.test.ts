import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import fc from 'fast-check';
import {
  parseFace,
  parseStoredCredential,
  serializeCredential,
} from '../../../src/credentials/storedCredential';
import { survives } from '../../survives';
import { sampleCredential, sampleFace } from './sampleCredentials';
import { ensure } from '../fakes/ensure';

/** What version 1 wrote, as it stood in a keyring. Must be readable for ever. */
const recorded =
  '{"version":1,"id":"0b9cfe3c-6c1f-4f43-a6d4-0d2c7a7f5a10","name":"Production","description":"For dashboards.\\nAsk Kim.","baseUrl":"https://app.eu.pendo.io","key":"12345678-abcd-4321-9876-1234567890ab.eu","savedAt":1767225600000,"keySavedAt":1767139200000}';
const recordedFace =
  '{"id":"0b9cfe3c-6c1f-4f43-a6d4-0d2c7a7f5a10","name":"Production","description":"For dashboards.\\nAsk Kim.","baseUrl":"https://app.eu.pendo.io","keyFingerprint":"aa3b3d1ed9e4f0ba9ed6ff7b8d8e0be9c8b0f7ef7a3f4d8c6b5a49382716050f","keyEnding":"90ab","savedAt":1767225600000,"keySavedAt":1767139200000}';

const good = JSON.parse(serializeCredential(sampleCredential())) as Record<string, unknown>;
const parse = (value: unknown, id = 'a') => parseStoredCredential(JSON.stringify(value), id);

describe('parseStoredCredential', function () {
  this.timeout(30_000);

  survives(
    {
      area: 'storage',
      fault: 'A secret that version 1 wrote, years later',
      userSees: 'Nothing: the credential works',
    },
    'reads what version 1 wrote',
    () => {
      const parsed = parseStoredCredential(recorded, '0b9cfe3c-6c1f-4f43-a6d4-0d2c7a7f5a10');
      assert.deepEqual(parsed, {
        ok: true,
        credential: {
          id: '0b9cfe3c-6c1f-4f43-a6d4-0d2c7a7f5a10',
          name: 'Production',
          description: 'For dashboards.\nAsk Kim.',
          baseUrl: 'https://app.eu.pendo.io',
          key: '12345678-abcd-4321-9876-1234567890ab.eu',
          savedAt: 1767225600000,
          keySavedAt: 1767139200000,
        },
      });
    },
  );

  it('writes as version 1 did', () => {
    const parsed = parseStoredCredential(recorded, '0b9cfe3c-6c1f-4f43-a6d4-0d2c7a7f5a10');
    ensure(parsed.ok);
    assert.deepEqual(JSON.parse(serializeCredential(parsed.credential)), JSON.parse(recorded));
  });

  it('reads back every credential that was written', () => {
    for (const wish of [
      {},
      { description: 'a\nb' },
      { name: '👩‍🚀'.repeat(100) },
      { baseUrl: 'http://localhost:3000' },
      { key: '~!"$' },
    ]) {
      const credential = sampleCredential(wish);
      assert.deepEqual(parseStoredCredential(serializeCredential(credential), 'a'), { ok: true, credential });
    }
  });

  survives(
    {
      area: 'storage',
      fault: 'A later version of the extension wrote the secret',
      userSees:
        'The check says “A newer version of this extension saved this credential.”; the secret stays as it is',
    },
    'knows a newer version, whatever else is in it',
    () => {
      for (const value of [{ ...good, version: 2 }, { version: 99 }, { version: 1.5, key: null }]) {
        assert.deepEqual(parse(value), { ok: false, reason: 'newer' });
      }
    },
  );

  it('takes no credential under the id of another', () => {
    assert.deepEqual(parse(good, 'b'), { ok: false, reason: 'damaged' });
  });

  it('overlooks fields that it does not know', () => {
    assert.deepEqual(parse({ ...good, colour: 'red' }), { ok: true, credential: sampleCredential() });
  });

  survives(
    {
      area: 'input',
      fault: 'A stored name with direction and control characters',
      userSees: 'The name without them',
    },
    'cleans names that another program wrote',
    () => {
      const parsed = parse({ ...good, name: 'safe\u202egpj.exe', description: 'a\u0000b' });
      ensure(parsed.ok);
      assert.deepEqual([parsed.credential.name, parsed.credential.description], ['safegpj.exe', 'ab']);
    },
  );

  const spoilt: readonly (readonly [field: string, values: readonly unknown[]])[] = [
    ['version', [undefined, null, '1', {}]],
    ['id', [undefined, 1, '', 'a b', '../a', 'a'.repeat(65)]],
    ['name', [undefined, 1, '', ' \u200b', 'n'.repeat(101)]],
    ['description', [undefined, null, 'd'.repeat(501)]],
    [
      'baseUrl',
      [
        undefined,
        '',
        'http://app.pendo.io',
        'app.pendo.io',
        'https://app.pendo.io/',
        'https://a@b',
        'javascript:alert(1)',
      ],
    ],
    ['key', [undefined, null, '', ' ', 'a b', 'a\nb', ' key ', '"key"', 'k'.repeat(1001), 'clé']],
    ['savedAt', [undefined, '1', null, -1]],
    ['keySavedAt', [undefined, [], -1]],
  ];
  for (const [field, values] of spoilt) {
    for (const value of values) {
      survives(
        {
          area: 'storage',
          fault: 'A field of a stored credential is missing, of another type or too long',
          userSees: 'The row says “key missing”; nothing of the damage is used',
        },
        `finds damage in ${field}: ${inspect(value).slice(0, 40)}`,
        () => {
          assert.deepEqual(parse({ ...good, [field]: value }), { ok: false, reason: 'damaged' });
        },
      );
    }
  }

  for (const text of [
    '',
    'null',
    '[]',
    '3',
    '"x"',
    '{',
    '{}',
    '[{"version":1}]',
    'a'.repeat(100_000),
    '{"__proto__":{"version":1}}',
  ]) {
    it(`finds damage in ${text.slice(0, 40) || 'nothing'}`, () => {
      assert.deepEqual(parseStoredCredential(text, 'a'), { ok: false, reason: 'damaged' });
    });
  }

  it('never throws', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json()),
        fc.string(),
        (text, id) => typeof parseStoredCredential(text, id).ok === 'boolean',
      ),
    );
    const nearly = fc.record(
      Object.fromEntries(
        Object.entries(good).map(([field, value]) => [field, fc.oneof(fc.constant(value), fc.jsonValue())]),
      ),
    );
    fc.assert(fc.property(nearly, (value) => typeof parse(value).ok === 'boolean'));
  });
});

describe('parseFace', function () {
  this.timeout(30_000);

  it('reads what version 1 wrote', () => {
    assert.deepEqual(parseFace(JSON.parse(recordedFace)), JSON.parse(recordedFace));
  });

  it('reads a face, and a tombstone', () => {
    assert.deepEqual(parseFace({ ...sampleFace(), extra: 1 }), sampleFace());
    assert.deepEqual(parseFace({ id: 'a', deletedAt: 5, name: 'x' }), { id: 'a', deletedAt: 5 });
  });

  it('never gives a key, even where one was left', () => {
    ensure(!JSON.stringify(parseFace({ ...sampleFace(), key: 'secret' })).includes('secret'));
  });

  for (const rubbish of [
    undefined,
    null,
    'face',
    [],
    {},
    { id: 'a' },
    { id: 'a', deletedAt: '5' },
    { id: 'a', deletedAt: -5 },
    { ...sampleFace(), keyFingerprint: 'abc' },
    { ...sampleFace(), keyFingerprint: undefined },
    { ...sampleFace(), keyEnding: 'abcde' },
    { ...sampleFace(), keyEnding: 'é' },
    { ...sampleFace(), baseUrl: 'http://evil.example' },
    { ...sampleFace(), name: '' },
    { ...sampleFace(), id: 'a/b' },
  ]) {
    it(`refuses ${inspect(rubbish).slice(0, 60)}`, () => assert.equal(parseFace(rubbish), undefined));
  }

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (value) => void parseFace(value)));
  });
});
