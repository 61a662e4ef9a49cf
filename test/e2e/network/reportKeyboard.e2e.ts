import assert from 'node:assert/strict';
import { sandboxKeys } from '../../sandbox/keys';
import { addCredential } from '../credentialForm';
import { eventually, eventuallyMatches } from '../eventually';
import { setStage } from '../stage';
import { Report } from './report';

describe('Diagnose Connection by keyboard alone', () => {
  const stage = setStage();
  let report: Report;

  const press = (key: string): Promise<void> => stage.window.page.keyboard.press(key);

  /** What Enter would press now, as its button is called; '' where that is no button of the report. */
  const focused = (): Promise<string> =>
    report.frame.evaluate(() =>
      document.hasFocus() && document.activeElement instanceof HTMLButtonElement
        ? document.activeElement.innerText
        : '',
    );

  before('add a credential', async () => {
    const { window, sandbox } = stage;
    await addCredential(window, { name: 'Northwind', baseUrl: sandbox.baseUrl, key: sandboxKeys.revoked });
    await window.statusBarItem('pendo.connection').says('Pendo: Northwind · Key rejected');
  });

  it('is cancelled by the first button, which becomes the one that runs it again', async () => {
    const hanging = stage.sandbox.fault('/api/v1/token/verify', { kind: 'hang' }, 'always');
    const { quickInput } = stage.window;
    await press('F1');
    await quickInput.type('>Pendo: Diagnose Connection');
    await quickInput.row('Pendo: Diagnose Connection').waitFor();
    await quickInput.accept();
    report = await Report.shown(stage.window);
    await eventually(() => hanging.hits > 0, true);
    await press('Tab');
    await eventually(focused, 'Cancel');
    await press('Enter');
    await eventually(focused, 'Run Again');
    assert.match(await report.frame.locator('.progressLine').innerText(), /Cancelled\./);
  });

  it('keeps the focus where it runs again, and at the end', async () => {
    stage.sandbox.clearFaults();
    await press('Enter');
    await eventuallyMatches(() => report.conclusion(), /^Key rejected/);
    await eventually(focused, 'Run Again');
  });

  it('is walked through with Tab, what to do before the copy', async () => {
    for (const button of ['Try Other Regions', 'Replace Key', 'Edit Credential', 'Copy Report']) {
      await press('Tab');
      await eventually(focused, button);
    }
  });

  it('is copied, and keeps the focus', async () => {
    await press('Enter');
    await eventually(focused, 'Copied');
    const text = await stage.window.page.evaluate(() => navigator.clipboard.readText());
    assert.match(text, /^Diagnose Connection\n[^]*Conclusion: Key rejected/);
  });

  it('offers what to do as buttons that Enter presses', async () => {
    await press('Shift+Tab');
    await eventually(focused, 'Edit Credential');
    await press('Enter');
    await stage.window.webview('Edit Credential');
  });
});
