import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds, type CommandId } from '../../src/contributions';
import type { Verify } from '../../src/credentials/connectionMonitor';
import { detailsOf, type Face } from '../../src/credentials/credential';
import { exposureSteps } from '../../src/credentials/exposure';
import { serializeCredential } from '../../src/credentials/storedCredential';
import { ensure } from '../unit/fakes/ensure';
import { settle } from '../unit/fakes/settle';
import { until } from '../unit/fakes/until';
import { onlyPage } from './support/formPages';
import { confirm, openCommands } from './support/openCommands';
import {
  addCredential,
  buildRooms,
  exampleKey,
  otherKey,
  readWrite,
  rejected,
  type Rooms,
} from './support/rooms';
import { stub } from './support/stub';
import { watchInputBoxes, watchQuickPicks } from './support/watchWindow';

/** Commands that need a credential to act on. */
const acting: readonly CommandId[] = [
  'pendo.editCredential',
  'pendo.replaceKey',
  'pendo.enterKey',
  'pendo.duplicateCredential',
  'pendo.deleteCredential',
  'pendo.useCredential',
  'pendo.checkConnection',
  'pendo.checkAllConnections',
  'pendo.diagnoseConnection',
  'pendo.tryOtherRegions',
  'pendo.keyExposed',
  'pendo.restorePreviousKey',
];

describe('the commands', () => {
  it('say that there is no credential yet, with the next step, when there is none to act on', async () => {
    const { run, messages } = openCommands();
    for (const id of acting) {
      await run(id, undefined);
      assert.match(messages.at(-1)?.message ?? '', /no Pendo credential yet/, id);
      assert.deepEqual(messages.at(-1)?.buttons, ['Add Credential'], id);
    }
    assert.equal(messages.length, acting.length);
  });

  it('do nothing, without an error, for a credential that is gone', async () => {
    const { run, messages, pages, rooms } = openCommands();
    await addCredential(rooms);
    for (const id of acting.filter((command) => command !== 'pendo.checkAllConnections')) {
      await run(id, 'gone');
    }
    assert.deepEqual(messages, []);
    assert.deepEqual(pages, []);
    assert.equal(rooms.store.list().length, 1);
  });

  it('guess no other credential for a row that VS Code has lost while it drew the view anew', async () => {
    const { run, messages, pages, rooms } = openCommands(buildRooms(), ({ buttons }) => buttons[0]);
    const face = await addCredential(rooms);
    await rooms.active.use(face.id);
    for (const id of acting.filter((command) => command !== 'pendo.checkAllConnections')) {
      messages.length = 0;
      await run(id, null);
      assert.match(messages[0]?.message ?? '', /Do it once more/, id);
      assert.equal(messages.length, 1, id);
    }
    assert.deepEqual(pages, []);
    assert.equal(rooms.monitor.state(face.id).kind, 'unchecked');
    assert.equal(rooms.store.list().length, 1);
  });

  it('ask which credential where there are several, and do nothing when none is picked', async () => {
    const { run, rooms, pages } = openCommands();
    await addCredential(rooms, { name: 'Production' });
    const face = await addCredential(rooms, { name: 'Staging' });
    await rooms.active.use(face.id);
    const picks = watchQuickPicks(() => undefined);
    for (const id of ['pendo.editCredential', 'pendo.duplicateCredential', 'pendo.useCredential'] as const) {
      await run(id, undefined);
      assert.deepEqual(picks.at(-1)?.labels, ['Staging', 'Production'], id);
      assert.ok(picks.at(-1)?.title, id);
    }
    assert.deepEqual(pages, []);
    assert.equal(rooms.active.current()?.id, face.id);
  });

  it('every one runs from the palette with credentials there, without throwing', async () => {
    const { run, rooms } = openCommands();
    await addCredential(rooms, { name: 'Production' });
    await addCredential(rooms, { name: 'Staging' });
    // The steps after an exposure ask again until they are left.
    watchQuickPicks(({ labels, title }) => (title?.includes('Exposed:') ? undefined : labels[0]));
    watchInputBoxes(undefined);
    for (const id of commandIds) {
      await run(id, undefined);
    }
  });
});

