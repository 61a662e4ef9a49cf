import assert from 'node:assert/strict';
import { TroubleNotice } from '../../../src/credentials/troubleNotice';
import { FakeKeyValueStore } from '../fakes/fakeKeyValueStore';
import { settle } from '../fakes/settle';

describe('trouble with the secret storage', () => {
  let state: FakeKeyValueStore;

  beforeEach(() => {
    state = new FakeKeyValueStore();
  });

  it('is told in the window that finds it, for as long as it lasts', () => {
    const notice = new TroubleNotice(state);
    assert.deepEqual([notice.raise(), notice.raise()], [true, true]);
  });

  it('is told once: not in another window, and not after a restart', async () => {
    new TroubleNotice(state).raise();
    await settle();
    assert.equal(new TroubleNotice(state).raise(), false);
  });

  it('is news again once all was well', async () => {
    const notice = new TroubleNotice(state);
    notice.raise();
    notice.clear();
    await settle();
    assert.equal(notice.raise(), true);
    const restarted = new TroubleNotice(state);
    assert.equal(restarted.raise(), false);
    restarted.clear();
    await settle();
    assert.equal(restarted.raise(), true);
  });

  it('leaves the state alone while all is well', () => {
    new TroubleNotice(state).clear();
    assert.equal(state.updates, 0);
  });

  it('is told all the same where the state can’t be written', async () => {
    state.failNext('reject');
    const notice = new TroubleNotice(state);
    assert.equal(notice.raise(), true);
    await settle();
    assert.equal(notice.raise(), true);
  });
});
