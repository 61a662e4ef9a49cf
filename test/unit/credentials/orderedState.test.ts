import assert from 'node:assert/strict';
import { OrderedState } from '../../../src/credentials/orderedState';
import type { KeyValueStore } from '../../../src/credentials/ports';
import { survives } from '../../survives';
import { FakeKeyValueStore } from '../fakes/fakeKeyValueStore';

/** As VS Code's memento: an update is sent whole, and when it is answered, what was sent takes the place of all that is in memory. */
class EchoingMemento implements KeyValueStore {
  memory: Record<string, unknown> = {};

  get(key: string): unknown {
    return this.memory[key];
  }

  async update(key: string, value: unknown): Promise<void> {
    this.memory = { ...this.memory, [key]: value };
    const sent = this.memory;
    await new Promise(setImmediate);
    this.memory = sent;
  }
}

describe('OrderedState', () => {
  survives(
    {
      area: 'storage',
      fault: 'VS Code’s answer to one update of its state undoes another that began meanwhile',
      userSees: 'Nothing: verdicts, choices and rows are there after a restart',
    },
    'keeps each of several updates at the same time',
    async () => {
      const memento = new EchoingMemento();
      const state = new OrderedState(memento);
      await Promise.all([
        state.update('credentials', ['a']),
        state.update('verdicts', { a: 'connected' }),
        state.update('storageMarker', 'x'),
      ]);
      assert.deepEqual(memento.memory, {
        credentials: ['a'],
        verdicts: { a: 'connected' },
        storageMarker: 'x',
      });
    },
  );

  it('shows an update that waits for its turn, as the newest of its key', async () => {
    const state = new OrderedState(new EchoingMemento());
    const updates = [state.update('other', 0), state.update('key', 1), state.update('key', 2)];
    assert.equal(state.get('key'), 2);
    await Promise.all(updates);
    assert.equal(state.get('key'), 2);
  });

  it('tells of an update that fails or hangs, and goes on with the next', async () => {
    for (const fault of ['reject', 'hang'] as const) {
      const memento = new FakeKeyValueStore();
      const state = new OrderedState(memento, 20);
      memento.failNext(fault);
      const failing = assert.rejects(
        state.update('first', 1),
        fault === 'hang' ? /0\.02 seconds/ : /disk is full/,
      );
      await Promise.all([failing, state.update('second', 2)]);
      assert.equal(memento.disk.get('second'), 2);
    }
  });
});