describe('the command Add Credential', () => {
  it('opens one form; what it saves is shown, made active and checked', async () => {
    const { run, rooms, pages } = openCommands();
    await run('pendo.addCredential', undefined);
    await run('pendo.addCredential', undefined);
    const page = onlyPage(pages);
    await page.shows('its state', () => true);
    const draft = {
      name: 'Production',
      description: '',
      region: 'us',
      baseUrl: '',
      key: exampleKey,
    } as const;
    page.tell({ type: 'save', draft });
    await until('it is checked', () => rooms.monitor.state(rooms.store.list()[0]?.id).kind === 'connected');
    assert.equal(rooms.active.current()?.id, rooms.store.list()[0]?.id);
  });

  it('leaves the active credential as it is when there is one', async () => {
    const { run, rooms, pages } = openCommands();
    const face = await addCredential(rooms, { name: 'Staging' });
    await rooms.active.use(face.id);
    await run('pendo.addCredential', undefined);
    const page = onlyPage(pages);
    await page.shows('its state', () => true);
    const draft = { name: 'Production', description: '', region: 'us', baseUrl: '', key: otherKey } as const;
    page.tell({ type: 'save', draft });
    await until('it is saved', () => rooms.store.list().length === 2 && page.disposed);
    await settle();
    assert.equal(rooms.active.current()?.id, face.id);
  });
});

describe('the commands that open a form', () => {
  it('Edit fills it with all but the key', async () => {
    const { run, rooms, pages } = openCommands();
    const face = await addCredential(rooms, { description: 'daily', baseUrl: 'https://pendo.example.com' });
    await run('pendo.editCredential', face.id);
    const state = await onlyPage(pages).shows('its state', () => true);
    assert.equal(state.mode, 'edit');
    assert.deepEqual(state.fields, {
      name: 'Production',
      description: 'daily',
      region: 'custom',
      baseUrl: 'https://pendo.example.com',
    });
    assert.equal(state.hasKey, true);
  });

  it('Duplicate fills it under a free name, and has no key', async () => {
    const { run, rooms, pages } = openCommands();
    const face = await addCredential(rooms, { description: 'daily' });
    await addCredential(rooms, { name: 'Production copy' });
    await run('pendo.duplicateCredential', face.id);
    const state = await onlyPage(pages).shows('its state', () => true);
    assert.equal(state.mode, 'add');
    assert.equal(state.fields.name, 'Production copy 2');
    assert.equal(state.hasKey, false);
    assert.equal(state.keyEnding, '');
  });
});

