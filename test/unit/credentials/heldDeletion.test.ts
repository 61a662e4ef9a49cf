import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { HeldDeletion } from '../../../src/credentials/heldDeletion';
import { sampleCredential } from './sampleCredentials';

describe('HeldDeletion', () => {
  const deleted = { kind: 'whole', credential: sampleCredential() } as const;
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => mock.timers.reset());

  it('has what was deleted, as often as it is tried to bring it back', () => {
    const held = new HeldDeletion(deleted);
    assert.deepEqual(held.deleted, deleted);
    assert.deepEqual(held.deleted, deleted);
  });

  it('holds it for five minutes and no longer', () => {
    const early = new HeldDeletion(deleted);
    const late = new HeldDeletion(deleted);
    mock.timers.tick(5 * 60_000 - 1);
    assert.deepEqual(early.deleted, deleted);
    mock.timers.tick(1);
    assert.equal(late.deleted, undefined);
  });

  it('drops it when it is disposed', () => {
    const held = new HeldDeletion(deleted);
    held.dispose();
    held.dispose();
    assert.equal(held.deleted, undefined);
  });
});
