import { randomBytes } from 'node:crypto';

/**
 * What encrypts VS Code's secrets, as the keyring of a desktop does. The same keyring next time reads them again;
 * another one cannot; without one, secrets live in memory and are gone with the page.
 */
export interface Keyring {
  readonly key: Buffer;
}

export function createKeyring(): Keyring {
  return { key: randomBytes(32) };
}
