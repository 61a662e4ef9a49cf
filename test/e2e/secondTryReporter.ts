import Mocha from 'mocha';

/** Mocha's usual report, which also tells of each step that had a second try, and what failed in its first. */
class SecondTryReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    runner.on('retry', (test: Mocha.Test, error: Error) => {
      console.log(`    A second try of “${test.fullTitle()}”: ${error.message}`);
    });
  }
}

module.exports = SecondTryReporter;
