import type { Face } from './credential';
import type { CredentialStore } from './credentialStore';

/**
 * Reads one key before many are read: VS Code deletes what it can't decrypt, so a keyring that can't decrypt would lose them all.
 * @returns the credential whose key was there by name and is gone
 */
export async function tryOneKey(
  store: Pick<CredentialStore, 'reconcile' | 'list' | 'keyPresence' | 'read'>,
): Promise<Face | undefined> {
  await store.reconcile();
  const face = store.list().find(({ id }) => store.keyPresence(id) !== 'missing');
  const stored = face && (await store.read(face.id));
  return stored?.ok === false && stored.reason === 'missing' ? face : undefined;
}
