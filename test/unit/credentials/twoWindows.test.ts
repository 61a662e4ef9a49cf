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
  const deleted = first === 'delete' || second === 'delete';
  const ids = after.store.list().map(({ id }) => id);
  const expected = [
    ...(deleted && !ids.includes('a') ? [] : ['a']),
    ...(first === 'add' ? ['left'] : []),
    ...(second === 'add' ? ['right'] : []),
  ];
  assert.deepEqual([...ids].sort(), expected.sort(), when);
  for (const id of ids) {
    const own = id === 'left' ? [2] : id === 'right' ? [3] : [1, 2, 3];
    const key = await keyOf(after, id);
    const missing = key === undefined && id === 'a' && deleted && after.store.keyPresence(id) === 'missing';
    assert.ok(missing || own.some((number) => sampleKey(number) === key), `${when}: ${id} has another key`);
  }
  after.store.dispose();
  right.store.dispose();
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
