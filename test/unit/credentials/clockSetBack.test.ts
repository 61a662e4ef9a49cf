import assert from 'node:assert/strict';
import { survives } from '../../survives';
import { ensure } from '../fakes/ensure';
import { FakeSecretStore } from '../fakes/fakeSecretStore';
import { settle } from '../fakes/settle';
import { change, openWindow, seen, type Window } from './openWindow';
import { sampleKey } from './sampleCredentials';

const hour = 60 * 60_000;

/** Two profiles have the same credential, which was saved while the clock was two hours fast; now it is right. */
describe('a clock that was set back', () => {
  let time: number;
  let secrets: FakeSecretStore;
  let left: Window;
  let right: Window;

  const open = (): Window => openWindow({ secrets, now: () => (time += 1) });

  beforeEach(async () => {
    time = 100 * hour;
    secrets = new FakeSecretStore();
    left = open();
    right = open();
    await left.store.save(change());
    await settle();
    assert.deepEqual(seen(right), { Production: 'present' });
    time -= 2 * hour;
  });
  afterEach(() => {
    left.store.dispose();
    right.store.dispose();
  });

  survives(
    {
      area: 'windows',
      fault: 'The clock of the machine is set back after a credential was saved',
      userSees: 'What is changed from then on, in every window and profile',
    },
    'hides no new name and no new host from another profile',
    async () => {
      ensure(
        (await left.store.save(change({ name: 'New', baseUrl: 'https://b.example', key: undefined }))).ok,
      );
      await settle();
      const face = right.store.face('a');
      assert.deepEqual([face?.name, face?.baseUrl], ['New', 'https://b.example']);
    },
  );

  it('hides no name that was given while the key could not be read', async () => {
    secrets.failNext('get', 'reject');
    ensure((await left.store.save(change({ name: 'New', key: undefined }))).ok);
    ensure((await left.store.read('a')).ok);
    assert.deepEqual(seen(left), { New: 'present' });
  });

  it('brings nothing back that was deleted while its secret could not be erased', async () => {
    secrets.failNext('delete', 'reject');
    ensure((await left.store.delete('a')).ok);
    await left.store.reconcile();
    await settle();
    assert.deepEqual(seen(left), {});
    assert.deepEqual([...secrets.values.keys()], []);
  });

  it('leaves the age of a new key as it is', async () => {
    ensure((await left.store.save(change({ key: sampleKey(2) }))).ok);
    const { savedAt = 0, keySavedAt = 0 } = left.store.face('a') ?? {};
    ensure(keySavedAt > 98 * hour && keySavedAt <= time);
    ensure(savedAt > keySavedAt);
  });

  it('lets a credential be edited that was found under a name that is taken', async () => {
    const third = open();
    await third.store.save(change({ id: 'b', key: sampleKey(2), name: 'Other' }));
    third.store.dispose();
    const fourth = openWindow({ secrets: new FakeSecretStore(), now: () => (time += 1) });
    await fourth.store.save(change({ id: 'b', key: sampleKey(2) }));
    fourth.secrets.values.set('credential/a', secrets.values.get('credential/a')!);
    await fourth.store.reconcile();
    assert.deepEqual(Object.keys(seen(fourth)), ['Production', 'Production 2']);
    const wish = change({ name: 'Production 2', description: 'new', key: undefined });
    assert.deepEqual((await fourth.store.save(wish)).ok, true);
    fourth.store.dispose();
  });

  it('shows what Undo brings back, and what is changed then, to another profile', async () => {
    const deleted = await left.store.delete('a');
    ensure(deleted.ok);
    ensure((await left.store.restore(deleted.deleted)).ok);
    ensure((await left.store.save(change({ name: 'New', key: undefined }))).ok);
    await settle();
    assert.deepEqual(seen(right), { New: 'present' });
  });
});
