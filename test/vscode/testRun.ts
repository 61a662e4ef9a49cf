import { formatConsole, isWorkbenchChatter } from './testConsole';

/** A test run that says nothing for so long hangs. */
const silenceLimit = Number(process.env['VSCODE_TEST_SILENCE'] ?? 90) * 1000;

/** One test run as the page tells it: lines, and an end that comes in time or not. */
export class TestRun {
  /** Resolves with the code of the tests; rejects when they fell silent or the page was lost. */
  readonly exitCode: Promise<number>;
  private resolve: (code: number) => void = () => undefined;
  private reject: (error: Error) => void = () => undefined;
  private silence: NodeJS.Timeout | undefined;

  constructor() {
    this.exitCode = new Promise<number>((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    // A run can fail while the page still loads and nobody waits for its code yet.
    this.exitCode.catch(() => undefined);
    this.listenOn();
  }

  log(type: string, args: readonly unknown[]): void {
    this.listenOn();
    const line = formatConsole(args);
    if (isWorkbenchChatter(line) && !process.env['VSCODE_TEST_VERBOSE']) {
      return;
    }
    (type === 'error' ? process.stderr : process.stdout).write(`${line}\n`);
  }

  finish(code: number): void {
    clearTimeout(this.silence);
    this.resolve(code);
  }

  fail(reason: string): void {
    clearTimeout(this.silence);
    this.reject(new Error(reason));
  }

  private listenOn(): void {
    clearTimeout(this.silence);
    const reason = `The test run said nothing for ${silenceLimit / 1000} s; it is taken to hang.`;
    this.silence = setTimeout(() => this.fail(reason), silenceLimit);
  }
}
