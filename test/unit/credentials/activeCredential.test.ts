import assert from 'node:assert/strict';
import { ActiveCredential } from '../../../src/credentials/activeCredential';
import { survives } from '../../survives';
import { FakeKeyValueStore } from '../fakes/fakeKeyValueStore';

describe('ActiveCredential', () => {
  const globalState = () => new FakeKeyValueStore();
  let existing: Set<string>;
  beforeEach(() => (existing = new Set(['a', 'b'])));
  const open = (workspaceState: FakeKeyValueStore, global: FakeKeyValueStore) =>
    new ActiveCredential({ workspaceState, globalState: global, exists: (id) => existing.has(id) });

  it('is none where nobody ever chose', () => {
    assert.equal(open(new FakeKeyValueStore(), globalState()).current(), undefined);
  });

  it('is the one chosen here, after a restart too, and tells of the choice', async () => {
    const workspace = new FakeKeyValueStore();
    const global = globalState();
    const active = open(workspace, global);
    let told = 0;
    active.onDidChange(() => (told += 1));
    await active.use('a');
    assert.deepEqual(active.current(), { id: 'a', chosen: 'here' });
    assert.equal(told, 1);
    assert.deepEqual(open(workspace.reopen(), global.reopen()).current(), { id: 'a', chosen: 'here' });
  });

  it('is the one used last, marked as such, in a workspace that never chose', async () => {
    const global = globalState();
    await open(new FakeKeyValueStore(), global).use('a');
    const elsewhere = open(new FakeKeyValueStore(), global);
    assert.deepEqual(elsewhere.current(), { id: 'a', chosen: 'lastUsed' });
    await elsewhere.use('b');
    assert.deepEqual(elsewhere.current(), { id: 'b', chosen: 'here' });
  });

  it('stays as it is here where another workspace chooses', async () => {
    const global = globalState();
    const here = open(new FakeKeyValueStore(), global);
    await here.use('a');
    await open(new FakeKeyValueStore(), global).use('b');
    assert.deepEqual(here.current(), { id: 'a', chosen: 'here' });
  });

  it('stays the one that was used last at the start, where another workspace chooses later', async () => {
    const global = globalState();
    const elsewhere = open(new FakeKeyValueStore(), global);
    await elsewhere.use('a');
    const here = open(new FakeKeyValueStore(), global);
    assert.deepEqual(here.current(), { id: 'a', chosen: 'lastUsed' });
    await elsewhere.use('b');
    assert.deepEqual(here.current(), { id: 'a', chosen: 'lastUsed' });
    existing.delete('a');
    assert.equal(here.current(), undefined);
  });

  it('begins with one that another workspace chooses, where there was none before', async () => {
    const global = globalState();
    const here = open(new FakeKeyValueStore(), global);
    assert.equal(here.current(), undefined);
    await open(new FakeKeyValueStore(), global).use('a');
    assert.deepEqual(here.current(), { id: 'a', chosen: 'lastUsed' });
  });

  survives(
    {
      area: 'storage',
      fault: 'The active credential of this workspace was deleted elsewhere',
      userSees: 'The status bar says “Pendo: no active credential”; no other key is used in its place',
    },
    'is none, and no other one in silence, where the chosen one is gone',
    async () => {
      const global = globalState();
      const here = open(new FakeKeyValueStore(), global);
      await here.use('a');
      await open(new FakeKeyValueStore(), global).use('b');
      existing.delete('a');
      assert.equal(here.current(), undefined);
      existing.add('a');
      assert.deepEqual(here.current(), { id: 'a', chosen: 'here' });
    },
  );

  it('is none where the one used last is gone', async () => {
    const global = globalState();
    await open(new FakeKeyValueStore(), global).use('a');
    existing.clear();
    assert.equal(open(new FakeKeyValueStore(), global).current(), undefined);
  });

  survives(
    {
      area: 'storage',
      fault: 'The remembered choice of this workspace is rubbish',
      userSees: 'The credential that was used last, marked as such, or none',
    },
    'overlooks rubbish',
    () => {
      const workspace = new FakeKeyValueStore();
      const global = globalState();
      for (const rubbish of [3, {}, [], null]) {
        workspace.plant('activeCredential', rubbish);
        global.plant('lastUsedCredential', rubbish);
        assert.equal(open(workspace, global).current(), undefined);
      }
    },
  );

  it('passes on that the choice could not be kept', async () => {
    const workspace = new FakeKeyValueStore();
    workspace.failNext('reject');
    await assert.rejects(open(workspace, globalState()).use('a'), /disk is full/);
  });
});