describe('the commands for the key', () => {
  it('Replace stores the new one, masked while it is typed, keeps all else, checks, and reminds of revoking', async () => {
    const { run, rooms, messages } = openCommands(buildRooms(), confirm);
    const face = await addCredential(rooms, { description: 'daily' });
    const boxes = watchInputBoxes(` "${otherKey}" `);
    await run('pendo.replaceKey', face.id);
    const [box] = boxes;
    assert.deepEqual([box?.password, box?.ignoreFocusOut, box?.value], [true, true, undefined]);
    const stored = await rooms.store.read(face.id);
    assert.equal(stored.ok && stored.credential.key, otherKey);
    assert.equal(stored.ok && stored.credential.description, 'daily');
    assert.equal(rooms.monitor.state(face.id).kind, 'connected');
    assert.match(messages.map(({ message }) => message).join(), /stays valid until it is revoked/);
    assert.ok(!messages.some(({ message }) => message.includes(otherKey)));
    await run('pendo.restorePreviousKey', face.id);
    const restored = await rooms.store.read(face.id);
    assert.equal(restored.ok && restored.credential.key, exampleKey);
  });

  it('Replace Anyway stores a key that Pendo rejects, says no second time that it does, and can be taken back', async () => {
    const { run, rooms, messages } = openCommands(buildRooms({ verify: async () => rejected }), confirm);
    const face = await addCredential(rooms);
    watchInputBoxes(otherKey);
    await run('pendo.replaceKey', face.id);
    const stored = await rooms.store.read(face.id);
    assert.equal(stored.ok && stored.credential.key, otherKey);
    await until('it is checked', () => rooms.monitor.state(face.id).kind === 'rejected');
    await settle();
    assert.deepEqual(
      messages.map(({ message, buttons }) => [message, buttons[0]]),
      [
        ['Pendo rejects the new key. Replace the key of “Production” all the same?', 'Replace Anyway'],
        [
          'The key of “Production” was replaced. The old one stays valid until it is revoked in Pendo.',
          'Revoke in Pendo',
        ],
      ],
    );
    assert.ok(rooms.previousKeys.has(face.id));
  });

  it('Replace changes nothing when the user gives up, or types what can’t be a key', async () => {
    for (const typed of [undefined, '', 'ключ', 'with space']) {
      const { run, rooms } = openCommands(buildRooms(), confirm);
      const face = await addCredential(rooms);
      watchInputBoxes(typed);
      await run('pendo.replaceKey', face.id);
      const stored = await rooms.store.read(face.id);
      assert.equal(stored.ok && stored.credential.key, exampleKey);
    }
  });

  it('Replace says so, and keeps the old key, when the storage rejects or hangs', async () => {
    for (const [fault, words] of [
      ['reject', /nothing was saved/],
      ['hang', /may or may not be saved/],
    ] as const) {
      const { run, rooms, messages } = openCommands(buildRooms(), confirm);
      const face = await addCredential(rooms);
      watchInputBoxes(otherKey);
      rooms.secrets.failNext('store', fault);
      await run('pendo.replaceKey', face.id);
      assert.match(messages.at(-1)?.message ?? '', words);
      const stored = await rooms.store.read(face.id);
      assert.equal(stored.ok && stored.credential.key, exampleKey);
      assert.ok(!messages.some(({ message }) => message.includes(otherKey)));
    }
  });

  it('Replace keeps what else was changed while the key was asked for', async () => {
    const { run, rooms } = openCommands(buildRooms(), confirm);
    const face = await addCredential(rooms);
    stub(vscode.window, 'showInputBox', async () => {
      await rooms.store.save({ ...face, name: 'Renamed', description: 'new', key: undefined });
      return otherKey;
    });
    await run('pendo.replaceKey', face.id);
    const stored = await rooms.store.read(face.id);
    ensure(stored.ok);
    const { name, description, key } = stored.credential;
    assert.deepEqual([name, description, key], ['Renamed', 'new', otherKey]);
  });

  it('store no key where the credential got another host, or was deleted, while the key was asked for', async () => {
    for (const [change, words] of [
      [(rooms: Rooms, face: Face) => rooms.store.delete(face.id), /was deleted while/],
      [
        (rooms: Rooms, face: Face) =>
          rooms.store.save({ ...face, baseUrl: 'https://app.eu.pendo.io', key: undefined }),
        /belongs to app\.eu\.pendo\.io/,
      ],
    ] as const) {
      const { run, rooms, messages } = openCommands(buildRooms(), confirm);
      const face = await addCredential(rooms);
      stub(vscode.window, 'showInputBox', async () => {
        await change(rooms, face);
        return otherKey;
      });
      await run('pendo.replaceKey', face.id);
      assert.match(messages.at(-1)?.message ?? '', words);
      assert.ok(![...rooms.secrets.values.values()].some((secret) => secret.includes(otherKey)));
    }
  });

  it('Try Other Regions changes the region of the key that was tried, and of no other', async () => {
    for (const replaced of [false, true]) {
      const verify: Verify = async ({ baseUrl }) =>
        baseUrl === 'https://app.eu.pendo.io' ? readWrite : rejected;
      const rooms = buildRooms({ verify });
      const face = await addCredential(rooms);
      const { run, messages } = openCommands(rooms, async ({ buttons: [button] }) => {
        if (replaced && button?.startsWith('Change Region')) {
          await rooms.store.save({ ...face, key: otherKey });
        }
        return button;
      });
      await run('pendo.tryOtherRegions', face.id);
      await until('it ends', () =>
        replaced
          ? messages.some(({ message }) => message.includes('changed meanwhile'))
          : rooms.monitor.state(face.id).kind === 'connected',
      );
      assert.equal(
        rooms.store.face(face.id)?.baseUrl,
        replaced ? 'https://app.pendo.io' : 'https://app.eu.pendo.io',
      );
    }
  });

  it('Try Other Regions sends no key that took the place of the one it asked about', async () => {
    const asked: string[] = [];
    const verify: Verify = async ({ key }) => {
      asked.push(key);
      return rejected;
    };
    const rooms = buildRooms({ verify });
    const face = await addCredential(rooms);
    const { run, messages } = openCommands(rooms, ({ buttons: [button] }) => {
      // Another window saves; this one has not heard of it yet.
      const credential = {
        ...detailsOf(face),
        baseUrl: 'https://b.example',
        key: otherKey,
        savedAt: face.savedAt + 1,
        keySavedAt: face.savedAt + 1,
      };
      rooms.secrets.values.set(`credential/${face.id}`, serializeCredential(credential));
      return button;
    });
    await run('pendo.tryOtherRegions', face.id);
    assert.deepEqual(asked, []);
    assert.deepEqual(
      messages.map(({ modal }) => modal),
      [true, false],
    );
    assert.match(messages[1]?.message ?? '', /was changed meanwhile/);
  });

  it('Enter is for lost keys alone, and finds them again', async () => {
    const { run, rooms, messages } = openCommands();
    const lost = await addCredential(rooms, { name: 'Lost' });
    await addCredential(rooms, { name: 'Kept', key: otherKey });
    await run('pendo.enterKey', undefined);
    assert.match(messages[0]?.message ?? '', /No credential needs this now/);
    rooms.secrets.values.delete(`credential/${lost.id}`);
    await rooms.store.reconcile();
    watchInputBoxes(exampleKey);
    await run('pendo.enterKey', undefined);
    assert.equal(rooms.monitor.state(lost.id).kind, 'connected');
  });

  it('Enter tells when Pendo rejects what was entered, also where another credential is active', async () => {
    const { run, rooms, messages } = openCommands(buildRooms({ verify: async () => rejected }));
    const lost = await addCredential(rooms, { name: 'Lost' });
    const other = await addCredential(rooms, { name: 'Kept', key: otherKey });
    await rooms.active.use(other.id);
    rooms.secrets.values.delete(`credential/${lost.id}`);
    await rooms.store.reconcile();
    watchInputBoxes(exampleKey);
    await run('pendo.enterKey', lost.id);
    assert.match(messages[0]?.message ?? '', /^Lost: Key rejected\./);
    assert.ok(messages[0]?.buttons.includes('Replace Key'));
    assert.equal(messages.length, 1);
  });
});

