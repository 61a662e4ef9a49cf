import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const module = join(__dirname, '..', '..', 'vscode', 'temporaryFolder.ts');

/** Makes a folder with a file in it, prints its name, and waits for what comes. */
const program = `
  const { makeTemporaryFolder } = require(${JSON.stringify(module)});
  const folder = makeTemporaryFolder('pendo-test-');
  require('node:fs').writeFileSync(require('node:path').join(folder, 'file'), '');
  process.stdin.on('data', (code) => eval(String(code)));
  console.log(folder);
`;

describe('a temporary folder', function () {
  this.timeout(20_000);

  for (const [how, code] of [
    ['ends', 'process.exit()'],
    ['fails', 'throw new Error("of a test")'],
  ] as const) {
    it(`is gone when the program that made it ${how}`, async () => {
      const { folder, child } = await start();
      child.stdin.write(code);
      await once(child, 'exit');
      assert.equal(existsSync(folder), false);
    });
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    it(`is gone when the program that made it is interrupted by ${signal}`, async function () {
      if (process.platform === 'win32') {
        // There a program does not notice.
        this.skip();
      }
      const { folder, child } = await start();
      child.kill(signal);
      await once(child, 'exit');
      assert.equal(existsSync(folder), false);
    });
  }
});

async function start() {
  const child = spawn(process.execPath, ['--import', 'tsx', '--eval', program], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const folder = String(line).trim();
  assert.ok(existsSync(folder));
  return { folder, child };
}
