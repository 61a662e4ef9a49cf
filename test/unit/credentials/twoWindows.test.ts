import assert from 'node:assert/strict';
import { survives } from '../../survives';
import { FakeSecretStore } from '../fakes/fakeSecretStore';
import { settle } from '../fakes/settle';
import { change, keyOf, openWindow, restart, seen, type Window } from './openWindow';
import { sampleKey } from './sampleCredentials';

type Actor = { readonly window: Window; readonly name: string; readonly number: number };

const operations = {
  add: ({ window, name, number }: Actor) =>
    window.store.save(change({ id: name, name: `Added by ${name}`, key: sampleKey(number) })),
  rename: ({ window, name }: Actor) =>
    window.store.save(change({ name: `Renamed by ${name}`, key: undefined })),
  replace: ({ window, number }: Actor) => window.store.save(change({ key: sampleKey(number) })),
  delete: ({ window }: Actor) => window.store.delete('a'),
} as const;

type Operation = keyof typeof operations;

const names = Object.keys(operations) as Operation[];
const pairs = names.flatMap((first) => names.map((second) => [first, second] as const));
// Enough turns of the event loop for the first operation to be over before the second begins.
const latestStart = 40;

describe('two windows at the same time', () => {
  for (const [first, second] of pairs) {
    survives(
      {
        area: 'windows',
        fault: 'Two windows add, rename, replace or delete at the same time: each pair, at each moment',
        userSees:
          'After both have looked again they show the same; what was added is there with its own key, the rest is whole; what one window deleted and the other changed is whole, gone, or says “key missing”',
      },
      `neither lose, double nor mix a credential where one does ${first} and the other ${second}`,
      async () => {
        for (let start = 0; start <= latestStart; start += 1) {
          await play(first, second, start);
        }
      },
    );
  }
});

describe('two tabs of a browser at the same time', () => {
  for (const [first, second] of pairs) {
    survives(
      {
        area: 'windows',
        fault:
          'Two tabs of a browser add, rename, replace or delete in the same moment: each writes all secrets and the whole list over the other’s',
        userSees:
          'Both changes, in both tabs, a moment later; after a reload, what the slower write took of the other’s keys says “key missing” or is as before',
      },
      `neither lose, double nor mix a credential where one does ${first} and the other ${second}`,
      async () => {
        for (const lastSecrets of ['left', 'right'] as const) {
          for (const lastState of ['left', 'right'] as const) {
            await playInTabs(first, second, { lastSecrets, lastState });
          }
        }
      },
    );
  }
});

type Collision = Readonly<Record<'lastSecrets' | 'lastState', 'left' | 'right'>>;

async function playInTabs(first: Operation, second: Operation, collision: Collision): Promise<void> {
  const before = openWindow();
  await before.store.save(change());
  await settle();
  before.store.dispose();
  // Each tab has a memory of its own, of all secrets and of the list.
  const open = (): Window => {
    const secrets = new FakeSecretStore();
    before.secrets.values.forEach((value, key) => secrets.values.set(key, value));
    return openWindow({ secrets, state: before.state.reopen() });
  };
  const left = open();
  const right = open();
  const last = { left, right }[collision.lastSecrets];

  await Promise.all([
    operations[first]({ window: left, name: 'left', number: 2 }),
    operations[second]({ window: right, name: 'right', number: 3 }),
  ]);
  await settle();
  // What one has written arrives at the other, and neither keeps its own; on disk is what was written last.
  const lists = [left, right].map(({ state }) => state.get('credentials'));
  ({ left, right })[collision.lastState].state.plant(
    'credentials',
    lists[collision.lastState === 'left' ? 0 : 1],
  );
  left.state.receive('credentials', lists[1]);
  right.state.receive('credentials', lists[0]);
  await lookAgain(left, right);

  const when = `${first}, ${second}, ${JSON.stringify(collision)}`;
  for (const tab of [left, right]) {
    const ids = tab.store.list().map(({ id }) => id);
    assert.deepEqual([...ids].sort(), expectedIds(first, second, ids), when);
    assert.ok(isRenamed(first, second, tab), `${when}: a new name is lost`);
  }
  const after = openWindow({ secrets: last.secrets, state: left.state.reopen() });
  await after.store.reconcile();
  const ids = after.store.list().map(({ id }) => id);
  assert.deepEqual([...ids].sort(), expectedIds(first, second, ids), `${when}, after a reload`);
  assert.ok(isRenamed(first, second, after), `${when}: a new name is lost by a reload`);
  for (const id of ids) {
    const own = id === 'left' ? [2] : id === 'right' ? [3] : [1, 2, 3];
    const key = await keyOf(after, id);
    assert.ok(
      key === undefined
        ? after.store.keyPresence(id) === 'missing'
        : own.some((number) => sampleKey(number) === key),
      `${when}: ${id} has another key`,
    );
  }
  [left, right, after].forEach(({ store }) => store.dispose());
}

async function play(first: Operation, second: Operation, start: number): Promise<void> {
  const secrets = new FakeSecretStore();
  const left = openWindow({ secrets });
  await left.store.save(change());
  await settle();
  const right = openWindow({ secrets, state: left.state.reopen() });
  await right.store.reconcile();

  const begun = operations[first]({ window: left, name: 'left', number: 2 });
  for (let turn = 0; turn < start; turn += 1) {
    await Promise.resolve();
  }
  await Promise.all([begun, operations[second]({ window: right, name: 'right', number: 3 })]);
  await lookAgain(left, right);

  const after = restart(left);
  await after.store.reconcile();
  const when = `${first}, ${second} after ${start} turns`;
  assert.deepEqual(seen(right), seen(after), when);
  const ids = after.store.list().map(({ id }) => id);
  assert.deepEqual([...ids].sort(), expectedIds(first, second, ids), when);
  const deleted = first === 'delete' || second === 'delete';
  for (const id of ids) {
    const own = id === 'left' ? [2] : id === 'right' ? [3] : [1, 2, 3];
    const key = await keyOf(after, id);
    const missing = key === undefined && id === 'a' && deleted && after.store.keyPresence(id) === 'missing';
    assert.ok(missing || own.some((number) => sampleKey(number) === key), `${when}: ${id} has another key`);
  }
  after.store.dispose();
  right.store.dispose();
}

/** What must be there in the end: what was deleted may be back where the other window changed it. */
function expectedIds(first: Operation, second: Operation, ids: readonly string[]): string[] {
  const operations = [first, second];
  const deleted = operations.includes('delete');
  const changed = operations.includes('rename') || operations.includes('replace');
  return [
    ...(!deleted || (changed && ids.includes('a')) ? ['a'] : []),
    ...(first === 'add' ? ['left'] : []),
    ...(second === 'add' ? ['right'] : []),
  ].sort();
}

/** Whether a name that one window changed, and the other left alone, is the new one. */
function isRenamed(first: Operation, second: Operation, { store }: Window): boolean {
  const [renamer] = [
    ...(first === 'rename' && second === 'add' ? ['left'] : []),
    ...(second === 'rename' && first === 'add' ? ['right'] : []),
  ];
  return renamer === undefined || store.face('a')?.name === `Renamed by ${renamer}`;
}

/** What VS Code does after a while: each window hears of the other's `globalState`, and is looked at. */
async function lookAgain(...windows: readonly Window[]): Promise<void> {
  for (let round = 0; round < 3; round += 1) {
    await settle();
    for (const { state, store } of windows) {
      state.sync();
      await store.reconcile();
    }
  }
}
