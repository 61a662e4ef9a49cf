import * as path from 'node:path';
import { companyMachine, hostTls } from '../../proxy/privateAuthority';
import { startProxy, type Proxy } from '../../proxy/startProxy';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { downloadsFolder, repositoryRoot } from '../../vscode/repositoryRoot';
import type { Settings } from '../../vscode/userSettings';
import { Workbench } from '../../vscode/workbench';
import { createKeyring } from '../../vscode/workbench/keyring';

/** A Pendo, with its status page, with a certificate of the company's own authority, a proxy that alone knows its name, and a VS Code of a new user. */
export type CompanyStage = {
  readonly sandbox: Sandbox;
  readonly proxy: Proxy;
  readonly window: Workbench;
  /** `https://pendo.test:port`: a name that only the proxy can resolve. */
  readonly baseUrl: string;
};

const patience = 20_000;

/** Sets the stage for the tests of a file, and strikes it after them. The user's settings name the proxy unless told otherwise. */
export function setCompanyStage(
  settings: (proxy: Proxy) => Settings = ({ url }) => ({ 'http.proxy': url }),
): CompanyStage {
  let stage: CompanyStage | undefined;
  const started: { close(): Promise<void> }[] = [];
  const own = <T extends { close(): Promise<void> }>(thing: T): T => {
    started.unshift(thing);
    return thing;
  };

  before('start a sandbox, a proxy and VS Code', async function () {
    // The first run on a machine fetches VS Code.
    this.timeout(600_000);
    const sandbox = own(await startSandbox({ tls: hostTls }));
    const port = Number(new URL(sandbox.baseUrl).port);
    const proxy = own(
      await startProxy({ hosts: { [`pendo.test:${port}`]: port, 'status.pendo.io:443': port } }),
    );
    const window = own(
      await Workbench.launch({
        extensionDevelopmentPath: repositoryRoot,
        keyring: createKeyring(),
        environment: companyMachine,
        settings: settings(proxy),
      }),
    );
    window.page.setDefaultTimeout(patience);
    await window.showViewContainer('Pendo');
    stage = { sandbox, proxy, window, baseUrl: `https://pendo.test:${port}` };
  });

  afterEach('take a picture of a failure', async function () {
    if (this.currentTest?.state === 'failed') {
      const name = this.currentTest.fullTitle().replaceAll(/\W+/g, '-');
      await stage?.window.screenshot(path.join(downloadsFolder, 'failures', `${name}.png`));
    }
  });

  after('end VS Code, the proxy and the sandbox', async () => {
    for (const thing of started) {
      await thing.close();
    }
  });

  const now = (): CompanyStage => {
    if (stage === undefined) {
      throw new Error('The stage is set when the tests run, not before.');
    }
    return stage;
  };
  return {
    get sandbox() {
      return now().sandbox;
    },
    get proxy() {
      return now().proxy;
    },
    get window() {
      return now().window;
    },
    get baseUrl() {
      return now().baseUrl;
    },
  };
}
