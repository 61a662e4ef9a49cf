import { spawn, type ChildProcess } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { whenProcessEnds } from './whenProcessEnds';

export interface ProcessGroupOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** Takes stdout and stderr. */
  readonly logFile: string;
}

/** A program with all its children in one process group, so that none of them outlives it, or this process. */
export class ProcessGroup {
  private readonly child: ChildProcess;
  /** Resolves when the program is gone, with how it went. */
  readonly whenEnded: Promise<string>;
  private exitDescription: string | undefined;
  private readonly forget: () => void;

  constructor(private readonly options: ProcessGroupOptions) {
    fs.mkdirSync(path.dirname(options.logFile), { recursive: true });
    const log = fs.openSync(options.logFile, 'a');
    this.child = spawn(options.command, [...options.args], {
      cwd: options.cwd,
      env: { ...process.env, ...options.environment },
      stdio: ['ignore', log, log],
      detached: true,
    });
    fs.closeSync(log);
    this.forget = whenProcessEnds(() => this.signal('SIGKILL'));
    this.whenEnded = new Promise((resolve) => {
      const onEnd = (description: string): void => {
        this.exitDescription = description;
        resolve(description);
      };
      this.child.once('error', (error) => onEnd(error.message));
      this.child.once('exit', (code, signal) => onEnd(`exit ${code ?? signal}`));
    });
  }

  /** The ids of its processes whose command line has this argument; Linux only. */
  processesWith(argument: string): number[] {
    return fs
      .readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && this.groupOf(name) === this.child.pid)
      .filter((name) => read(`/proc/${name}/cmdline`).split('\0').includes(argument))
      .map(Number);
  }

  /** Set once the program has ended by itself or was ended. */
  get ended(): string | undefined {
    return this.exitDescription;
  }

  /** Everything it printed so far. */
  output(): string {
    return fs.readFileSync(this.options.logFile, 'utf8');
  }

  /** Asks politely, then ends the whole group. Resolves when the program is gone. */
  async end(): Promise<void> {
    this.signal('SIGTERM');
    const impatient = setTimeout(() => this.signal('SIGKILL'), 3_000);
    await this.whenEnded;
    clearTimeout(impatient);
    this.signal('SIGKILL');
    this.forget();
  }

  private groupOf(process: string): number {
    // After the name, which stands in brackets and may hold anything: state, parent, group.
    return Number(
      read(`/proc/${process}/stat`)
        .replace(/^.*\) /s, '')
        .split(' ')[2],
    );
  }

  private signal(signal: NodeJS.Signals): void {
    if (this.child.pid === undefined) {
      return;
    }
    try {
      process.kill(-this.child.pid, signal);
    } catch {
      // No process is left in the group.
    }
  }
}

/** A file of a process, or nothing once that is gone. */
function read(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
