import { Emitter } from './emitter';
import type { Disposable, KeyValueStore } from './ports';

const activeKey = 'activeCredential';
const lastUsedKey = 'lastUsedCredential';

export type Active = {
  readonly id: string;
  /** `lastUsed`: nobody chose it here; it is the one that was chosen last, in another workspace. */
  readonly chosen: 'here' | 'lastUsed';
};

type ActiveDeps = {
  readonly workspaceState: KeyValueStore;
  readonly globalState: KeyValueStore;
  /** Whether a credential with this id exists. */
  readonly exists: (id: string) => boolean;
};

/** Which credential this workspace uses. A workspace that never chose starts with the one that was used last. */
export class ActiveCredential implements Disposable {
  private readonly changed = new Emitter<void>();
  /** The one used last when this window began; what other workspaces choose later changes nothing here. */
  private startedWith: string | undefined;

  readonly onDidChange = this.changed.event;

  constructor(private readonly deps: ActiveDeps) {}

  dispose(): void {
    this.changed.dispose();
  }

  current(): Active | undefined {
    const here = this.deps.workspaceState.get(activeKey);
    if (typeof here === 'string') {
      // A choice that is gone is not replaced by another one in silence: the key that is used is the user's to choose.
      return this.deps.exists(here) ? { id: here, chosen: 'here' } : undefined;
    }
    const last = this.startedWith ?? this.deps.globalState.get(lastUsedKey);
    if (typeof last !== 'string' || !this.deps.exists(last)) {
      return undefined;
    }
    this.startedWith = last;
    return { id: last, chosen: 'lastUsed' };
  }

  async use(id: string): Promise<void> {
    await this.deps.workspaceState.update(activeKey, id);
    this.changed.fire();
    await this.deps.globalState.update(lastUsedKey, id);
  }
}
