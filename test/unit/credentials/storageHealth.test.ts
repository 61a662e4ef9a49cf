import assert from 'node:assert/strict';
import { StorageHealth, type StorageDurability } from '../../../src/credentials/storageHealth';
import { survives } from '../../survives';
import { FakeKeyValueStore } from '../fakes/fakeKeyValueStore';
import { FakeSecretStore } from '../fakes/fakeSecretStore';

const timeout = { kind: 'timeout', cause: 'no answer within 10 seconds' };
const rejected = { kind: 'rejected', cause: 'the keyring is locked' };

describe('StorageHealth', () => {
  let secrets: FakeSecretStore;
  let state: FakeKeyValueStore;
  let made: number;
  beforeEach(() => {
    secrets = new FakeSecretStore();
    state = new FakeKeyValueStore();
    made = 0;
  });

  /** As it is after the start of VS Code with this session id. */
  const inSession = (session: string, globalState = state) =>
    new StorageHealth({
      secrets,
      globalState,
      session,
      createValue: () => `value ${(made += 1)}`,
    });
  const bothSay = async (health: StorageHealth, expected: StorageDurability) => {
    assert.equal(await health.durability(), expected);
    assert.equal(await health.confirmDurability(), expected);
  };

  describe('the marker', () => {
    it('is not there at first, so nothing is known, and nothing is asked', async () => {
      await bothSay(inSession('1'), 'unknown');
      assert.deepEqual(secrets.calls, []);
    });

    it('says nothing in the session that left it', async () => {
      const health = inSession('1');
      await health.mark();
      await bothSay(health, 'unknown');
      await bothSay(inSession('1'), 'unknown');
    });

    it('that is there after a restart shows that secrets last, without opening the keyring', async () => {
      await inSession('1').mark();
      secrets.calls.length = 0;
      const health = inSession('2');
      assert.equal(await health.durability(), 'lasting');
      assert.deepEqual(secrets.calls, ['keys']);
      assert.equal(await health.confirmDurability(), 'lasting');
    });

    survives(
      {
        area: 'storage',
        fault: 'Secrets of the session before are gone (VS Code kept them in memory)',
        userSees: 'Above the rows: “keys will not last”, and which command says more',
      },
      'that is gone after a restart shows that they do not',
      async () => {
        await inSession('1').mark();
        secrets.values.clear();
        await bothSay(inSession('2'), 'lost');
      },
    );

    survives(
      {
        area: 'storage',
        fault: 'The keyring has the secrets and can’t decrypt them any more',
        userSees: 'Check Secret Storage: “A secret of an earlier session is gone.”',
      },
      'that is there by name, and can’t be decrypted, is lost',
      async () => {
        await inSession('1').mark();
        secrets.failNext('get', 'undecryptable');
        const health = inSession('2');
        assert.equal(await health.durability(), 'lasting');
        assert.equal(await health.confirmDurability(), 'lost');
      },
    );

    it('of another store of secrets is lost', async () => {
      await inSession('1').mark();
      secrets.values.clear();
      await inSession('1', new FakeKeyValueStore()).mark();
      await bothSay(inSession('2'), 'lost');
    });

    it('that is there with another value is lost', async () => {
      await inSession('1').mark();
      secrets.failNext('get', { kind: 'value', value: 'of somebody else' });
      assert.equal(await inSession('2').confirmDurability(), 'lost');
    });

    describe('of each profile, which has its own state and the secrets of all', () => {
      let other: FakeKeyValueStore;
      beforeEach(() => (other = new FakeKeyValueStore()));

      survives(
        {
          area: 'windows',
          fault: 'Two profiles save credentials on a healthy machine',
          userSees: 'Check Secret Storage: “A secret of an earlier session is still there.” in both',
        },
        'lasts, whoever saves last',
        async () => {
          await inSession('1').mark();
          await inSession('2', other).mark();
          await inSession('3').mark();
          await bothSay(inSession('4'), 'lasting');
          await bothSay(inSession('4', other), 'lasting');
          assert.equal(secrets.values.size, 2);
        },
      );

      it('is lost with the memory that had it, although another profile has left one since', async () => {
        await inSession('1').mark();
        await inSession('1', other).mark();
        secrets.values.clear();
        await inSession('2', other).mark();
        await bothSay(inSession('2'), 'lost');
        await inSession('2').mark();
        secrets.values.clear();
        await bothSay(inSession('3'), 'lost');
        await bothSay(inSession('3', other), 'lost');
      });
    });

    it('of two windows that save at the same time lasts, whichever state is kept', async () => {
      const windows = [state.reopen(), state.reopen()];
      await Promise.all(windows.map((window, index) => inSession(`${index}`, window).mark()));
      for (const window of windows) {
        await bothSay(inSession('next', window), 'lasting');
      }
    });

    it('that can’t be read now says nothing', async () => {
      await inSession('1').mark();
      secrets.failNext('get', 'reject');
      assert.equal(await inSession('2').confirmDurability(), 'unknown');
    });

    it('says nothing where the names can’t be had', async () => {
      await inSession('1').mark();
      secrets.failAlways('keys', 'reject');
      await bothSay(inSession('2'), 'unknown');
    });

    it('stays the only one where the names can’t be had', async () => {
      secrets.failAlways('keys', 'reject');
      await inSession('1').mark();
      await inSession('2').mark();
      assert.equal(secrets.values.size, 1);
      secrets.clearFaults();
      await bothSay(inSession('3'), 'lasting');
    });

    it('is left once while it counts: in its session, and as long as it lasts', async () => {
      await inSession('1').mark();
      await inSession('1').mark();
      await inSession('2').mark();
      await inSession('3').mark();
      assert.equal(made, 1);
      await bothSay(inSession('3'), 'lasting');
    });

    it('is left anew once it was lost, and counts from then on', async () => {
      await inSession('1').mark();
      secrets.values.clear();
      let told = 0;
      const health = inSession('2');
      health.onDidMark(() => (told += 1));
      await health.mark();
      assert.deepEqual([told, made], [1, 2]);
      await bothSay(health, 'unknown');
      await bothSay(inSession('3'), 'lasting');
    });

    it('does not count where its secret could not be written', async () => {
      secrets.failNext('store', 'reject');
      await assert.rejects(inSession('1').mark(), /keyring is locked/);
      await bothSay(inSession('2'), 'unknown');
    });

    for (const rubbish of [null, 3, 'value', [], {}, { value: 1, session: 's' }, { value: 'v' }]) {
      it(`is none where the state is ${JSON.stringify(rubbish)}`, async () => {
        state.plant('storageMarker', rubbish);
        await bothSay(inSession('2'), 'unknown');
        await inSession('2').mark();
        await bothSay(inSession('3'), 'lasting');
      });
    }
  });

  describe('the test', () => {
    const well = { write: undefined, read: undefined, erase: undefined };

    it('writes, reads and erases a secret of its own', async () => {
      assert.deepEqual(await inSession('1').test(), well);
      assert.deepEqual(secrets.calls, ['store storage/test', 'get storage/test', 'delete storage/test']);
      assert.equal(secrets.values.size, 0);
    });

    for (const [operation, kind, result] of [
      ['store', 'reject', { ...well, write: rejected }],
      ['get', 'reject', { ...well, read: rejected }],
      ['delete', 'reject', { ...well, erase: rejected }],
      ['store', 'forget', { ...well, read: 'differs' }],
      ['get', 'undecryptable', { ...well, read: 'differs' }],
    ] as const) {
      it(`tells what failed where ${operation} ends in ${kind}`, async () => {
        secrets.failNext(operation, kind);
        assert.deepEqual(await inSession('1').test(), result);
      });
    }

    it('takes the value of another for one that differs', async () => {
      secrets.failNext('get', { kind: 'value', value: 'other' });
      assert.deepEqual(await inSession('1').test(), { ...well, read: 'differs' });
    });

    it('makes a value of a storage that throws at once', async () => {
      secrets.store = () => {
        throw new Error('not supported here');
      };
      const write = { kind: 'rejected', cause: 'not supported here' };
      assert.deepEqual(await inSession('1').test(), { ...well, write });
    });
  });

  describe('a keyring that hangs', () => {
    const { setTimeout: inRealTime } = globalThis;
    // Ten seconds are over in ten milliseconds.
    beforeEach(() => {
      globalThis.setTimeout = ((end: () => void, milliseconds: number) =>
        inRealTime(end, milliseconds / 1000)) as typeof setTimeout;
    });
    afterEach(() => (globalThis.setTimeout = inRealTime));

    for (const [operation, result] of [
      ['store', { write: timeout, read: undefined, erase: undefined }],
      ['get', { write: undefined, read: timeout, erase: undefined }],
      ['delete', { write: undefined, read: undefined, erase: timeout }],
    ] as const) {
      survives(
        {
          area: 'storage',
          fault: 'The keyring hangs during Check Secret Storage',
          userSees: 'After ten seconds the report says which step got no answer',
        },
        `at ${operation} ends the test with that`,
        async () => {
          secrets.failNext(operation, 'hang');
          assert.deepEqual(await inSession('1').test(), result);
        },
      );
    }

    it('says nothing of how long secrets last', async () => {
      await inSession('1').mark();
      secrets.failNext('keys', 'hang');
      assert.equal(await inSession('2').durability(), 'unknown');
      secrets.failNext('get', 'hang');
      assert.equal(await inSession('2').confirmDurability(), 'unknown');
    });

    it('gives up leaving a marker', async () => {
      secrets.failNext('store', 'hang');
      await assert.rejects(inSession('1').mark(), /no answer within 10 seconds/);
      assert.equal(state.get('storageMarker'), undefined);
    });
  });
});
