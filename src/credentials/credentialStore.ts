import { detailsOf, faceOf, reconcile, sameFace, subjectOf, type Face } from './credential';
import { sameName } from './credentialDraft';
import { storeFailure, type CredentialSecrets, type ReadResult } from './credentialSecrets';
import { CredentialWriter } from './credentialWriter';
import { Emitter } from './emitter';
import type { FaceList } from './faceList';
import { freeName } from './freeName';
import { KeyPresences, type KeyPresence } from './keyPresences';
import { mostCredentials } from './limits';
import type { Disposable } from './ports';
import { Sequence } from './sequence';
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
  /** One operation after another, so that no two of this window's writes mix. */
  private readonly operations = new Sequence();
  private waitingLook: Promise<void> | undefined;
  private readonly presences = new KeyPresences();
  private readonly reconciler: StoreReconciler;
  private readonly writer: CredentialWriter;
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
    this.writer = new CredentialWriter({ secrets, faceList, now });
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

  /** The other credential that has the key with this fingerprint already. */
  ownerOfKey(fingerprint: string, exceptId: string): Face | undefined {
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
        await this.reconcile(id);
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
    return this.operations.run(() => {
      this.faceList.reload();
      return this.saveNow(change);
    });
  }

  /** Deletes a credential and returns what brings it back. */
  delete(id: string): Promise<DeleteResult> {
    return this.operations.run(async () => {
      this.faceList.reload();
      const face = this.face(id);
      if (!face) {
        return { ok: false, reason: 'notFound' };
      }
      const stored = await this.secrets.read(id);
      try {
        await this.faceList.put({ id, deletedAt: this.timeOfWrite(id) });
      } catch (error) {
        return { ok: false, reason: 'storage', failure: storeFailure(error) };
      }
      this.presences.forget(id);
      this.changed.fire();
      const leftover = await this.secrets.erase(id);
      this.wrote.fire();
      const deleted: DeletedCredential = stored.ok
        ? { kind: 'whole', credential: reconcile(face, stored.credential) }
        : { kind: 'face', face };
      return { ok: true, deleted, leftover };
    });
  }

  /** Brings a deleted credential back, under another name if its own was taken meanwhile. */
  restore(deleted: DeletedCredential): Promise<SaveResult> {
    return this.operations.run(() => {
      this.faceList.reload();
      if (deleted.kind === 'whole') {
        return this.saveNow({ ...deleted.credential, name: this.freeName(deleted.credential) });
      }
      const { face } = deleted;
      this.presences.note(face.id, 'missing');
      return this.putFace({ ...face, name: this.freeName(face), savedAt: this.timeOfWrite(face.id) });
    });
  }

  /**
   * Compares faces with the names of the secrets: finishes deletions, finds lost keys, takes in credentials that have no face here.
   * @param changedId a secret that was just written, by this window or another; its face follows it
   */
  reconcile(changedId?: string): Promise<void> {
    if (changedId !== undefined) {
      return this.operations.run(() => this.look(changedId));
    }
    // A look that has not begun sees all that a further one would.
    this.waitingLook ??= this.operations.run(() => {
      this.waitingLook = undefined;
      return this.look(undefined);
    });
    return this.waitingLook;
  }

  private async look(changedId: string | undefined): Promise<void> {
    this.storeTrouble = await this.reconciler.run(changedId);
    this.changed.fire();
  }

  private async saveNow(change: CredentialChange): Promise<SaveResult> {
    const existing = this.face(change.id);
    const others = this.othersThan(change.id);
    if (others.some((face) => sameName(face.name, change.name))) {
      return { ok: false, reason: 'nameTaken' };
    }
    if (!existing && others.length >= mostCredentials) {
      return { ok: false, reason: 'full' };
    }
    if (change.key !== undefined) {
      return this.write({ ...change, key: change.key });
    }
    return existing ? this.saveWithStoredKey(change, existing) : { ok: false, reason: 'deleted' };
  }

  private async saveWithStoredKey(change: CredentialChange, existing: Face): Promise<SaveResult> {
    const { seen = existing } = change;
    if (subjectOf(seen) !== subjectOf(existing)) {
      return this.refuseOutdated(change);
    }
    const stored = await this.secrets.read(change.id);
    if (!stored.ok) {
      return this.putFace({ ...existing, ...detailsOf(change), savedAt: this.timeOfWrite(change.id) });
    }
    if (!sameFace(existing, faceOf(reconcile(existing, stored.credential)))) {
      return this.refuseOutdated(change);
    }
    return this.write({ ...change, key: stored.credential.key });
  }

  /** The change was made to a credential that looked otherwise, and its key may belong to another host by now. */
  private async refuseOutdated({ id }: CredentialChange): Promise<SaveResult> {
    await this.look(id);
    return { ok: false, reason: 'changed' };
  }

  private async write(change: CredentialChange & { key: string }): Promise<SaveResult> {
    const result = await this.writer.write(change);
    if (result.ok) {
      this.presences.note(change.id, 'present');
      this.tellOfWrite();
    }
    return result;
  }

  private async putFace(face: Face): Promise<SaveResult> {
    const result = await this.writer.writeFace(face);
    if (result.ok) {
      this.tellOfWrite();
    }
    return result;
  }

  private tellOfWrite(): void {
    this.changed.fire();
    this.wrote.fire();
  }

  private timeOfWrite(id: string): number {
    return this.faceList.timeOfWrite(id, this.now());
  }

  private freeName({ id, name }: Pick<Face, 'id' | 'name'>): string {
    return freeName(name, this.othersThan(id));
  }

  private othersThan(id: string): readonly Face[] {
    return this.list().filter((face) => face.id !== id);
  }

  private note(id: string, seen: 'present' | 'missing' | 'damaged'): void {
    if (this.presences.note(id, seen)) {
      this.changed.fire();
    }
  }
}
