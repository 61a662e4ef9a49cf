import { faceOf, reconcile, sameFace } from './credential';
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

  constructor(private readonly deps: ReconcilerDeps) {}

  /** @param changedId a secret that was just written, by this window or another; its face follows it */
  async run(changedId: string | undefined): Promise<StoreTrouble> {
    this.deps.faceList.reload();
    const stored = await this.deps.secrets.ids();
    if (!stored.ok) {
      this.deps.presences.forgetAll();
      return { kind: 'unreachable', cause: stored.failure.cause };
    }
    try {
      return await this.follow(stored.ids, changedId);
    } catch (error) {
      return { kind: 'unreachable', cause: storeFailure(error).cause };
    }
  }

  private async follow(ids: ReadonlySet<string>, changedId: string | undefined): Promise<StoreTrouble> {
    const { faceList, presences } = this.deps;
    await faceList.repeat(this.deps.now() - careMilliseconds);
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

  private async followSecret(id: string): Promise<void> {
    const { secrets, faceList, presences } = this.deps;
    const face = faceList.face(id);
    if (!face) {
      return;
    }
    const stored = await secrets.read(id);
    if (!stored.ok) {
      return;
    }
    presences.note(id, 'present');
    const current = faceOf(reconcile(face, stored.credential));
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
      const stored = await secrets.read(id);
      if (stored.ok) {
        const { name } = stored.credential;
        await faceList.put({ ...faceOf(stored.credential), name: freeName(name, faceList.faces()) });
        presences.note(id, 'present');
      } else if (stored.reason === 'damaged' || stored.reason === 'newer') {
        this.notAdoptable.add(id);
      } else {
        return;
      }
    }
  }
}
