import { keyFingerprint } from '../pendo/keyFingerprint';
import { detailsOf, faceOf, reconcile, sameFace, type Credential, type Face } from './credential';
import { sameName } from './credentialDraft';
import { storeFailure, type CredentialSecrets, type ReadResult } from './credentialSecrets';
import { Emitter } from './emitter';
import type { FaceList } from './faceList';
import { freeName } from './freeName';
import { KeyPresences, type KeyPresence } from './keyPresences';
import { mostCredentials } from './limits';
import type { Disposable } from './ports';
import type { CredentialChange, DeletedCredential, DeleteResult, SaveResult } from './storeResults';
import { StoreReconciler, type StoreTrouble } from './storeReconciler';

/**
 * Keeps credentials: one secret each, which is the whole of it, and a face in `globalState`. Secrets are shared by all windows and profiles,
 * faces are not, either write can be lost, and reading can destroy what can't be decrypted. So a key is read only when it is used, what is
 * missing is found by name, and nothing is deleted because it could not be read.
 */
export class CredentialStore implements Disposable {
  private readonly changed = new Emitter<void>();
  private readonly wrote = new Emitter<void>();
  private readonly subscription: Disposable;
  private queue: Promise<unknown> = Promise.resolve();
  private readonly presences = new KeyPresences();
  private readonly reconciler: StoreReconciler;
  private storeTrouble: StoreTrouble = { kind: 'none' };

  /** The credentials, or what is known of their keys, may be other than before. */
  readonly onDidChange = this.changed.event;

  /** This window has saved, restored or deleted a credential. */
  readonly onDidWrite = this.wrote.event;

  constructor(
    private readonly secrets: CredentialSecrets,
    private readonly faceList: FaceList,
    private readonly now: () => number = Date.now,
  ) {
    this.reconciler = new StoreReconciler({ secrets, faceList, presences: this.presences, now });
    this.subscription = secrets.onDidChange((id) => void this.reconcile(id));
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
    this.wrote.dispose();
  }

  /** All credentials, sorted by name, without their keys. */
  list(): readonly Face[] {
    return this.faceList.faces();
  }

  /** The same in no order, for what is done while VS Code starts. */
  unsorted(): readonly Face[] {
    return this.faceList.unsorted();
  }

  face(id: string): Face | undefined {
    return this.faceList.face(id);
  }

  keyPresence(id: string): KeyPresence {
    return this.presences.of(id);
  }

  trouble(): StoreTrouble {
    return this.storeTrouble;
  }

  /** The other credential that has this key already. */
  ownerOfKey(key: string, exceptId: string): Face | undefined {
    const fingerprint = keyFingerprint(key);
    return this.list().find((face) => face.id !== exceptId && face.keyFingerprint === fingerprint);
  }

  /** Reads a credential with its key, to use it. */
  async read(id: string): Promise<ReadResult> {
    const stored = await this.secrets.read(id);
    if (stored.ok) {
      this.note(id, 'present');
      const face = this.face(id);
      const credential = reconcile(face, stored.credential);
      if (face && !sameFace(face, faceOf(credential))) {
        // A face that was not written follows when its credential is used.
        void this.reconcile(id);
      }
      return { ok: true, credential };
    }
    if (stored.reason === 'missing' || stored.reason === 'damaged') {
      this.note(id, stored.reason);
    }
    return stored;
  }

  /**
   * Adds a credential, or changes the one with this id: first the secret, then the face. With a failure nothing has changed.
   * Where the key stays and can't be read, the face alone changes.
   */
  save(change: CredentialChange): Promise<SaveResult> {
    return this.serialize(async () => {
      this.faceList.reload();
      const existing = this.face(change.id);
      const others = this.othersThan(change.id);
      if (others.some((face) => sameName(face.name, change.name))) {
        return { ok: false, reason: 'nameTaken' };
      }
      if (!existing && others.length >= mostCredentials) {
        return { ok: false, reason: 'full' };
      }
      const key = change.key ?? (await this.storedKey(change.id));
      if (key !== undefined) {
        return this.write({ ...change, key }, existing);
      }
      if (existing) {
        return this.putFace({ ...existing, ...detailsOf(change), savedAt: this.now() });
      }
      return { ok: false, reason: 'deleted' };
    });
  }

