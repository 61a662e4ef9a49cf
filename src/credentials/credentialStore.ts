import { keyFingerprint } from '../pendo/keyFingerprint';
import { shortenTo } from './cleanText';
import {
  detailsOf,
  faceOf,
  reconcile,
  sameFace,
  type Credential,
  type CredentialDetails,
  type Face,
} from './credential';
import { sameName } from './credentialDraft';
import {
  storeFailure,
  type CredentialSecrets,
  type ReadResult,
  type StoreFailure,
} from './credentialSecrets';
import { Emitter } from './emitter';
import type { FaceList } from './faceList';
import { longestName, mostCredentials } from './limits';
import type { Disposable } from './ports';

// A write that was given up may still end; its tombstone must outlive it.
const tombstoneLifetime = 24 * 60 * 60 * 1000;

/** Whether a credential has its key; `unknown` until the storage was looked at, or where the platform can't tell. */
export type KeyPresence = 'unknown' | 'present' | 'missing';

/** What the last look at the secret storage told about it as a whole. */
export type StoreTrouble =
  | { readonly kind: 'none' }
  /** There are credentials, but the storage has not one secret of theirs. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'unreachable'; readonly cause: string };

export type CredentialChange = CredentialDetails & {
  /** Undefined keeps the key that is stored. */
  readonly key: string | undefined;
  /** When the key was entered, where that is not now: it comes back. */
  readonly keySavedAt?: number;
};

export type SaveResult =
  | { readonly ok: true; readonly face: Face }
  | { readonly ok: false; readonly reason: 'nameTaken' | 'full' | 'deleted' }
  | { readonly ok: false; readonly reason: 'storage'; readonly failure: StoreFailure };

/** What brings a deleted credential back: all of it, or its face alone where the key could not be read. */
export type DeletedCredential =
  | { readonly kind: 'whole'; readonly credential: Credential }
  | { readonly kind: 'face'; readonly face: Face };

export type DeleteResult = {
  readonly deleted: DeletedCredential;
  /** Why the secret could not be erased now; it is tried again later. */
  readonly leftover: StoreFailure | undefined;
};

/**
 * Keeps credentials: one secret each, which is the whole of it, and a face in `globalState`. Secrets are shared by all windows and profiles,
 * faces are not, either write can be lost, and reading can destroy what can't be decrypted. So a key is read only when it is used, what is
 * missing is found by name, and nothing is deleted because it could not be read.
 */
export class CredentialStore implements Disposable {
  private readonly changed = new Emitter<void>();
  private readonly subscription: Disposable;
  private queue: Promise<unknown> = Promise.resolve();
  private readonly presence = new Map<string, KeyPresence>();
  private readonly damaged = new Set<string>();
  private readonly notAdoptable = new Set<string>();
  private storeTrouble: StoreTrouble = { kind: 'none' };

  /** The credentials, or what is known of their keys, may be other than before. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly secrets: CredentialSecrets,
    private readonly faceList: FaceList,
    private readonly now: () => number = Date.now,
  ) {
    this.subscription = secrets.onDidChange((id) => void this.reconcile(id));
  }

  dispose(): void {
    this.subscription.dispose();
    this.changed.dispose();
  }

  /** All credentials, sorted by name, without their keys. */
  list(): readonly Face[] {
    return this.faceList.faces();
  }

  face(id: string): Face | undefined {
    return this.faceList.face(id);
  }

