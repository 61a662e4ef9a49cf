import assert from 'node:assert/strict';
import { tryOneKey } from '../../../src/credentials/tryOneKey';
import { settle } from '../fakes/settle';
import { openWindow, restart, saveSample, type Window } from './openWindow';

/** Two credentials that an earlier session has left; nothing has been looked at yet. */
describe('tryOneKey', () => {
  let window: Window;

  beforeEach(async () => {
    window = openWindow();
    await saveSample(window, { id: 'a', name: 'First' });
    await saveSample(window, { id: 'b', name: 'Second' });
    window = restart(window);
    window.secrets.calls.length = 0;
  });
  afterEach(() => window.store.dispose());

  it('reads one key, and says nothing where it is there', async () => {
    assert.equal(await tryOneKey(window.store), undefined);
    assert.deepEqual(window.secrets.reads(), ['get credential/a']);
  });

  it('names the credential whose key is lost in reading it, and reads no other', async () => {
    window.secrets.failAlways('get', 'undecryptable');
    assert.equal((await tryOneKey(window.store))?.name, 'First');
    await settle();
    assert.deepEqual(window.secrets.reads(), ['get credential/a']);
  });

  it('tries another key than one that was lost before', async () => {
    window.secrets.values.delete('credential/a');
    assert.equal(await tryOneKey(window.store), undefined);
    assert.deepEqual(window.secrets.reads(), ['get credential/b']);
  });

  it('calls no key lost that the keyring did not give, or that is damaged', async () => {
    for (const fault of ['reject', 'hang', { kind: 'value', value: 'rubbish' }] as const) {
      window.secrets.failNext('get', fault);
      assert.equal(await tryOneKey(window.store), undefined);
    }
  });
});
