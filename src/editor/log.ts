import * as vscode from 'vscode';
import type { RequestLogEntry } from '../pendo/sendRequest';

/** The "Pendo" log channel. It is made when something is first written: most windows never need it. */
export class Log implements vscode.Disposable {
  private channel: vscode.LogOutputChannel | undefined;

  dispose(): void {
    this.channel?.dispose();
  }

  /** Notes one exchange with Pendo. The entry has no header, body or query, so no key can get here. */
  readonly request = ({ method, host, path, outcome, milliseconds }: RequestLogEntry): void => {
    const failed = typeof outcome === 'string' ? outcome !== 'cancelled' : outcome >= 400;
    const line = `${method} ${host} ${path} ${outcome} ${milliseconds} ms`;
    if (failed) {
      this.open().warn(line);
    } else {
      this.open().info(line);
    }
  };

  error(what: string, error: unknown): void {
    this.open().error(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }

  /** Lets something go on that nobody waits for; what fails there is noted. */
  inBackground(what: string, work: Promise<unknown>): void {
    work.catch((error: unknown) => this.error(what, error));
  }

  show(): void {
    this.open().show(true);
  }

  private open(): vscode.LogOutputChannel {
    this.channel ??= vscode.window.createOutputChannel('Pendo', { log: true });
    return this.channel;
  }
}
