import assert from 'node:assert/strict';
import {
  describeRegionMismatch,
  describeReplacement,
  type Replacement,
} from '../../../src/credentials/keyReplacement';
import { regionOrigin } from '../../../src/pendo/regions';
import { formatMessage, pseudoTranslate, untranslated } from '../fakes/formatMessage';
import { sampleFace, sampleKey } from './sampleCredentials';

const host = 'app.pendo.io';
const euKey = sampleKey(2).replace('.us', '.eu');
const mismatch = 'The ending of the new key points to the region EU, but this credential is for US.';
const lessAccess = 'The old key may write, the new one may not: writing to Pendo will fail.';
const replacement = (wish: Partial<Replacement> = {}): Replacement => ({
  face: sampleFace(),
  newKey: sampleKey(2),
  verification: { ok: true, access: 'readWrite' },
  oldAccess: 'readWrite',
  ...wish,
});

describe('describeReplacement', () => {
  describe('of a key that Pendo accepts', () => {
    for (const [oldAccess, access, detail] of [
      ['readWrite', 'readWrite', ''],
      ['readOnly', 'readOnly', ''],
      ['readOnly', 'readWrite', ''],
      [undefined, 'readOnly', ''],
      [undefined, 'readWrite', ''],
      ['readWrite', 'readOnly', lessAccess],
    ] as const) {
      const words = detail === '' ? 'nothing against it' : 'that it may do less';
      it(`says ${words} where the old one is ${oldAccess ?? 'unknown'} and the new one ${access}`, () => {
        const label = access === 'readOnly' ? 'read-only' : 'read and write';
        const question = describeReplacement(
          replacement({ oldAccess, verification: { ok: true, access } }),
          formatMessage,
        );
        assert.deepEqual(question, {
          message: `Pendo accepts the new key (${label}). Replace the key of “Production”?`,
          detail,
          accepted: true,
        });
      });
    }

    it('says that its ending points elsewhere, after that it may do less', () => {
      const { detail, accepted } = describeReplacement(
        replacement({ newKey: euKey, verification: { ok: true, access: 'readOnly' } }),
        formatMessage,
      );
      assert.equal(detail, `${lessAccess} ${mismatch}`);
      assert.ok(accepted);
    });
  });

  it('asks whether to go on with one that is rejected, and says why', () => {
    const verification = { ok: false, failure: { code: 'keyRejected', host, status: 403 } } as const;
    const question = describeReplacement(replacement({ verification }), formatMessage);
    assert.equal(
      question.message,
      'Pendo rejects the new key. Replace the key of “Production” all the same?',
    );
    assert.match(
      question.detail,
      /^app\.pendo\.io does not accept this key \(403\)\..*Check the region first/,
    );
    assert.equal(question.accepted, false);
  });

  it('says of a rejected one which region it points to, in place of general advice', () => {
    const verification = { ok: false, failure: { code: 'keyRejected', host, status: 403 } } as const;
    const { detail } = describeReplacement(replacement({ verification, newKey: euKey }), formatMessage);
    assert.ok(detail.endsWith(` ${mismatch}`));
    assert.ok(!detail.includes('Check the region first'));
  });

  for (const failure of [
    { code: 'dns', host },
    { code: 'timeout', host, seconds: 10 },
    { code: 'serverError', host, status: 503 },
    { code: 'notPendo', host, content: 'html' },
  ] as const) {
    it(`says of one that could not be checked (${failure.code}) no more than that`, () => {
      const question = describeReplacement(
        replacement({ verification: { ok: false, failure } }),
        formatMessage,
      );
      assert.equal(
        question.message,
        'The new key could not be checked. Replace the key of “Production” all the same?',
      );
      assert.ok(question.detail.includes(host));
      assert.equal(question.accepted, false);
    });
  }

  it('never tells a key', () => {
    const { message, detail } = describeReplacement(replacement({ newKey: euKey }), formatMessage);
    assert.ok(!`${message} ${detail}`.includes(euKey));
  });

  it('is translated', () => {
    const { message, detail } = describeReplacement(
      replacement({ newKey: euKey, verification: { ok: true, access: 'readOnly' } }),
      pseudoTranslate,
    );
    assert.equal(untranslated(message), 'Production');
    assert.equal(untranslated(detail).trim(), '');
  });
});

describe('describeRegionMismatch', () => {
  const told = (baseUrl: string, key: string) =>
    describeRegionMismatch(sampleFace({ baseUrl }), key, formatMessage);

  for (const [what, baseUrl, key] of [
    ['of the same region', regionOrigin('us'), sampleKey()],
    ['with the other ending of the same region', regionOrigin('us'), sampleKey().replace('.us', '.io')],
    ['without an ending', regionOrigin('eu'), sampleKey().replace('.us', '')],
    ['with an unknown ending', regionOrigin('eu'), sampleKey().replace('.us', '.gov')],
    ['that is none', regionOrigin('eu'), ''],
  ] as const) {
    it(`says nothing of a key ${what}`, () => assert.deepEqual(told(baseUrl, key), []));
  }

  it('says so of a key of another region', () => {
    assert.deepEqual(told(regionOrigin('jpn'), sampleKey()), [
      'The ending of the new key points to the region US, but this credential is for Japan.',
    ]);
  });

  it('names the host of a custom base URL', () => {
    assert.deepEqual(told('https://pendo.corp.example:8443', euKey), [
      'The ending of the new key points to the region EU, but this credential is for pendo.corp.example:8443.',
    ]);
  });
});
