import { createHash } from 'node:crypto';

/** SHA-256 of a key, in hexadecimal: tells whether two keys are the same without keeping either. */
export function keyFingerprint(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
