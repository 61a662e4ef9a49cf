import Mocha from 'mocha';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { assertOwnProfile } from './support/ownProfile';

/** Runs every integration test; called by VS Code inside the extension host. Rejects when a test fails and when there is none. */
export async function run(): Promise<void> {
  assertOwnProfile();
  const mocha = new Mocha({ ui: 'bdd', reporter: 'spec', color: false, timeout: 20_000, slow: 2_000 });
  const files = readdirSync(__dirname, { recursive: true }).map(String).sort();
  const tests = files.filter((file) => file.endsWith('.vscode.test.cjs'));
  // First the extension as it runs: the other tests put views of their own in the place of its.
  const isFirst = (file: string): boolean => file.startsWith('installed');
  for (const file of [...tests.filter(isFirst), ...tests.filter((file) => !isFirst(file))]) {
    mocha.addFile(join(__dirname, file));
  }
  const { passed, failed } = await runMocha(mocha);
  if (failed > 0) {
    throw new Error(`${failed} integration tests failed, ${passed} passed.`);
  }
  if (passed === 0) {
    throw new Error('No integration test ran.');
  }
}

function runMocha(mocha: Mocha): Promise<{ passed: number; failed: number }> {
  return new Promise((resolve) => {
    let passed = 0;
    const runner = mocha.run((failed) => resolve({ passed, failed }));
    runner.on(Mocha.Runner.constants.EVENT_TEST_PASS, () => (passed += 1));
  });
}
