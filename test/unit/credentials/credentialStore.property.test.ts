import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { DeletedCredential } from '../../../src/credentials/storeResults';
import { survives } from '../../survives';
import type { SecretOperation } from '../fakes/fakeSecretStore';
import { ensure } from '../fakes/ensure';
import { settle } from '../fakes/settle';
import { change, keyOf, openWindow, restart, type Window } from './openWindow';
import { sampleKey } from './sampleCredentials';

const ids = ['a', 'b', 'c'] as const;

type Step =
  | { readonly type: 'save' | 'rename' | 'replaceKey' | 'delete'; readonly id: (typeof ids)[number] }
  | { readonly type: 'undo' | 'reconcile' | 'restart' | 'event' | 'faceFault' }
  | { readonly type: 'fault'; readonly operation: SecretOperation; readonly kind: 'reject' | 'hang' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constantFrom('save', 'rename', 'replaceKey', 'delete'),
      id: fc.constantFrom(...ids),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ type: fc.constantFrom('undo', 'reconcile', 'restart', 'event', 'faceFault') }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('fault'),
      operation: fc.constantFrom<SecretOperation[]>('get', 'store', 'delete', 'keys'),
      kind: fc.constantFrom('reject', 'hang'),
    }),
  },
);

/** What the user was told of a credential, and so may count on. */
type Promised = { names: Set<string>; keys: Set<string>; key: string; keyKept: boolean };

/** A user who notes what every operation told. */
class User {
  private window: Window = openWindow({ deadline: 2 });
  private readonly promised = new Map<string, Promised>();
  private readonly entered = new Map<string, Set<string>>();
  private deleted: { id: string; whole: Promised; kept: DeletedCredential } | undefined;
  private count = 0;

  async do(action: Step): Promise<void> {
    switch (action.type) {
      case 'save':
      case 'replaceKey':
        if (this.promised.has(action.id) === (action.type === 'replaceKey')) await this.saveKey(action.id);
        break;
      case 'rename':
        await this.rename(action.id);
        break;
      case 'delete':
        await this.delete(action.id);
        break;
      case 'undo':
        await this.undo();
        break;
      case 'reconcile':
        await this.window.store.reconcile();
        break;
      case 'event':
        this.window.secrets.tell('credential/a');
        break;
      case 'restart':
        this.window = restart(this.window, { deadline: 2 });
        break;
      case 'fault':
        this.window.secrets.failNext(action.operation, action.kind);
        break;
      case 'faceFault':
        this.window.state.clearFaults();
        this.window.state.failNext('reject');
        break;
    }
    await settle();
  }

  /** When everything works again, all that was promised is there, once, with its own key; and nothing else is. */
  async check(): Promise<void> {
    this.window = restart(this.window, { deadline: 2000 });
    await this.window.store.reconcile();
    await settle();
    await this.window.store.reconcile();
    const { store, secrets } = this.window;
    const shown = store.list().map(({ id }) => id);
    assert.deepEqual([...shown].sort(), [...this.promised.keys()].sort());
    for (const [id, { names, keys, keyKept }] of this.promised) {
      const key = await keyOf(this.window, id);
      await settle();
      const face = store.face(id);
      ensure(face && names.has(face.name), `${id} is called ${face?.name}, not ${[...names].join()}`);
      if (keyKept) {
        ensure(key !== undefined && keys.has(key), `${id} has ${key}, not ${[...keys].join()}`);
      } else {
        ensure(key === undefined || this.entered.get(id)?.has(key), `${id} has the key of another`);
      }
    }
    const left = [...secrets.values.keys()].filter(
      (name) => !this.promised.has(name.slice('credential/'.length)),
    );
    assert.deepEqual(left, []);
    store.dispose();
  }

  private async saveKey(id: string): Promise<void> {
    const key = this.newKey(id);
    const before = this.promised.get(id);
    const name = before ? this.currentName(id) : `Name ${this.count}`;
    const result = await this.window.store.save(change({ id, name, key }));
    if (result.ok)
      this.promised.set(id, { names: new Set([name]), keys: new Set([key]), key, keyKept: true });
    else ensure(result.reason === 'storage', result.reason);
  }

  private async rename(id: string): Promise<void> {
    const before = this.promised.get(id);
    if (!before) return;
    this.count += 1;
    const name = `Name ${this.count}`;
    const result = await this.window.store.save(change({ id, name, key: undefined }));
    if (result.ok) this.promised.set(id, { ...before, names: new Set([name]) });
    else ensure(result.reason === 'storage' || result.reason === 'changed', result.reason);
  }

  private async delete(id: string): Promise<void> {
    const before = this.promised.get(id);
    if (!before) return;
    const result = await this.window.store.delete(id);
    if (!result.ok) {
      ensure(result.reason === 'storage', `${id} was not there to delete`);
      return;
    }
    this.promised.delete(id);
    this.deleted = { id, whole: before, kept: result.deleted };
  }

  private async undo(): Promise<void> {
    const { deleted } = this;
    if (!deleted || this.promised.has(deleted.id)) return;
    const result = await this.window.store.restore(deleted.kept);
    if (result.ok) {
      this.deleted = undefined;
      const keyKept = deleted.kept.kind === 'whole' && deleted.whole.keyKept;
      this.promised.set(deleted.id, { ...deleted.whole, names: new Set([result.face.name]), keyKept });
    }
  }

  private currentName(id: string): string {
    return this.window.store.face(id)?.name ?? `Name ${this.count}`;
  }

  private newKey(id: string): string {
    this.count += 1;
    const key = sampleKey(this.count);
    this.entered.set(id, (this.entered.get(id) ?? new Set()).add(key));
    return key;
  }
}

describe('CredentialStore, whatever happens in whatever order', () => {
  survives(
    {
      area: 'storage',
      fault:
        'Any of these faults in any order, in 300 random series of saves, renames, deletions, undos and restarts',
      userSees:
        'What the user was told, and no more: no credential is lost or doubled, and none has the key of another',
    },
    'loses no credential, doubles none, and gives none the key of another',
    async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async (steps) => {
          const user = new User();
          for (const action of steps) {
            await user.do(action);
          }
          await user.check();
        }),
        { numRuns: 300 },
      );
    },
  ).timeout(120_000);
});
