import assert from 'node:assert/strict';
import vm from 'node:vm';
import fc from 'fast-check';

// The longest that one input may take: far more than it needs, far less than a regular expression that runs away.
const millisecondsPerInput = 2000;

/**
 * A property that is tried with as many inputs as there is time for. All properties share `FUZZ_SECONDS` (60 unless set) equally. What fails
 * is printed with the variables that repeat it.
 */
export function fuzz<Ts>(
  title: string,
  property: fc.IRawProperty<Ts>,
  options: { readonly extraMilliseconds?: number } = {},
): void {
  it(title, async function () {
    const milliseconds = (secondsInAll() * 1000) / countTests(this.runnable().parent);
    // Making the counterexample smaller takes time too.
    this.timeout(milliseconds + 60_000 + (options.extraMilliseconds ?? 0));
    const details = await fc.check(property, {
      numRuns: Number.MAX_SAFE_INTEGER,
      interruptAfterTimeLimit: milliseconds,
      markInterruptAsFailure: false,
      ...repetition(),
    });
    if (details.failed) {
      const { seed, counterexamplePath } = details;
      const repeat = `FUZZ_SEED=${seed} FUZZ_PATH=${counterexamplePath ?? ''} npm run fuzz -- --fgrep ${JSON.stringify(title)}`;
      assert.fail(`${await fc.asyncDefaultReportMessage(details)}\n\nTo repeat it: ${repeat}`);
    }
    assert.ok(details.numRuns > 0, 'no input was tried');
  });
}

/** A property of code that is synchronous: it holds, and it comes to an end soon, even in a regular expression without an end. */
export function parses<T>(arbitrary: fc.Arbitrary<T>, check: (input: T) => void): fc.IRawProperty<[T]> {
  const sandbox = { run: (): void => undefined };
  const context = vm.createContext(sandbox);
  const script = new vm.Script('run()');
  return fc.property(arbitrary, (input) => {
    sandbox.run = () => check(input);
    script.runInContext(context, { timeout: millisecondsPerInput });
  });
}

function secondsInAll(): number {
  return Number(process.env['FUZZ_SECONDS'] ?? 60);
}

function repetition(): { seed?: number; path?: string } {
  const { FUZZ_SEED: seed, FUZZ_PATH: path } = process.env;
  return { ...(seed ? { seed: Number(seed) } : {}), ...(path ? { path } : {}) };
}

function countTests(suite: Mocha.Suite | undefined): number {
  return suite?.parent ? countTests(suite.parent) : (suite?.total() ?? 1);
}
