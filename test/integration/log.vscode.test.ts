import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Log } from '../../src/editor/log';
import { verifyKey } from '../../src/pendo/verifyKey';
import { startSandbox } from '../sandbox/startSandbox';
import { sandboxKeys } from '../sandbox/keys';
import { atEnd, stub } from './support/stub';

const exchange = { method: 'GET', host: 'app.pendo.io', path: '/api/v1/token/verify', milliseconds: 81 };

describe('the log', () => {
  it('makes its channel when something is first written, and one only', () => {
    const { log, channels } = openLog();
    assert.equal(channels.length, 0);
    log.request({ ...exchange, outcome: 200 });
    log.request({ ...exchange, outcome: 200 });
    log.error('something', new Error('went wrong'));
    assert.deepEqual(channels, ['Pendo']);
  });

  it('notes method, host, path, outcome and time, and warns of what failed', () => {
    const { log, lines } = openLog();
    log.request({ ...exchange, outcome: 200 });
    log.request({ ...exchange, outcome: 403 });
    log.request({ ...exchange, outcome: 'timeout' });
    log.request({ ...exchange, outcome: 'cancelled' });
    assert.deepEqual(lines, [
      'info GET app.pendo.io /api/v1/token/verify 200 81 ms',
      'warn GET app.pendo.io /api/v1/token/verify 403 81 ms',
      'warn GET app.pendo.io /api/v1/token/verify timeout 81 ms',
      'info GET app.pendo.io /api/v1/token/verify cancelled 81 ms',
    ]);
  });

  it('notes an error with its stack, and what is no error as text', () => {
    const { log, lines } = openLog();
    const error = new Error('went wrong');
    log.error('saving', error);
    log.error('saving', 'no error');
    assert.equal(lines[0], `error saving: ${error.stack ?? ''}`);
    assert.equal(lines[1], 'error saving: no error');
  });

  it('has no key in it after real requests, whether they worked or not', async () => {
    const sandbox = await startSandbox();
    atEnd(() => void sandbox.close());
    const { log, lines } = openLog();
    const unused = 'http://127.0.0.1:9';
    for (const key of Object.values(sandboxKeys)) {
      for (const baseUrl of [sandbox.baseUrl, unused]) {
        const { signal } = new AbortController();
        await verifyKey({ baseUrl, key, seconds: 5, signal }, log.request);
      }
    }
    assert.equal(sandbox.requests.length, 3);
    assert.equal(lines.length, 6);
    for (const key of Object.values(sandboxKeys)) {
      assert.ok(!lines.some((line) => line.includes(key.slice(0, 13))));
    }
  });

  it('is shown without taking the focus, even when it is empty', () => {
    const { log, lines } = openLog();
    log.show();
    assert.deepEqual(lines, ['show true']);
  });
});

let channelNumber = 0;

/** The adapter on a real log channel, and what it writes there. */
function openLog(): { log: Log; lines: string[]; channels: string[] } {
  const lines: string[] = [];
  const channels: string[] = [];
  const create = vscode.window.createOutputChannel.bind(vscode.window);
  const watched = (name: string, options: { log: true }): vscode.LogOutputChannel => {
    channels.push(name);
    // Channels are kept by name, and the running extension has its own; closing this one must not close that.
    const channel = create(`${name} ${++channelNumber}`, options);
    for (const level of ['info', 'warn', 'error'] as const) {
      const write = channel[level].bind(channel);
      channel[level] = (message: string) => {
        lines.push(`${level} ${message}`);
        write(message);
      };
    }
    stub(channel, 'show', (...args: unknown[]) => void lines.push(`show ${args.map(String).join(' ')}`));
    return channel;
  };
  stub(vscode.window, 'createOutputChannel', watched as typeof vscode.window.createOutputChannel);
  // Not disposed: VS Code complains of a channel that is closed while it is still being made.
  return { log: new Log(), lines, channels };
}
