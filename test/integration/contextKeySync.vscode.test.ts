import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ContextKeySync } from '../../src/editor/contextKeySync';
import type { Verification } from '../../src/pendo/verifyKey';
import { until } from '../unit/fakes/until';
import { addCredential, buildRooms, exampleKey, readWrite, type Rooms } from './support/rooms';
import { atEnd, stub } from './support/stub';

describe('the context keys', () => {
  it('are all set at the start, so that no clause meets an unknown one', async () => {
    const { told } = await openSync(buildRooms());
    assert.deepEqual(told, [
      'pendo.credentialCount=0',
      'pendo.keyMissing=false',
      'pendo.checking=false',
      'pendo.previousKeyHeld=false',
    ]);
  });

  it('follow the number of credentials', async () => {
    const { told, rooms } = await openSync(buildRooms());
    told.length = 0;
    const face = await addCredential(rooms);
    await addCredential(rooms, { name: 'Staging' });
    await rooms.store.delete(face.id);
    assert.deepEqual(told, ['pendo.credentialCount=1', 'pendo.credentialCount=2', 'pendo.credentialCount=1']);
  });

  it('follow a lost key, and its return', async () => {
    const { told, rooms } = await openSync(buildRooms());
    await addCredential(rooms);
    told.length = 0;
    const secrets = new Map(rooms.secrets.values);
    rooms.secrets.values.clear();
    await rooms.store.reconcile();
    secrets.forEach((value, key) => rooms.secrets.values.set(key, value));
    await rooms.store.reconcile();
    assert.deepEqual(told, ['pendo.keyMissing=true', 'pendo.keyMissing=false']);
  });

  it('tell while a check is under way', async () => {
    let end: (verification: Verification) => void = () => undefined;
    const { told, rooms } = await openSync(
      buildRooms({ verify: () => new Promise((resolve) => (end = resolve)) }),
    );
    const face = await addCredential(rooms);
    told.length = 0;
    const check = rooms.monitor.check(face.id);
    assert.deepEqual(told, ['pendo.checking=true']);
    await new Promise((resolve) => setImmediate(resolve));
    end(readWrite);
    await check;
    assert.deepEqual(told, ['pendo.checking=true', 'pendo.checking=false']);
  });

  it('tell while a replaced key can be brought back', async () => {
    const { told, rooms } = await openSync(buildRooms());
    const face = await addCredential(rooms);
    told.length = 0;
    rooms.previousKeys.hold(face.id, { key: exampleKey, keySavedAt: 0, baseUrl: face.baseUrl });
    rooms.previousKeys.drop(face.id);
    assert.deepEqual(told, ['pendo.previousKeyHeld=true', 'pendo.previousKeyHeld=false']);
  });

  it('are not told again while they stay the same', async () => {
    const { told, rooms } = await openSync(buildRooms());
    const face = await addCredential(rooms);
    told.length = 0;
    await rooms.store.save({ ...face, description: 'other', key: undefined });
    await rooms.store.reconcile();
    assert.deepEqual(told, []);
  });

  it('follow nothing any more when they are disposed', async () => {
    const { sync, told, rooms } = await openSync(buildRooms());
    sync.dispose();
    told.length = 0;
    await addCredential(rooms);
    assert.deepEqual(told, []);
  });
});

/** The adapter, and what it tells VS Code, which gets it too. */
async function openSync(rooms: Rooms): Promise<{ sync: ContextKeySync; told: string[]; rooms: Rooms }> {
  const told: string[] = [];
  const execute = vscode.commands.executeCommand.bind(vscode.commands);
  stub(vscode.commands, 'executeCommand', <T>(command: string, ...rest: unknown[]): Thenable<T> => {
    if (command === 'setContext') {
      told.push(rest.map(String).join('='));
    }
    return execute<T>(command, ...rest);
  });
  const sync = new ContextKeySync(rooms);
  atEnd(() => sync.dispose());
  await until('the first values are told', () => told.length > 0);
  return { sync, told, rooms };
}
