import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commandIds } from '../../src/contributions';
import { Log } from '../../src/editor/log';
import { registerCommands, type RunCommand } from '../../src/editor/registerCommands';
import { until } from '../unit/fakes/until';
import { atEnd, stub } from './support/stub';
import { watchMessages, type Shown } from './support/watchWindow';

describe('the wrapper of the commands', () => {
  it('registers every command, and none again after it is disposed', () => {
    const { handlers, disposables } = register(() => Promise.resolve());
    assert.deepEqual([...handlers.keys()], [...commandIds]);
    disposables.forEach((disposable) => void disposable.dispose());
    assert.equal(handlers.size, 0);
  });

  it('hands over the command and its argument', async () => {
    const ran: unknown[] = [];
    const { handlers } = register(async (id, argument) => void ran.push([id, argument]));
    await handlers.get('pendo.editCredential')?.('some-id');
    await handlers.get('pendo.showLog')?.();
    // As VS Code calls it from a row that it no longer knows.
    await handlers.get('pendo.editCredential')?.(undefined, undefined);
    assert.deepEqual(ran, [
      ['pendo.editCredential', 'some-id'],
      ['pendo.showLog', undefined],
      ['pendo.editCredential', null],
    ]);
  });

  it('logs and tells what a command did not expect, and does not throw it on', async () => {
    const messages = watchMessages();
    const { handlers, logged } = register(() => Promise.reject(new Error('out of paper')));
    await handlers.get('pendo.checkConnection')?.();
    assert.deepEqual(
      logged.map(({ what, error }) => `${what}: ${String(error)}`),
      ['pendo.checkConnection: Error: out of paper'],
    );
    const [shown] = messages;
    assert.match(shown?.message ?? '', /out of paper/);
    assert.deepEqual([shown?.buttons, shown?.modal], [['Show Log'], false]);
  });

  it('logs and tells what is thrown at once, and what is thrown is no error', async () => {
    const messages: Shown[] = watchMessages();
    const { handlers, logged } = register(() => {
      AbortSignal.abort('a text').throwIfAborted();
      return Promise.resolve();
    });
    await handlers.get('pendo.showLog')?.();
    assert.equal(logged.at(0)?.error, 'a text');
    assert.match(messages[0]?.message ?? '', /a text/);
  });

  it('shows the log when the user asks for it', async () => {
    watchMessages(() => 'Show Log');
    const { handlers, shown } = register(() => Promise.reject(new Error('out of paper')));
    await handlers.get('pendo.checkConnection')?.();
    await until('the log is shown', () => shown.count === 1);
  });
});

type Handler = (...args: unknown[]) => Promise<void>;

type Registered = {
  readonly handlers: Map<string, Handler>;
  readonly disposables: readonly vscode.Disposable[];
  readonly logged: { readonly what: string; readonly error: unknown }[];
  readonly shown: { count: number };
};

/** Registers without colliding with the running extension. */
function register(run: RunCommand): Registered {
  const handlers = new Map<string, Handler>();
  stub(vscode.commands, 'registerCommand', (id, handler) => {
    handlers.set(id, handler as Handler);
    return new vscode.Disposable(() => handlers.delete(id));
  });
  const logged: { what: string; error: unknown }[] = [];
  const shown = { count: 0 };
  const log = new Log();
  log.error = (what, error) => void logged.push({ what, error });
  log.show = () => void (shown.count += 1);
  atEnd(() => log.dispose());
  return { handlers, disposables: registerCommands(run, log), logged, shown };
}
