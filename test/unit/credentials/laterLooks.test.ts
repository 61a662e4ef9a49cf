import assert from 'node:assert/strict';
import { LaterLooks } from '../../../src/credentials/laterLooks';
import { settle } from '../fakes/settle';
import { until } from '../fakes/until';
import { sampleFace } from './sampleCredentials';
import { change, openWindow, seen, type Window } from './openWindow';

describe('the looks after a change', () => {
  let window: Window;
  const looks = (): number => window.secrets.calls.filter((call) => call === 'keys').length;

  beforeEach(() => {
    window = openWindow();
  });
  afterEach(() => window.store.dispose());

  it('bring back what another window has written over, without anything that the user does', async () => {
    const look = new LaterLooks(window.store, [20]);
    await window.store.save(change());
    await settle();
    window.state.receive('credentials', []);
    await until('it is back', () => {
      const stored = window.state.get('credentials');
      return Array.isArray(stored) && stored.length === 1;
    });
    assert.deepEqual(seen(window), { Production: 'present' });
    look.dispose();
  });

  it('delete again what another window has brought back', async () => {
    const look = new LaterLooks(window.store, [20]);
    await window.store.save(change());
    const list = window.state.get('credentials');
    await window.store.delete('a');
    await settle();
    window.state.receive('credentials', list);
    await until('it is deleted again', () =>
      JSON.stringify(window.state.get('credentials')).includes('deletedAt'),
    );
    assert.deepEqual(seen(window), {});
    look.dispose();
  });

  it('show what another window has put right only after the first of them', async () => {
    const look = new LaterLooks(window.store, [10, 60]);
    await window.store.save(change());
    await settle();
    const before = looks();
    await until('it looks', () => looks() > before);
    await settle();
    const both = [...window.store.list(), sampleFace({ id: 'b', name: 'From there' })];
    window.state.receive('credentials', both);
    await until('it is shown', () => window.store.list().length === 2);
    look.dispose();
  });

  it('are not doubled by changes that follow each other', async () => {
    const look = new LaterLooks(window.store, [50]);
    await window.store.save(change());
    await window.store.save(change({ name: 'Renamed' }));
    await settle();
    const before = looks();
    await until('it looks', () => looks() > before);
    assert.equal(looks(), before + 1);
    look.dispose();
  });

  it('do not come after the window is closed', async () => {
    const look = new LaterLooks(window.store, [1]);
    const later = new LaterLooks(window.store, [20]);
    await window.store.save(change());
    look.dispose();
    await settle();
    const before = looks();
    await until('the later one looks', () => looks() > before);
    assert.equal(looks(), before + 1);
    later.dispose();
  });
});
