import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { sandboxKeys } from '../sandbox/keys';
import { listen } from '../sandbox/listen';
import { survives } from '../survives';
import { freePort } from '../vscode/freePort';
import { CredentialForm } from './credentialForm';
import { eventually, eventuallyMatches } from './eventually';
import { setStage } from './stage';

const verify = '/api/v1/token/verify';

describe('Test Connection', () => {
  const stage = setStage();
  let form: CredentialForm;

  before('open the form', async () => {
    form = await CredentialForm.add(stage.window);
    await form.fill({ baseUrl: stage.sandbox.baseUrl });
  });

  afterEach('mend the sandbox', () => stage.sandbox.clearFaults());

  const verdictOf = async (key: string): Promise<void> => {
    await form.key.fill(key);
    await eventually(() => form.outcome.innerText(), '');
    await form.button('Test Connection').click();
  };
  const verdict = (): Promise<string> => form.outcome.innerText();

  it('needs a key, and nothing else', async () => {
    await form.button('Test Connection').click();
    await eventually(() => form.hasFocus(form.key), true);
    assert.match((await form.problemOf(form.key)) ?? '', /Enter the integration key/);
    assert.equal(await form.problemOf(form.name), undefined);
  });

  it('tells that a key can read and write', async () => {
    await verdictOf(sandboxKeys.readWrite);
    await eventuallyMatches(verdict, /^Connected\s+This key can read and write\.$/);
  });

  it('tells that a key can only read', async () => {
    await verdictOf(sandboxKeys.readOnly);
    await eventuallyMatches(verdict, /^Connected\s+This key can read\. Writing to Pendo needs/);
  });

  it('tells that a key is rejected, and why that may be', async () => {
    await verdictOf(sandboxKeys.revoked);
    await eventuallyMatches(verdict, /^Key rejected\s+127\.0\.0\.1:\d+ does not accept this key \(403\)/);
  });

  it('takes a verdict back when the key changes', async () => {
    await verdictOf(sandboxKeys.readWrite);
    await eventuallyMatches(verdict, /^Connected/);
    await form.key.press('End');
    await form.key.press('Backspace');
    await eventually(verdict, '');
  });

  it('takes a verdict back when the region changes', async () => {
    await verdictOf(sandboxKeys.readWrite);
    await eventuallyMatches(verdict, /^Connected/);
    await form.chooseRegion('US');
    await eventually(verdict, '');
    await form.chooseRegion('Custom');
  });

  it('takes a verdict back when the base URL changes', async () => {
    await verdictOf(sandboxKeys.readWrite);
    await eventuallyMatches(verdict, /^Connected/);
    await form.baseUrl.fill('https://pendo.example.com');
    await eventually(verdict, '');
    await form.baseUrl.fill(stage.sandbox.baseUrl);
  });

  it('keeps a verdict when the name changes', async () => {
    await verdictOf(sandboxKeys.readWrite);
    await eventuallyMatches(verdict, /^Connected/);
    await form.name.fill('Another');
    assert.match(await verdict(), /^Connected/);
  });

  survives(
    {
      area: 'input',
      fault: 'A sign-in page answers in place of Pendo, in the workbench',
      userSees: 'The form warns: “Not an answer of Pendo’s”',
    },
    'takes a sign-in page of the network for what it is',
    async () => {
      stage.sandbox.fault(verify, { kind: 'signInPage' });
      await verdictOf(sandboxKeys.readWrite);
      await eventuallyMatches(verdict, /^Not an answer of Pendo’s\s+.*sign-in page/);
    },
  );

  survives(
    {
      area: 'input',
      fault: 'The host redirects elsewhere, in the workbench',
      userSees: 'The form warns: “Sent elsewhere”; the key is not sent there',
    },
    'does not follow a redirect',
    async () => {
      stage.sandbox.fault(verify, { kind: 'redirect', to: 'https://elsewhere.example/' });
      await verdictOf(sandboxKeys.readWrite);
      await eventuallyMatches(verdict, /^Sent elsewhere\s+.*elsewhere\.example/);
    },
  );

  it('tells that nothing answers', async () => {
    await form.baseUrl.fill(`http://127.0.0.1:${await freePort()}`);
    await verdictOf(sandboxKeys.readWrite);
    await eventuallyMatches(verdict, /^Connection refused/);
    await form.baseUrl.fill(stage.sandbox.baseUrl);
  });

  it('shows that it waits, and can be cancelled', async () => {
    const hanging = stage.sandbox.fault(verify, { kind: 'hang' });
    await verdictOf(sandboxKeys.readWrite);
    await eventuallyMatches(verdict, /Testing the connection to 127\.0\.0\.1/);
    await eventually(() => hanging.hits, 1);
    await eventually(() => form.hasFocus(form.button('Cancel Test')), true);
    await form.button('Cancel Test').click();
    await eventually(verdict, '');
    await eventually(() => form.hasFocus(form.button('Test Connection')), true);
  });

  it('leaves the focus to what the user went on with when the verdict comes', async () => {
    const { page, quickInput } = stage.window;
    const waiting: ServerResponse[] = [];
    const slowHost = await listen({}, (_request, response) => waiting.push(response));
    await form.baseUrl.fill(slowHost.baseUrl);
    await verdictOf(sandboxKeys.readWrite);
    await eventually(() => waiting.length, 1);
    await eventually(() => form.hasFocus(form.button('Cancel Test')), true);
    await page.keyboard.press('F1');
    await quickInput.type('>half a');
    waiting.forEach((response) => response.writeHead(403).end());
    await eventuallyMatches(verdict, /^Key rejected/);
    await page.keyboard.type(' word');
    await eventually(() => quickInput.input.inputValue(), '>half a word');
    await quickInput.escape();
    await slowHost.close();
    await form.baseUrl.fill(stage.sandbox.baseUrl);
  });

  it('is cancelled when its input changes, and tells nothing of the old input', async () => {
    const hanging = stage.sandbox.fault(verify, { kind: 'hang' });
    await verdictOf(sandboxKeys.readWrite);
    await eventually(() => hanging.hits, 1);
    await form.button('Cancel Test').waitFor();
    await form.key.fill(sandboxKeys.revoked);
    await eventually(verdict, '');
    await form.button('Test Connection').click();
    await eventuallyMatches(verdict, /^Key rejected/);
  });

  it('sends the key in its header and nowhere else', () => {
    assert.ok(stage.sandbox.requests.length > 0);
    for (const request of stage.sandbox.requests) {
      const { 'x-pendo-integration-key': key, ...others } = request.headers;
      assert.ok(typeof key === 'string' && key.length > 0);
      assert.equal(`${request.method} ${request.url.href}`, `GET http://sandbox${verify}`);
      assert.ok(!JSON.stringify(others).includes(key));
      assert.equal(request.body, '');
    }
  });

  it('has saved nothing', async () => {
    assert.match(await stage.window.tree('Credentials').welcome(), /No Pendo credential yet/);
    assert.equal(await stage.window.statusBarItem('pendo.connection').item.count(), 0);
  });
});
