import assert from 'node:assert/strict';
import { FaceList } from '../../../src/credentials/faceList';
import { survives } from '../../survives';
import { FakeKeyValueStore } from '../fakes/fakeKeyValueStore';
import { sampleFace } from './sampleCredentials';

describe('FaceList', () => {
  let state: FakeKeyValueStore;
  beforeEach(() => (state = new FakeKeyValueStore()));
  const names = (list: FaceList) => list.faces().map(({ name }) => name);

  it('is empty at first', () => {
    const list = new FaceList(state);
    assert.deepEqual([list.faces(), list.tombstones(), list.face('a')], [[], [], undefined]);
  });

  it('sorts by name as people do, numbers by value', async () => {
    const list = new FaceList(state);
    for (const [id, name] of [
      ['a', 'key 10'],
      ['b', 'Key 2'],
      ['c', 'éclair'],
      ['d', 'zoo'],
      ['e', 'Apple'],
    ] as const) {
      await list.put(sampleFace({ id, name }));
    }
    assert.deepEqual(names(list), ['Apple', 'éclair', 'Key 2', 'key 10', 'zoo']);
  });

  it('keeps faces and tombstones over a restart', async () => {
    const list = new FaceList(state);
    await list.put(sampleFace());
    await list.put({ id: 'b', deletedAt: 5 });
    const again = new FaceList(state.reopen());
    assert.deepEqual(again.faces(), [sampleFace()]);
    assert.deepEqual(again.tombstones(), [{ id: 'b', deletedAt: 5 }]);
    assert.equal(again.face('b'), undefined);
  });

  it('puts a tombstone in the place of its face, and a face in the place of its tombstone', async () => {
    const list = new FaceList(state);
    await list.put(sampleFace());
    await list.put({ id: 'a', deletedAt: 5 });
    assert.deepEqual([list.faces().length, list.tombstones().length], [0, 1]);
    await list.put(sampleFace());
    assert.deepEqual([list.faces().length, list.tombstones().length], [1, 0]);
    await list.remove('a');
    assert.deepEqual([list.faces().length, list.tombstones().length], [0, 0]);
  });

  survives(
    {
      area: 'windows',
      fault: 'Two windows of a profile write the list of credentials, which VS Code shares silently',
      userSees: 'The rows of both',
    },
    'keeps what another window added meanwhile',
    async () => {
      const here = new FaceList(state);
      const there = new FaceList(state);
      assert.deepEqual(names(here), []);
      await there.put(sampleFace({ id: 'b', name: 'There' }));
      assert.deepEqual(names(here), []);
      await here.put(sampleFace({ name: 'Here' }));
      assert.deepEqual(names(here), ['Here', 'There']);
      there.reload();
      assert.deepEqual(names(there), ['Here', 'There']);
    },
  );

  it('has nothing changed where the write is refused, after a look as well', async () => {
    const list = new FaceList(state);
    await list.put(sampleFace());
    state.failNext('reject');
    await assert.rejects(list.put(sampleFace({ name: 'Other' })), /disk is full/);
    assert.deepEqual(names(list), ['Production']);
    list.reload();
    assert.deepEqual(names(list), ['Production']);
    state.failNext('reject');
    await assert.rejects(list.remove('a'), /disk is full/);
    list.reload();
    assert.deepEqual(names(list), ['Production']);
  });

  for (const rubbish of [undefined, null, 3, 'faces', {}, [null, 3, {}, [], { id: 'a' }]]) {
    it(`is empty where the state is ${JSON.stringify(rubbish)}`, () => {
      state.plant('credentials', rubbish);
      assert.deepEqual(new FaceList(state).faces(), []);
    });
  }

  survives(
    {
      area: 'storage',
      fault: 'Entries of the list of credentials are damaged',
      userSees: 'The other rows are there',
    },
    'keeps the good entries among damaged ones',
    () => {
      state.plant('credentials', [null, sampleFace(), { id: 'b', name: 3 }, { id: 'c', deletedAt: 1 }]);
      const list = new FaceList(state);
      assert.deepEqual([list.faces(), list.tombstones()], [[sampleFace()], [{ id: 'c', deletedAt: 1 }]]);
    },
  );
});
