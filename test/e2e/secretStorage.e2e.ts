import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { sandboxKeys } from '../sandbox/keys';
import { survives } from '../survives';
import { createKeyring } from '../vscode/workbench/keyring';
import { findViolations } from './axe';
import { addCredential } from './credentialForm';
import { setStage } from './stage';
import { written } from './storedState';

describe('the check of the secret storage', () => {
  const stage = setStage();

  const check = async (): Promise<Frame> => {
    await stage.window.runCommand('Pendo: Check Secret Storage');
    const report = await stage.window.webview('Check Secret Storage');
    await report.getByRole('button', { name: 'Run Again' }).waitFor();
    return report;
  };
  const restart = async (): Promise<void> => {
    await stage.window.restart();
    await stage.window.showViewContainer('Pendo');
    await stage.window.tree('Credentials').row('Production').shown();
  };

  it('works before there is any credential, and says what is not known yet', async () => {
    const report = await check();
    await report.getByText('All three work.').waitFor();
    await report.getByText('Not known yet').waitFor();
    await report.getByRole('heading', { name: 'Secret storage works' }).waitFor();
    assert.deepEqual(await findViolations(report), []);
  });

  it('knows after a restart that keys last', async () => {
    await addCredential(stage.window, {
      name: 'Production',
      baseUrl: stage.sandbox.baseUrl,
      key: sandboxKeys.readWrite,
    });
    await stage.window.statusBarItem('pendo.connection').says('connected');
    await written(stage.window, 'storageMarker');
    await restart();
    const report = await check();
    await report.getByText('A secret of an earlier session is still there.').waitFor();
    await report.locator('section').getByText('Keys are kept, and they last.').waitFor();
  });

  survives(
    {
      area: 'storage',
      fault: 'Secrets are kept in memory alone, or the keyring is another one after a restart',
      userSees:
        '“Check Secret Storage” says “Secrets do not last here” and what to do on this kind of installation',
    },
    'says that keys do not last, and what mends it in a browser, once they were lost',
    async () => {
      stage.window.setKeyring(createKeyring());
      await restart();
      const report = await check();
      await report.getByText('A secret of an earlier session is gone.').waitFor();
      await report.getByRole('heading', { name: 'Secrets do not last here' }).waitFor();
      await report
        .locator('section')
        .getByText(/VS Code in a browser keeps secrets in the storage of that browser/)
        .waitFor();
      await report
        .locator('li')
        .getByText(/1 of 1 are missing/)
        .waitFor();
    },
  );
});
