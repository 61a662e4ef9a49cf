/** Whether a credential has its key; `unknown` until the storage was looked at, or where the platform can't tell. */
export type KeyPresence = 'unknown' | 'present' | 'missing';

/** What is known of which credentials have their keys. A secret that is there but damaged counts as missing until it is written anew. */
export class KeyPresences {
  private readonly presence = new Map<string, KeyPresence>();
  private readonly damaged = new Set<string>();

  of(id: string): KeyPresence {
    return this.presence.get(id) ?? 'unknown';
  }

  /** @returns whether that is news */
  note(id: string, seen: 'present' | 'missing' | 'damaged'): boolean {
    const presence = seen === 'present' ? 'present' : 'missing';
    const news = this.of(id) !== presence;
    this.presence.set(id, presence);
    if (seen === 'damaged') {
      this.damaged.add(id);
    } else if (seen === 'present') {
      this.damaged.delete(id);
    }
    return news;
  }

  /** Takes in which secrets exist, for the credentials with these ids. */
  compare(ids: readonly string[], stored: ReadonlySet<string>): void {
    this.presence.clear();
    for (const id of ids) {
      this.presence.set(id, stored.has(id) && !this.damaged.has(id) ? 'present' : 'missing');
    }
  }

  forget(id: string): void {
    this.presence.delete(id);
  }

  forgetAll(): void {
    this.presence.clear();
  }
}
