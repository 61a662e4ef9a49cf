import type { Face, Tombstone } from './credential';
import type { KeyValueStore } from './ports';
import { parseFace } from './storedCredential';
import { withDeadline } from './withDeadline';

const stateKey = 'credentials';
const defaultDeadlineMilliseconds = 10_000;

/**
 * The faces in `globalState`: readable at once, without the keyring. Another window's update of `globalState` arrives silently and every write
 * replaces the whole list, so each write starts from what stands there at that moment, and is looked after for a while.
 */
export class FaceList {
  /** What is shown; undefined until it is first asked for, so that the start does not wait for it. */
  private known: ReadonlyMap<string, Face | Tombstone> | undefined;
  private sorted: readonly Face[] | undefined;
  /** What this window wrote, until it is sure to have stayed. */
  private readonly own = new Map<string, Face | Tombstone>();

  constructor(
    private readonly state: KeyValueStore,
    private readonly deadlineMilliseconds = defaultDeadlineMilliseconds,
  ) {}

  /** All faces, sorted by name. */
  faces(): readonly Face[] {
    this.sorted ??= sortByName(this.unsorted());
    return this.sorted;
  }

  /** All faces, in no order: without the 10 ms that the first sorting by a language takes. */
  unsorted(): Face[] {
    return [...this.entries.values()].filter(isFace);
  }

  face(id: string): Face | undefined {
    const entry = this.entries.get(id);
    return entry && isFace(entry) ? entry : undefined;
  }

  tombstones(): readonly Tombstone[] {
    return [...this.entries.values()].filter((entry): entry is Tombstone => !isFace(entry));
  }

  /** The time of what is written now: later than what it replaces, even where the clock was set back meanwhile. */
  timeOfWrite(id: string, now: number): number {
    const replaced = this.entries.get(id);
    return replaced ? Math.max(now, writtenAt(replaced) + 1) : now;
  }

  /** Takes in what another window wrote. */
  reload(): void {
    this.show(this.load());
  }

  /** Puts a face or tombstone in the place of whatever had its id. */
  async put(entry: Face | Tombstone): Promise<void> {
    await this.write((entries) => entries.set(entry.id, entry));
    this.own.set(entry.id, entry);
  }

  async remove(id: string): Promise<void> {
    this.own.delete(id);
    await this.write((entries) => entries.delete(id));
  }

  /**
   * Writes again what this window wrote and another, which wrote its list in the same moment, has undone.
   * @param since what was written earlier, in ms since the epoch, has had its time
   */
  async repeat(since: number): Promise<void> {
    const entries = this.load();
    const undone: (Face | Tombstone)[] = [];
    for (const entry of this.own.values()) {
      const there = entries.get(entry.id);
      if (writtenAt(entry) < since) {
        this.own.delete(entry.id);
      } else if (!there || writtenAt(there) < writtenAt(entry)) {
        undone.push(entry);
      }
    }
    if (undone.length > 0) {
      await this.write((current) => undone.forEach((entry) => current.set(entry.id, entry)));
    }
  }

  private async write(change: (entries: Map<string, Face | Tombstone>) => void): Promise<void> {
    const before = this.entries;
    const entries = this.load();
    const former = [...entries.values()];
    change(entries);
    this.show(entries);
    try {
      await withDeadline(this.state.update(stateKey, [...entries.values()]), this.deadlineMilliseconds);
    } catch (error) {
      this.show(before);
      // VS Code keeps in memory what it could not store, so it is told what was there; the error to report is the first one.
      this.state.update(stateKey, former).then(undefined, () => undefined);
      throw error;
    }
  }

  private get entries(): ReadonlyMap<string, Face | Tombstone> {
    this.known ??= this.load();
    return this.known;
  }

  private show(entries: ReadonlyMap<string, Face | Tombstone>): void {
    this.known = entries;
    this.sorted = undefined;
  }

  private load(): Map<string, Face | Tombstone> {
    const stored = this.state.get(stateKey);
    const entries = new Map<string, Face | Tombstone>();
    for (const value of Array.isArray(stored) ? stored : []) {
      const entry = parseFace(value);
      if (entry) {
        entries.set(entry.id, entry);
      }
    }
    return entries;
  }
}

function sortByName(faces: Face[]): readonly Face[] {
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  return faces.sort((a, b) => compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

function writtenAt(entry: Face | Tombstone): number {
  return isFace(entry) ? entry.savedAt : entry.deletedAt;
}

function isFace(entry: Face | Tombstone): entry is Face {
  return !('deletedAt' in entry);
}