  keyPresence(id: string): KeyPresence {
    return this.presence.get(id) ?? 'unknown';
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
      this.damaged.delete(id);
      this.notePresence(id, 'present');
      return { ok: true, credential: reconcile(this.face(id), stored.credential) };
    }
    if (stored.reason === 'damaged') {
      this.damaged.add(id);
    }
    if (stored.reason === 'missing' || stored.reason === 'damaged') {
      this.notePresence(id, 'missing');
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
      const others = this.list().filter((face) => face.id !== change.id);
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

  /** Deletes a credential and returns what brings it back; undefined when there is none with this id. */
  delete(id: string): Promise<DeleteResult | undefined> {
    return this.serialize(async () => {
      this.faceList.reload();
      const face = this.face(id);
      if (!face) {
        return undefined;
      }
      const stored = await this.secrets.read(id);
      await this.faceList.put({ id, deletedAt: this.now() });
      const leftover = await this.secrets.erase(id);
      if (!leftover) {
        // A tombstone that stays is dropped by a later look; what was deleted must not be lost for it.
        await this.faceList.remove(id).catch(() => undefined);
      }
      this.presence.delete(id);
      this.changed.fire();
      const deleted: DeletedCredential = stored.ok
        ? { kind: 'whole', credential: reconcile(face, stored.credential) }
        : { kind: 'face', face };
      return { deleted, leftover };
    });
  }

  /** Brings a deleted credential back, under another name if its own was taken meanwhile. */
  restore(deleted: DeletedCredential): Promise<SaveResult> {
    if (deleted.kind === 'whole') {
      const { credential } = deleted;
      return this.save({ ...credential, name: this.freeName(credential.name, credential.id) });
    }
    return this.serialize(() => {
      const { face } = deleted;
      this.presence.set(face.id, 'missing');
      return this.putFace({ ...face, name: this.freeName(face.name, face.id), savedAt: this.now() });
    });
  }

  /** A name that no other credential has yet: the wished one, or it with a number. */
  freeName(wished: string, id: string): string {
    const taken = this.list().filter((face) => face.id !== id);
    for (let number = 1; ; number += 1) {
      const suffix = number === 1 ? '' : ` ${number}`;
      const name = shortenTo(wished, longestName - suffix.length) + suffix;
      if (!taken.some((face) => sameName(face.name, name))) {
        return name;
      }
    }
  }

  /**
   * Compares faces with the names of the secrets: finishes deletions, finds lost keys, takes in credentials that have no face here.
   * @param changedId a secret that was just written, by this window or another; its face follows it
   */
  reconcile(changedId?: string): Promise<void> {
    return this.serialize(async () => {
      this.faceList.reload();
      const stored = await this.secrets.ids();
      if (stored.ok) {
        try {
          await this.follow(stored.ids, changedId);
        } catch (error) {
          this.storeTrouble = { kind: 'unreachable', cause: storeFailure(error).cause };
        }
      } else {
        this.presence.clear();
        this.storeTrouble = { kind: 'unreachable', cause: stored.failure.cause };
      }
      this.changed.fire();
    });
  }

  private async follow(ids: ReadonlySet<string>, changedId: string | undefined): Promise<void> {
    await this.finishDeletions(ids);
    this.comparePresence(ids);
    if (changedId !== undefined && ids.has(changedId)) {
      this.notAdoptable.delete(changedId);
      await this.followSecret(changedId);
    }
    await this.adopt(ids);
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
        await this.faceList.put({ id: change.id, deletedAt: savedAt }).catch(() => undefined);
      }
      return { ok: false, reason: 'storage', failure };
    }
    const face = faceOf(credential);
    const saved = await this.putFace(face);
    if (!saved.ok && !existing) {
      await this.secrets.erase(change.id);
      return saved;
    }
    this.damaged.delete(change.id);
    this.notePresence(change.id, 'present');
    // The secret is the whole of it: a face that could not be written follows at the next look.
    return { ok: true, face };
  }

  private async putFace(face: Face): Promise<SaveResult> {
    try {
      await this.faceList.put(face);
    } catch (error) {
      return { ok: false, reason: 'storage', failure: { kind: 'rejected', cause: String(error) } };
    }
    this.changed.fire();
    return { ok: true, face };
  }

  private async finishDeletions(ids: ReadonlySet<string>): Promise<void> {
    for (const { id, deletedAt } of this.faceList.tombstones()) {
      if (!ids.has(id)) {
        if (this.now() - deletedAt > tombstoneLifetime) {
          await this.faceList.remove(id);
        }
        continue;
      }
      // Another window may have saved it again: the secret arrives here before the face that takes the tombstone's place.
      const stored = await this.secrets.read(id);
      const savedAgain = stored.ok && stored.credential.savedAt > deletedAt;
      const unknown = !stored.ok && stored.reason === 'failed';
      if (savedAgain || (!unknown && (await this.secrets.erase(id)) === undefined)) {
        await this.faceList.remove(id);
      }
    }
  }

  private comparePresence(ids: ReadonlySet<string>): void {
    const faces = this.list();
    this.presence.clear();
    for (const { id } of faces) {
      this.presence.set(id, ids.has(id) && !this.damaged.has(id) ? 'present' : 'missing');
    }
    this.storeTrouble = faces.length > 0 && ids.size === 0 ? { kind: 'empty' } : { kind: 'none' };
  }

  private async followSecret(id: string): Promise<void> {
    const face = this.face(id);
    if (!face) {
      return;
    }
    const stored = await this.secrets.read(id);
    if (!stored.ok) {
      return;
    }
    const current = faceOf(reconcile(face, stored.credential));
    if (this.damaged.delete(id)) {
      this.presence.set(id, 'present');
    }
    if (!sameFace(face, current)) {
      await this.faceList.put(current);
    }
  }

  /** One after another, and no further when one can't be read: reading on would destroy what a locked keyring can't decrypt. */
  private async adopt(ids: ReadonlySet<string>): Promise<void> {
    const buried = new Set(this.faceList.tombstones().map(({ id }) => id));
    for (const id of ids) {
      if (this.face(id) || buried.has(id) || this.notAdoptable.has(id)) {
        continue;
      }
      const stored = await this.secrets.read(id);
      if (stored.ok) {
        await this.faceList.put({
          ...faceOf(stored.credential),
          name: this.freeName(stored.credential.name, id),
        });
        this.presence.set(id, 'present');
      } else if (stored.reason === 'damaged' || stored.reason === 'newer') {
        this.notAdoptable.add(id);
      } else {
        return;
      }
    }
  }

  private notePresence(id: string, presence: KeyPresence): void {
    if (this.keyPresence(id) !== presence) {
      this.presence.set(id, presence);
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
