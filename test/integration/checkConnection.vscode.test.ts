import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Verification } from '../../src/pendo/verifyKey';
import { holdAnswers } from '../unit/fakes/holdAnswers';
import { settle } from '../unit/fakes/settle';
import { until } from '../unit/fakes/until';
import { openCommands } from './support/openCommands';
import { addCredential, buildRooms, exampleKey, otherKey, readWrite, rejected } from './support/rooms';
import { stub } from './support/stub';
import { watchProgress, watchQuickPicks } from './support/watchWindow';

const unreachable: Verification = { ok: false, failure: { code: 'dns', host: 'app.pendo.io' } };

/** Keeps the extension's commands from being run by a button, and tells which were. */
function watchCommands(): unknown[] {
  const executed: unknown[] = [];
  const execute = vscode.commands.executeCommand.bind(vscode.commands);
  stub(vscode.commands, 'executeCommand', async <T>(command: string, ...rest: unknown[]): Promise<T> => {
    if (!command.startsWith('pendo.')) {
      return execute<T>(command, ...rest);
    }
    executed.push([command, ...rest]);
    return undefined as T;
  });
  return executed;
}

describe('the command Check Connection', () => {
  it('checks the active credential without a question', async () => {
    const { run, rooms, messages } = openCommands();
    await addCredential(rooms, { name: 'Production' });
    const face = await addCredential(rooms, { name: 'Staging' });
    await rooms.active.use(face.id);
    await run('pendo.checkConnection', undefined);
    assert.equal(rooms.monitor.state(face.id).kind, 'connected');
    assert.deepEqual(messages, []);
  });

  it('tells what failed and offers what to do about it', async () => {
    const { run, rooms, messages } = openCommands(buildRooms({ verify: async () => rejected }));
    const face = await addCredential(rooms);
    await run('pendo.checkConnection', face.id);
    await until('it is told', () => messages.length === 1);
    assert.match(messages[0]?.message ?? '', /Production/);
    assert.ok(messages.every(({ buttons }) => buttons.includes('Replace Key')));
    assert.ok(messages.every(({ message }) => !message.includes(exampleKey)));
  });

  it('runs the command behind the button that is chosen, for that credential', async () => {
    const { run, rooms } = openCommands(buildRooms({ verify: async () => rejected }), () => 'Replace Key');
    const face = await addCredential(rooms);
    const executed = watchCommands();
    await run('pendo.checkConnection', face.id);
    await until('the command runs', () => executed.length === 1);
    assert.deepEqual(executed, [['pendo.replaceKey', face.id]]);
  });

  it('tells a storage that rejects or hangs from a lost key, and deletes nothing', async () => {
    for (const fault of ['reject', 'hang'] as const) {
      const { run, rooms, messages } = openCommands();
      const face = await addCredential(rooms);
      rooms.secrets.failAlways('get', fault);
      await run('pendo.checkConnection', face.id);
      assert.equal(rooms.monitor.state(face.id).kind, 'unexpected');
      assert.equal(messages.length, 1);
      assert.equal(rooms.secrets.values.size, 1);
    }
  });

  it('says that the key is missing when the storage has forgotten it', async () => {
    const { run, rooms, messages } = openCommands();
    const face = await addCredential(rooms);
    rooms.secrets.values.clear();
    await run('pendo.checkConnection', face.id);
    assert.equal(rooms.monitor.state(face.id).kind, 'keyMissing');
    assert.ok(messages[0]?.buttons.includes('Enter API Key'));
    assert.equal(rooms.store.list().length, 1);
  });

  it('is ended by Cancel, of one or of all', async () => {
    for (const argument of ['Production', undefined]) {
      const { run, rooms, messages } = openCommands(buildRooms({ verify: holdAnswers().verify }));
      const face = await addCredential(rooms);
      const check = run('pendo.checkConnection', face.id);
      await until('it is under way', () => rooms.monitor.state(face.id).kind === 'checking');
      await run('pendo.cancelCheck', argument);
      await check;
      assert.equal(rooms.monitor.state(face.id).kind, 'unchecked');
      assert.deepEqual(messages, []);
    }
  });

  it('says nothing when it is cancelled, whatever was known before', async () => {
    for (const known of [rejected, unreachable, readWrite]) {
      const { verify, asked } = holdAnswers();
      const { run, rooms, messages } = openCommands(buildRooms({ verify }));
      const face = await addCredential(rooms);
      await rooms.active.use(face.id);
      const first = rooms.monitor.check(face.id);
      await until('Pendo is asked', () => asked.length === 1);
      asked[0]!.answer(known);
      await first;
      const before = rooms.monitor.state(face.id);
      const check = run('pendo.checkConnection', face.id);
      await until('Pendo is asked again', () => asked.length === 2);
      await run('pendo.cancelCheck', face.id);
      await check;
      assert.deepEqual(rooms.monitor.state(face.id), before);
      assert.deepEqual(messages, []);
    }
  });

  it('tells that a credential works where neither the status bar nor the list shows it', async () => {
    const { run, rooms, messages, tree } = openCommands();
    await addCredential(rooms, { name: 'Staging' });
    const progress = watchProgress();
    await run('pendo.checkConnection', undefined);
    assert.deepEqual(
      messages.map(({ message }) => message),
      ['Staging: Connected, read and write.'],
    );
    tree.isVisible = () => true;
    await run('pendo.checkConnection', undefined);
    assert.equal(messages.length, 1);
    assert.deepEqual(progress, [], 'none is needed for so short a time');
  });

  it('shows there that it takes a while, and can be cancelled', async () => {
    const { verify, asked } = holdAnswers();
    const { run, rooms, messages } = openCommands(buildRooms({ verify }));
    const face = await addCredential(rooms, { name: 'Staging' });
    const progress = watchProgress();
    const check = run('pendo.checkConnection', undefined);
    await until('the progress is shown', () => progress.length > 0);
    assert.equal(progress[0]?.title, 'Checking “Staging”');
    progress[0].cancel();
    await check;
    assert.ok(asked[0]?.signal.aborted);
    assert.equal(rooms.monitor.state(face.id).kind, 'unchecked');
    assert.deepEqual(messages, []);
  });
});

