import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { CredentialForm } from './credentialForm';
import { eventually } from './eventually';
import { setStage } from './stage';

describe('the form for a new credential', () => {
  const stage = setStage();
  let form: CredentialForm;

  before('open the form', async () => {
    form = await CredentialForm.add(stage.window);
  });

  it('has each field and button once, by role and name', async () => {
    const names = ['Save', 'Test Connection', 'Cancel'];
    const buttons = names.map((name) => form.button(name));
    for (const control of [form.name, form.description, form.region, form.key, ...buttons]) {
      assert.equal(await control.count(), 1, control.toString());
      assert.ok(await control.isVisible(), control.toString());
    }
  });

  it('begins in the name, with the region US', async () => {
    await eventually(() => form.hasFocus(form.name), true);
    assert.equal(await form.chosenRegion(), 'US – app.pendo.io');
  });

  it('shows the host of each region', async () => {
    assert.deepEqual(await form.region.locator('option').allInnerTexts(), [
      'US – app.pendo.io',
      'EU – app.eu.pendo.io',
      'US (restricted) – us1.app.pendo.io',
      'Japan – app.jpn.pendo.io',
      'Australia – app.au.pendo.io',
      'Custom',
    ]);
  });

  it('says what the description is good for, and where to copy the region from', async () => {
    assert.match(await form.descriptionOf(form.description), /Recommended, not required/);
    assert.match(await form.descriptionOf(form.region), /address bar/);
  });

  it('asks for a base URL with the region Custom only', async () => {
    await form.chooseRegion('EU');
    assert.equal(await form.baseUrl.count(), 0);
    await form.chooseRegion('Custom');
    assert.equal(await form.baseUrl.count(), 1);
    await form.chooseRegion('Japan');
    assert.equal(await form.baseUrl.count(), 0);
  });

  it('says in words which host will get the key', async () => {
    await form.fill({ baseUrl: 'pendo.example.com' });
    assert.match(
      await form.descriptionOf(form.baseUrl),
      /The key will be sent to https:\/\/pendo\.example\.com and nowhere else/,
    );
  });

  it('leads to the integration settings of the host that is chosen', async () => {
    await form.chooseRegion('EU');
    const settings = form.frame.getByRole('link', { name: 'Open integration settings on app.eu.pendo.io' });
    assert.equal(await settings.getAttribute('href'), 'https://app.eu.pendo.io/admin/integrationkeys');
  });

  it('tells how to get a key, where it is kept, and what to do if it leaks', async () => {
    const help = form.frame.getByRole('complementary', { name: 'Help' });
    assert.deepEqual(await help.getByRole('heading').allInnerTexts(), [
      'How to get a key',
      'Where the key is kept',
      'If a key leaks',
      'More from Pendo',
    ]);
    assert.match(await help.innerText(), /x-pendo-integration-key/);
  });

  it('leads to what Pendo tells of its keys and its API', async () => {
    const addressOf = (name: string): Promise<string | null> =>
      form.frame.getByRole('link', { name, exact: true }).getAttribute('href');
    assert.equal(
      await addressOf('About integration keys'),
      'https://support.pendo.io/hc/en-us/articles/9491198203547-Pendo-Integration-Key',
    );
    assert.equal(await addressOf('API reference'), 'https://engageapi.pendo.io/');
  });

  it('follows a link also from a field that has something to say when it is left', async () => {
    const { context } = stage.window.session;
    const width = await form.frame.evaluate(() => innerWidth);
    assert.ok(width < 960, `the help stands below the form, not beside it: ${width}`);
    await form.key.fill('half a key');
    await context.route('https://support.pendo.io/**', (route) => route.fulfill({ body: 'about keys' }));
    const opened = context.waitForEvent('page');
    await form.frame.getByRole('link', { name: 'About integration keys' }).click();
    const article = await opened;
    await article.waitForURL('https://support.pendo.io/**');
    await article.close();
    assert.match((await form.problemOf(form.key)) ?? '', /spaces or characters/);
    await form.key.fill('');
  });

  it('shows the key and hides it again', async () => {
    await form.key.fill('typed in secret');
    assert.equal(await form.key.getAttribute('type'), 'password');
    await form.button('Show key').click();
    assert.equal(await form.key.getAttribute('type'), 'text');
    await form.button('Hide key').click();
    assert.equal(await form.key.getAttribute('type'), 'password');
  });

  it('shows that the button beside the key has the focus, also under the mouse', async () => {
    const reveal = form.button('Show key');
    await form.key.press('Tab');
    await eventually(() => form.hasFocus(reveal), true);
    const ring = (): Promise<string> =>
      reveal.evaluate((button) => {
        const { outlineStyle, outlineColor } = getComputedStyle(button);
        return `${outlineStyle} ${outlineColor}`;
      });
    await stage.window.page.mouse.move(0, 0);
    const shown = await ring();
    assert.match(shown, /^solid/);
    await reveal.hover();
    assert.equal(await ring(), shown);
  });

  it('is walked through with Tab in the order in which it stands', async () => {
    await form.fill({ name: 'n', baseUrl: 'https://pendo.example.com', key: 'k' });
    const order: Locator[] = [
      form.name,
      form.description,
      form.region,
      form.baseUrl,
      form.key,
      form.button('Show key'),
      form.button('Save'),
      form.button('Test Connection'),
      form.button('Cancel'),
    ];
    await form.name.focus();
    for (const control of order) {
      await eventually(() => form.hasFocus(control), true);
      await stage.window.page.keyboard.press('Tab');
    }
  });

  it('loses nothing by Escape', async () => {
    const typed = {
      name: 'Production',
      description: 'Northwind,\nrefreshed hourly',
      region: 'Custom',
      baseUrl: 'https://pendo.example.com',
      key: 'half a key',
    };
    await form.fill(typed);
    for (const control of [form.name, form.description, form.region, form.baseUrl, form.key]) {
      await control.press('Escape');
    }
    assert.deepEqual(await form.values(), typed);
    assert.deepEqual(await stage.window.editorTitles(), ['Add New Credential']);
  });

  it('is closed by Cancel, which offers to bring back all but the key', async () => {
    await form.button('Cancel').click();
    await stage.window.notifications.shown('closed without saving');
    await eventually(() => stage.window.editorTitles(), []);
    await stage.window.notifications.press('closed without saving', 'Reopen');
    form = await CredentialForm.shown(stage.window, 'Add New Credential');
    assert.deepEqual(await form.values(), {
      name: 'Production',
      description: 'Northwind,\nrefreshed hourly',
      region: 'Custom',
      baseUrl: 'https://pendo.example.com',
      key: '',
    });
  });

  it('is closed by its tab, too, with the same offer', async () => {
    await stage.window.runCommand('View: Close Editor');
    await eventually(() => stage.window.editorTitles(), []);
    await stage.window.notifications.shown('closed without saving');
  });

  it('comes back in the place of an empty form that was opened meanwhile', async () => {
    await CredentialForm.add(stage.window);
    await stage.window.notifications.press('closed without saving', 'Reopen');
    await eventually(
      async () => (await CredentialForm.shown(stage.window, 'Add New Credential')).name.inputValue(),
      'Production',
    );
    await eventually(() => stage.window.editorTitles(), ['Add New Credential']);
    form = await CredentialForm.shown(stage.window, 'Add New Credential');
    await form.button('Cancel').click();
    await stage.window.notifications.dismiss('closed without saving');
  });

  it('is closed without a word when nothing was typed', async () => {
    form = await CredentialForm.add(stage.window);
    assert.equal(await form.name.inputValue(), '');
    await form.button('Cancel').click();
    await eventually(() => stage.window.editorTitles(), []);
    assert.deepEqual(await stage.window.notifications.texts(), []);
  });
});