  /** Deletes a credential and returns what brings it back. */
  delete(id: string): Promise<DeleteResult> {
    return this.serialize(async () => {
      this.faceList.reload();
      const face = this.face(id);
      if (!face) {
        return { ok: false, reason: 'notFound' };
      }
      const stored = await this.secrets.read(id);
      try {
        await this.faceList.put({ id, deletedAt: this.now() });
      } catch (error) {
        return { ok: false, reason: 'storage', failure: storeFailure(error) };
      }
      const leftover = await this.secrets.erase(id);
      this.presences.forget(id);
      this.changed.fire();
      this.wrote.fire();
      const deleted: DeletedCredential = stored.ok
        ? { kind: 'whole', credential: reconcile(face, stored.credential) }
        : { kind: 'face', face };
      return { ok: true, deleted, leftover };
    });
  }

  /** Brings a deleted credential back, under another name if its own was taken meanwhile. */
  restore(deleted: DeletedCredential): Promise<SaveResult> {
    if (deleted.kind === 'whole') {
      const { credential } = deleted;
      return this.save({ ...credential, name: freeName(credential.name, this.othersThan(credential.id)) });
    }
    return this.serialize(() => {
      const { face } = deleted;
      this.presences.note(face.id, 'missing');
      return this.putFace({
        ...face,
        name: freeName(face.name, this.othersThan(face.id)),
        savedAt: this.now(),
      });
    });
  }

  /**
   * Compares faces with the names of the secrets: finishes deletions, finds lost keys, takes in credentials that have no face here.
   * @param changedId a secret that was just written, by this window or another; its face follows it
   */
  reconcile(changedId?: string): Promise<void> {
    return this.serialize(async () => {
      this.storeTrouble = await this.reconciler.run(changedId);
      this.changed.fire();
    });
  }

  private async storedKey(id: string): Promise<string | undefined> {
    const stored = await this.secrets.read(id);
    return stored.ok ? stored.credential.key : undefined;
  }

  private async write(
    change: CredentialChange & { key: string },
    existing: Face | undefined,
  ): Promise<SaveResult> {
    const savedAt = this.now();
    const sameKey = existing?.keyFingerprint === keyFingerprint(change.key);
    const credential: Credential = {
      ...detailsOf(change),
      key: change.key,
      savedAt,
      keySavedAt: change.keySavedAt ?? (sameKey ? existing.keySavedAt : savedAt),
    };
    const failure = await this.secrets.write(credential);
    if (failure) {
      if (!existing && failure.kind === 'timeout') {
        // The store may still end, but the user is told that nothing was saved: the tombstone sees to that.
        await this.bury(change.id, savedAt);
      }
      const mayStillHappen = failure.kind === 'timeout' && existing !== undefined;
      return { ok: false, reason: 'storage', failure, ...(mayStillHappen ? { mayStillHappen } : {}) };
    }
    const face = faceOf(credential);
    const saved = await this.putFace(face);
    if (!saved.ok && !existing) {
      if (await this.secrets.erase(change.id)) {
        await this.bury(change.id, savedAt);
      }
      return saved;
    }
    this.note(change.id, 'present');
    // The secret is the whole of it: a face that could not be written follows at the next look.
    return { ok: true, face };
  }

  /** Puts a tombstone where the user is told of another failure already; its own is not one more. */
  private async bury(id: string, deletedAt: number): Promise<void> {
    await this.faceList.put({ id, deletedAt }).catch(() => undefined);
  }

  private async putFace(face: Face): Promise<SaveResult> {
    try {
      await this.faceList.put(face);
    } catch (error) {
      return { ok: false, reason: 'storage', failure: storeFailure(error) };
    }
    this.changed.fire();
    this.wrote.fire();
    return { ok: true, face };
  }

  private othersThan(id: string): readonly Face[] {
    return this.list().filter((face) => face.id !== id);
  }

  private note(id: string, seen: 'present' | 'missing' | 'damaged'): void {
    if (this.presences.note(id, seen)) {
      this.changed.fire();
    }
  }

  /** One operation after another, so that no two of this window's writes mix. */
  private serialize<T>(operation: () => Promise<T>): Promise<T> {
    const result = this.queue.then(operation);
    this.queue = result.catch(() => undefined);
    return result;
  }
}