describe('the command Check All Connections', () => {
  it('tells how many do not work', async () => {
    const verify = async ({ key }: { key: string }): Promise<Verification> =>
      key === otherKey ? rejected : readWrite;
    const { run, rooms, messages } = openCommands(buildRooms({ verify }));
    for (let number = 0; number < 9; number += 1) {
      await addCredential(rooms, { name: `Good ${number}` });
    }
    await addCredential(rooms, { name: 'Bad', key: otherKey });
    await run('pendo.checkAllConnections', undefined);
    assert.match(messages[0]?.message ?? '', /1 of 10/);
    const kinds = rooms.store.list().map(({ id }) => rooms.monitor.state(id).kind);
    assert.deepEqual(
      kinds.filter((kind) => kind === 'connected'),
      Array.from({ length: 9 }, () => 'connected'),
    );
  });

  it('reads no further key where VS Code has deleted one that it can’t decrypt, and leads to why', async () => {
    const { run, rooms, messages } = openCommands(buildRooms(), ({ buttons: [button] }) => button);
    await addCredential(rooms, { name: 'Production' });
    await addCredential(rooms, { name: 'Staging', key: otherKey });
    const executed = watchCommands();
    await settle();
    rooms.secrets.failAlways('get', 'undecryptable');
    await run('pendo.checkAllConnections', undefined);
    await until('the command runs', () => executed.length === 1);
    assert.match(messages[0]?.message ?? '', /^The key of “Production” is gone/);
    assert.equal(messages.length, 1);
    assert.deepEqual(executed, [['pendo.checkSecretStorage']]);
    assert.deepEqual([...rooms.secrets.values.keys()], ['credential/Staging']);
  });

  it('goes on and tells once where it is run again meanwhile', async () => {
    const { verify, asked } = holdAnswers();
    const { run, rooms, messages } = openCommands(buildRooms({ verify }));
    await addCredential(rooms, { name: 'Production' });
    await addCredential(rooms, { name: 'Staging' });
    const first = run('pendo.checkAllConnections', undefined);
    await until('Pendo is asked about both', () => asked.length === 2);
    const second = run('pendo.checkAllConnections', undefined);
    await settle();
    asked.forEach((request) => request.answer(readWrite));
    await Promise.all([first, second]);
    assert.deepEqual(
      messages.map(({ message }) => message),
      ['Pendo connections that work: 2 of 2.'],
    );
  });

  it('says nothing where all checks are cancelled from the palette, and begins no other', async () => {
    const { verify, asked } = holdAnswers();
    const { run, rooms, messages } = openCommands(buildRooms({ verify }));
    for (let number = 1; number <= 6; number += 1) {
      await addCredential(rooms, { name: `Client ${number}` });
    }
    const round = run('pendo.checkAllConnections', undefined);
    await until('Pendo is asked about the first', () => asked.length === 4);
    await run('pendo.cancelCheck', undefined);
    await round;
    assert.equal(asked.length, 4);
    assert.ok(!rooms.monitor.isChecking());
    assert.deepEqual(messages, []);
  });
});

describe('the command My Key Was Exposed', () => {
  it('ticks off the check when the key works, not when the check is cancelled', async () => {
    const { verify, asked } = holdAnswers();
    const { run, rooms } = openCommands(buildRooms({ verify }));
    const face = await addCredential(rooms);
    const known = rooms.monitor.check(face.id);
    await until('Pendo is asked', () => asked.length === 1);
    asked[0]!.answer(readWrite);
    await known;
    const picks = watchQuickPicks(({ labels }) =>
      picks.length > 2 ? undefined : labels.find((label) => label.endsWith('Check the connection')),
    );
    const guide = run('pendo.keyExposed', face.id);
    await until('Pendo is asked again', () => asked.length === 2);
    await run('pendo.cancelCheck', face.id);
    await until('Pendo is asked once more', () => asked.length === 3);
    asked[2]!.answer(readWrite);
    await guide;
    assert.deepEqual(
      picks.map(({ title }) => /\(.*\)/.exec(title ?? '')?.[0]),
      ['(0 of 5 done)', '(0 of 5 done)', '(1 of 5 done)'],
    );
  });
});
