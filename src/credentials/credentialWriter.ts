import { keyFingerprint } from '../pendo/keyFingerprint';
import { detailsOf, faceOf, type Credential, type Face } from './credential';
import { storeFailure, type CredentialSecrets } from './credentialSecrets';
import type { FaceList } from './faceList';
import type { CredentialChange, SaveResult } from './storeResults';

type WriterDeps = {
  readonly secrets: CredentialSecrets;
  readonly faceList: FaceList;
  readonly now: () => number;
};

/** Writes credentials: first the secret, which is the whole of it, then the face. With a failure nothing has changed. */
export class CredentialWriter {
  constructor(private readonly deps: WriterDeps) {}

  async write(change: CredentialChange & { key: string }): Promise<SaveResult> {
    const { secrets, faceList } = this.deps;
    const existing = faceList.face(change.id);
    const now = this.deps.now();
    const savedAt = faceList.timeOfWrite(change.id, now);
    const sameKey = existing?.keyFingerprint === keyFingerprint(change.key);
    const credential: Credential = {
      ...detailsOf(change),
      key: change.key,
      savedAt,
      keySavedAt: change.keySavedAt ?? (sameKey ? existing.keySavedAt : now),
    };
    const failure = await secrets.write(credential);
    if (failure) {
      if (!existing && failure.kind === 'timeout') {
        // The store may still end, but the user is told that nothing was saved: the tombstone sees to that.
        await this.bury(change.id, savedAt);
      }
      const mayStillHappen = failure.kind === 'timeout' && existing !== undefined;
      return { ok: false, reason: 'storage', failure, ...(mayStillHappen ? { mayStillHappen } : {}) };
    }
    const face = faceOf(credential);
    const saved = await this.writeFace(face);
    if (!saved.ok && !existing) {
      if (await secrets.erase(change.id)) {
        await this.bury(change.id, savedAt);
      }
      return saved;
    }
    // The secret is the whole of it: a face that could not be written follows at the next look.
    return { ok: true, face };
  }

  async writeFace(face: Face): Promise<SaveResult> {
    try {
      await this.deps.faceList.put(face);
    } catch (error) {
      return { ok: false, reason: 'storage', failure: storeFailure(error) };
    }
    return { ok: true, face };
  }

  /** Puts a tombstone where the user is told of another failure already; its own is not one more. */
  private async bury(id: string, deletedAt: number): Promise<void> {
    await this.deps.faceList.put({ id, deletedAt }).catch(() => undefined);
  }
}
