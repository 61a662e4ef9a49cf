import * as path from 'node:path';
import { startSandbox, type Sandbox } from '../sandbox/startSandbox';
import { downloadsFolder, repositoryRoot } from '../vscode/repositoryRoot';
import { Workbench, type WorkbenchOptions } from '../vscode/workbench';
import { createKeyring } from '../vscode/workbench/keyring';

/** What a story plays on: a Pendo, and a VS Code of a new user with this extension. */
export type Stage = { readonly sandbox: Sandbox; readonly window: Workbench };

/** Long for a person, short enough that a story which hangs tells at which step. */
const patience = 20_000;

/** Sets the stage for the tests of a file, and strikes it after them. A test that fails leaves a picture. */
export function setStage(options: Partial<WorkbenchOptions> = {}): Stage {
  let sandbox: Sandbox | undefined;
  let window: Workbench | undefined;

  before('start a sandbox and VS Code', async function () {
    // The first run on a machine fetches VS Code.
    this.timeout(600_000);
    sandbox = await startSandbox();
    window = await Workbench.launch({
      extensionDevelopmentPath: repositoryRoot,
      keyring: createKeyring(),
      ...options,
    });
    window.page.setDefaultTimeout(patience);
    await window.showViewContainer('Pendo');
  });

  afterEach('take a picture of a failure', async function () {
    if (this.currentTest?.state === 'failed') {
      const name = this.currentTest.fullTitle().replaceAll(/\W+/g, '-');
      await window?.screenshot(path.join(downloadsFolder, 'failures', `${name}.png`));
    }
  });

  after('end VS Code and the sandbox', async () => {
    await window?.close();
    await sandbox?.close();
  });

  return {
    get sandbox() {
      return present(sandbox);
    },
    get window() {
      return present(window);
    },
  };
}

function present<T>(value: T | undefined): T {
  if (value === undefined) {
    throw new Error('The stage is set when the tests run, not before.');
  }
  return value;
}