describe('the command Select Active Credential', () => {
  it('asks even where there is one, uses what is picked, and checks it unless something recent is known', async () => {
    let checks = 0;
    const { run, rooms } = openCommands(
      buildRooms({
        verify: async () => {
          checks += 1;
          return readWrite;
        },
      }),
    );
    const face = await addCredential(rooms);
    const picks = watchQuickPicks(({ labels }) => labels[0]);
    await run('pendo.useCredential', undefined);
    assert.equal(picks.length, 1);
    assert.equal(rooms.active.current()?.id, face.id);
    assert.equal(checks, 1);
    await run('pendo.useCredential', face.id);
    assert.equal(checks, 1);
  });

  it('makes a credential with a lost key active without a check, which would tell nothing', async () => {
    const { run, rooms, messages } = openCommands();
    const face = await addCredential(rooms);
    rooms.secrets.values.clear();
    await rooms.store.reconcile();
    await run('pendo.useCredential', face.id);
    assert.equal(rooms.active.current()?.id, face.id);
    assert.equal(rooms.monitor.state(face.id).kind, 'keyMissing');
    assert.deepEqual(messages, []);
  });
});

describe('the command My Key Was Exposed', () => {
  it('begins anew when the next key is exposed, although the steps for the last one were left without Finish', async () => {
    const { run, rooms } = openCommands();
    const old = await addCredential(rooms);
    rooms.globalState.plant('exposures', {
      [old.id]: { fingerprint: old.keyFingerprint, done: exposureSteps },
    });
    await addCredential(rooms, { key: otherKey });
    await addCredential(rooms, { name: 'Staging', key: otherKey });
    const picks = watchQuickPicks(() => undefined);
    await run('pendo.keyExposed', old.id);
    assert.equal(picks.at(-1)?.title, 'My Key Was Exposed: Production (0 of 5 done)');
    assert.match(picks.at(-1)?.details.join() ?? '', /These credentials here have it too: Staging/);
  });

  it('counts the key as replaced where that was done outside of the steps', async () => {
    const { run, rooms } = openCommands();
    const { id, keyFingerprint } = await addCredential(rooms);
    rooms.globalState.plant('exposures', { [id]: { fingerprint: keyFingerprint, done: ['revoke'] } });
    await addCredential(rooms, { key: otherKey });
    const picks = watchQuickPicks(() => undefined);
    await run('pendo.keyExposed', id);
    assert.equal(picks.at(-1)?.title, 'My Key Was Exposed: Production (2 of 5 done)');
  });
});

