import assert from 'node:assert/strict';
import { sandboxKeys } from '../sandbox/keys';
import { addCredential } from './credentialForm';
import { eventuallyMatches } from './eventually';
import { setStage } from './stage';
import { written } from './storedState';

describe('a key that was exposed', () => {
  const stage = setStage();

  const row = () => stage.window.tree('Credentials').row('Production');
  const choose = async (step: string): Promise<void> => {
    await stage.window.quickInput.rows.filter({ hasText: step }).click();
  };

  before('add two credentials with the same key', async () => {
    const { baseUrl } = stage.sandbox;
    await addCredential(stage.window, { name: 'Production', baseUrl, key: sandboxKeys.readWrite });
    await addCredential(stage.window, { name: 'Dashboards', baseUrl, key: sandboxKeys.readWrite });
  });

  it('is told what to do, in order, and which other credential has the key', async () => {
    await row().contextMenu('My Key Was Exposed…');
    const { quickInput } = stage.window;
    await quickInput.shown('My Key Was Exposed: Production (0 of 5 done)');
    const steps = await quickInput.rows.allInnerTexts();
    for (const [index, step] of ['Revoke', 'Create', 'Replace', 'Check', 'See who else'].entries()) {
      assert.match(steps[index] ?? '', new RegExp(`${index + 1}\\. ${step}`));
    }
    assert.match(steps[4] ?? '', /These credentials here have it too: Dashboards/);
  });

  it('goes on to a new key, which is checked before it is stored', async () => {
    await choose('Replace the key here');
    const { quickInput, dialog } = stage.window;
    await quickInput.shown('Replace API Key: Production');
    await quickInput.type(sandboxKeys.readOnly);
    await quickInput.accept();
    assert.match(await dialog.text(), /The old key may write, the new one may not/);
    await dialog.press('Replace');
    await quickInput.shown('My Key Was Exposed: Production (1 of 5 done)');
  });

  it('can be left, and taken up again after a reload where it was left', async () => {
    await stage.window.quickInput.escape();
    await written(stage.window, 'exposures');
    await stage.window.reload();
    await stage.window.showViewContainer('Pendo');
    await row().contextMenu('My Key Was Exposed…');
    await stage.window.quickInput.shown('My Key Was Exposed: Production (1 of 5 done)');
    await choose('Check the connection');
    await stage.window.quickInput.shown('My Key Was Exposed: Production (2 of 5 done)');
  });

  it('still knows who had the exposed key, once the credential has another', async () => {
    await choose('See who else used the key');
    assert.match(await stage.window.dialog.text(), /These credentials have the exposed key too: Dashboards/);
    await stage.window.dialog.press('Done');
    await stage.window.quickInput.shown('My Key Was Exposed: Production (3 of 5 done)');
  });

  it('is over when the user says so, and begins anew the next time', async () => {
    await choose('Finish');
    await stage.window.quickInput.hidden();
    await row().contextMenu('My Key Was Exposed…');
    await stage.window.quickInput.shown('My Key Was Exposed: Production (0 of 5 done)');
    await stage.window.quickInput.escape();
    await eventuallyMatches(() => row().description(), /read-only/);
  });
});
