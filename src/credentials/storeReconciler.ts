import { faceOf, reconcile, sameFace, type Face } from './credential';
import { storeFailure, type CredentialSecrets } from './credentialSecrets';
import type { FaceList } from './faceList';
import { freeName } from './freeName';
import type { KeyPresences } from './keyPresences';

// A write that was given up may still end, and in a browser another tab writes back all secrets that it knew; a tombstone must outlive both.
const tombstoneLifetime = 24 * 60 * 60 * 1000;

// How long this window looks after what it wrote: the writes of two windows meet within a second, and a look follows soon.
const careMilliseconds = 60_000;

/** What the last look at the secret storage told about it as a whole. */
export type StoreTrouble =
  | { readonly kind: 'none' }
  /** There are credentials, but the storage has not one secret of theirs. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'unreachable'; readonly cause: string };

type ReconcilerDeps = {
  readonly secrets: CredentialSecrets;
  readonly faceList: FaceList;
  readonly presences: KeyPresences;
  readonly now: () => number;
};

/** Brings faces in line with the secrets that exist: finishes deletions, finds lost keys, takes in credentials that have no face here. */
export class StoreReconciler {
  private readonly notAdoptable = new Set<string>();
  /** False once a secret was lost in reading it, until another one could be read. */
  private decrypts = true;

  constructor(private readonly deps: ReconcilerDeps) {}

  /** @param changedId a secret that was just written, by this window or another; its face follows it */
  async run(changedId: string | undefined): Promise<StoreTrouble> {
    const { secrets, faceList, presences, now } = this.deps;
    faceList.reload();
    const stored = await secrets.ids();
    try {
      await faceList.repeat(now() - careMilliseconds);
      if (stored.ok) {
        return await this.follow(stored.ids, changedId);
      }
      presences.forgetAll();
      await this.followSecret(changedId);
      return { kind: 'unreachable', cause: stored.failure.cause };
    } catch (error) {
      return { kind: 'unreachable', cause: storeFailure(error).cause };
    }
  }

  private async follow(ids: ReadonlySet<string>, changedId: string | undefined): Promise<StoreTrouble> {
    const { faceList, presences } = this.deps;
    await this.finishDeletions(ids);
    const faces = faceList.faces().map(({ id }) => id);
    presences.compare(faces, ids);
    if (changedId !== undefined && ids.has(changedId)) {
      this.notAdoptable.delete(changedId);
      await this.followSecret(changedId);
    }
    await this.adopt(ids);
    return faces.length > 0 && ids.size === 0 ? { kind: 'empty' } : { kind: 'none' };
  }

  private async finishDeletions(ids: ReadonlySet<string>): Promise<void> {
    for (const { id, deletedAt } of this.deps.faceList.tombstones()) {
      if (!ids.has(id)) {
        if (this.deps.now() - deletedAt > tombstoneLifetime) {
          await this.deps.faceList.remove(id);
        }
        continue;
      }
      // Another window may have saved it again: the secret arrives here before the face that takes the tombstone's place.
      const stored = await this.deps.secrets.read(id);
      const savedAgain = stored.ok && stored.credential.savedAt > deletedAt;
      const unknown = !stored.ok && stored.reason === 'failed';
      if (savedAgain) {
        await this.deps.faceList.remove(id);
      } else if (!unknown) {
        await this.deps.secrets.erase(id);
      }
    }
  }

  private async followSecret(id: string | undefined): Promise<void> {
    const { secrets, faceList, presences } = this.deps;
    const face = id === undefined ? undefined : faceList.face(id);
    if (!face) {
      return;
    }
    const stored = await secrets.read(face.id);
    if (!stored.ok) {
      return;
    }
    this.decrypts = true;
    presences.note(face.id, 'present');
    const current = this.nameFreely(faceOf(reconcile(face, stored.credential)));
    if (!sameFace(face, current)) {
      await faceList.put(current);
    }
  }

  /** One after another, and no further when one can't be read: reading on would destroy what a locked keyring can't decrypt. */
  private async adopt(ids: ReadonlySet<string>): Promise<void> {
    const { secrets, faceList, presences } = this.deps;
    const buried = new Set(faceList.tombstones().map(({ id }) => id));
    for (const id of ids) {
      if (faceList.face(id) || buried.has(id) || this.notAdoptable.has(id)) {
        continue;
      }
      if (!this.decrypts) {
        return;
      }
      const stored = await secrets.read(id);
      if (stored.ok) {
        await faceList.put(this.nameFreely(faceOf(stored.credential)));
        presences.note(id, 'present');
      } else if (stored.reason === 'damaged' || stored.reason === 'newer') {
        this.notAdoptable.add(id);
      } else {
        // It was there by name: VS Code has deleted what it could not decrypt, and each such change leads to a further look.
        this.decrypts = stored.reason !== 'missing';
        return;
      }
    }
  }

  /** Where another credential has its name here, a name of its own, which counts as given now and so is not undone by the secret's. */
  private nameFreely(face: Face): Face {
    const others = this.deps.faceList.faces().filter(({ id }) => id !== face.id);
    const name = freeName(face.name, others);
    return name === face.name
      ? face
      : { ...face, name, savedAt: Math.max(this.deps.now(), face.savedAt + 1) };
  }
}