describe('the command Delete Credential', () => {
  it('asks first, in a modal dialog that names what is lost, and deletes nothing without a yes', async () => {
    const { run, rooms, messages } = openCommands();
    const face = await addCredential(rooms);
    await run('pendo.deleteCredential', face.id);
    assert.deepEqual(
      messages.map(({ modal, buttons }) => [modal, buttons]),
      [[true, ['Delete']]],
    );
    assert.match(messages[0]?.message ?? '', /Production/);
    assert.equal(rooms.store.list().length, 1);
    assert.equal(rooms.secrets.values.size, 1);
  });

  it('erases secret and face, and Undo brings all of it back, active as it was', async () => {
    const { run, rooms, revealed } = openCommands(buildRooms(), ({ buttons }) => buttons[0]);
    const face = await addCredential(rooms, { description: 'daily' });
    await rooms.active.use(face.id);
    const gone: boolean[] = [];
    rooms.store.onDidChange(() => gone.push(rooms.store.face(face.id) === undefined));
    await run('pendo.deleteCredential', face.id);
    await until('it is back', () => rooms.store.face(face.id) !== undefined);
    assert.ok(gone.includes(true));
    const stored = await rooms.store.read(face.id);
    assert.equal(stored.ok && stored.credential.key, exampleKey);
    assert.equal(stored.ok && stored.credential.description, 'daily');
    await until('it is active', () => rooms.active.current()?.id === face.id);
    await until('it is shown', () => revealed.includes(face.id));
  });

  it('deletes all the same when the storage can’t be read, and Undo then brings back all but the key', async () => {
    for (const fault of ['reject', 'hang'] as const) {
      const { run, rooms, messages, revealed } = openCommands(buildRooms(), ({ buttons }) => buttons[0]);
      const face = await addCredential(rooms);
      await settle();
      rooms.secrets.failNext('get', fault);
      await run('pendo.deleteCredential', face.id);
      assert.match(messages[1]?.message ?? '', /Undo brings back all but the key/);
      await until('it is back', () => rooms.store.face(face.id) !== undefined);
      assert.equal(rooms.monitor.state(face.id).kind, 'keyMissing');
      await until('it is shown', () => revealed.includes(face.id));
    }
  });

  it('keeps what was deleted until Undo has brought it back, however often the storage fails', async () => {
    for (const fault of ['reject', 'hang'] as const) {
      let failures = 2;
      const rooms = buildRooms();
      const { run, messages } = openCommands(rooms, ({ buttons: [button] }) => {
        if ((button === 'Undo' || button === 'Try Again') && failures > 0) {
          failures -= 1;
          rooms.secrets.failNext('store', fault);
        }
        return button;
      });
      const face = await addCredential(rooms, { description: 'daily' });
      await run('pendo.deleteCredential', face.id);
      await until('it is back', () => rooms.store.face(face.id) !== undefined);
      const told = messages.filter(({ buttons }) => buttons.includes('Try Again'));
      assert.equal(told.length, 2);
      assert.match(told[0]?.message ?? '', /“Production” was not brought back.*nothing was saved/);
      const stored = await rooms.store.read(face.id);
      ensure(stored.ok);
      assert.deepEqual([stored.credential.key, stored.credential.description], [exampleKey, 'daily']);
    }
  });

  it('leaves the credential active that was chosen before Undo', async () => {
    const rooms = buildRooms();
    const other = await addCredential(rooms, { name: 'Staging', key: otherKey });
    const { run } = openCommands(rooms, async ({ buttons: [button] }) => {
      if (button === 'Undo') {
        await rooms.active.use(other.id);
      }
      return button;
    });
    const face = await addCredential(rooms);
    await rooms.active.use(face.id);
    await run('pendo.deleteCredential', face.id);
    await until('it is back', () => rooms.store.face(face.id) !== undefined);
    await settle();
    assert.equal(rooms.active.current()?.id, other.id);
  });

  it('takes the row away before the keyring has erased the secret', async () => {
    const { run, rooms } = openCommands(buildRooms(), confirm);
    const face = await addCredential(rooms);
    await settle();
    rooms.secrets.failNext('delete', 'hang');
    let shownInTime = false;
    rooms.store.onDidChange(() => {
      shownInTime ||= rooms.store.list().length === 0 && rooms.secrets.values.size === 1;
    });
    await run('pendo.deleteCredential', face.id);
    assert.ok(shownInTime);
  });

  it('says so, and keeps the credential, when the list can’t be written', async () => {
    const { run, rooms, messages } = openCommands(buildRooms(), confirm);
    const face = await addCredential(rooms);
    await settle();
    rooms.globalState.failNext('reject');
    await run('pendo.deleteCredential', face.id);
    assert.match(messages.at(-1)?.message ?? '', /was not deleted: .*the disk is full/);
    assert.equal((await rooms.store.read(face.id)).ok, true);
  });

  it('offers Undo although what else is known of the credential can’t be forgotten', async () => {
    const { run, rooms } = openCommands(buildRooms(), ({ buttons }) => buttons[0]);
    const face = await addCredential(rooms);
    const update = rooms.globalState.update.bind(rooms.globalState);
    rooms.globalState.update = async (key, value) => {
      if (key === 'exposures') {
        throw new Error('no exposure can be written');
      }
      await update(key, value);
    };
    await run('pendo.deleteCredential', face.id);
    await until('it is back', () => rooms.store.face(face.id) !== undefined);
  });

  it('never shows a credential again whose secret could not be erased', async () => {
    for (const fault of ['reject', 'hang'] as const) {
      const { run, rooms } = openCommands(buildRooms(), ({ modal }) => (modal ? 'Delete' : undefined));
      const face = await addCredential(rooms);
      await settle();
      rooms.secrets.failNext('delete', fault);
      await run('pendo.deleteCredential', face.id);
      assert.deepEqual(rooms.store.list(), []);
      await rooms.store.reconcile();
      await settle();
      assert.deepEqual(rooms.store.list(), [], fault);
    }
  });
});
