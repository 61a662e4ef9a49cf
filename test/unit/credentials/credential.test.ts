import assert from 'node:assert/strict';
import { detailsOf, faceOf, reconcile, sameFace, type Credential } from '../../../src/credentials/credential';
import { keyFingerprint } from '../../../src/pendo/keyFingerprint';
import { sampleCredential, sampleFace, sampleKey } from './sampleCredentials';
import { ensure } from '../fakes/ensure';

describe('faceOf', () => {
  it('has all but the key, which it tells by fingerprint and ending', () => {
    const { key, ...details } = sampleCredential();
    const face = faceOf(sampleCredential());
    assert.deepEqual(face, { ...details, keyFingerprint: keyFingerprint(key), keyEnding: '0001' });
    ensure(!JSON.stringify(face).includes(key));
  });
});

describe('detailsOf', () => {
  it('leaves key and times behind', () => {
    assert.deepEqual(detailsOf(sampleCredential()), {
      id: 'a',
      name: 'Production',
      description: '',
      baseUrl: 'https://app.pendo.io',
    });
  });
});

describe('reconcile', () => {
  const older = { name: 'Old', description: 'old', baseUrl: 'https://old.example', savedAt: 1000 };
  const newer = { name: 'New', description: 'new', baseUrl: 'https://new.example', savedAt: 2000 };
  const rows: readonly (readonly [
    what: string,
    face: Partial<Credential> | undefined,
    secret: Partial<Credential>,
    result: Partial<Credential>,
  ])[] = [
    ['the secret where there is no face', undefined, older, older],
    ['the secret where both are of one age', { ...newer, savedAt: 1000 }, older, older],
    ['the secret where it is newer', older, newer, newer],
    [
      'the secret where it is newer and has another key',
      older,
      { ...newer, key: sampleKey(2) },
      { ...newer, key: sampleKey(2) },
    ],
    ['the face’s details where it is newer', newer, older, newer],
    [
      'the face’s name and the secret’s key and host, where a newer face tells of another key',
      { ...newer, key: sampleKey(2) },
      older,
      { ...newer, baseUrl: older.baseUrl },
    ],
  ];
  for (const [what, face, secret, result] of rows) {
    it(`gives ${what}`, () => {
      const stored = sampleCredential(secret);
      const merged = reconcile(face && sampleFace(face), stored);
      assert.deepEqual(merged, sampleCredential(result));
      assert.equal(merged.key, stored.key);
    });
  }

  it('sends a key only to a host that was saved with it', () => {
    for (const faceKey of [1, 2]) {
      for (const [faceTime, secretTime] of [
        [1, 2],
        [2, 2],
        [3, 2],
      ] as const) {
        const face = sampleFace({ ...newer, key: sampleKey(faceKey), savedAt: faceTime });
        const secret = sampleCredential({ ...older, key: sampleKey(1), savedAt: secretTime });
        const { baseUrl } = reconcile(face, secret);
        ensure(baseUrl === secret.baseUrl || (faceKey === 1 && baseUrl === face.baseUrl));
      }
    }
  });
});

describe('sameFace', () => {
  it('says yes of equal faces', () => ensure(sameFace(sampleFace(), sampleFace())));
  for (const wish of [
    { id: 'b' },
    { name: 'x' },
    { description: 'x' },
    { baseUrl: 'https://x.example' },
    { key: sampleKey(2) },
    { savedAt: 2 },
    { keySavedAt: 2 },
  ]) {
    it(`sees another ${Object.keys(wish).join()}`, () =>
      assert.equal(sameFace(sampleFace(), sampleFace(wish)), false));
  }
});
