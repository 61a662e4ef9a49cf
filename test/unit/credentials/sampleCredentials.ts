import { faceOf, type Credential, type Face } from '../../../src/credentials/credential';

/** A fake key of the usual shape; another number gives another key. */
export function sampleKey(number = 1): string {
  return `${String(number).padStart(8, '0')}-0000-4000-8000-${String(number).padStart(12, '0')}.us`;
}

export function sampleCredential(wish: Partial<Credential> = {}): Credential {
  return {
    id: 'a',
    name: 'Production',
    description: '',
    baseUrl: 'https://app.pendo.io',
    key: sampleKey(),
    savedAt: 1000,
    keySavedAt: 1000,
    ...wish,
  };
}

export function sampleFace(wish: Partial<Credential> = {}): Face {
  return faceOf(sampleCredential(wish));
}
