import type { Frame, Locator } from 'playwright-core';
import type { Workbench } from '../vscode/workbench';

/** What a person puts into the form; what is left out stays as it is. */
export type Entry = {
  readonly name?: string;
  readonly description?: string;
  /** As its option is called; left out where there is a base URL, it is "Custom". */
  readonly region?: string;
  readonly baseUrl?: string;
  readonly key?: string;
};

/** The credential form, found by what stands on it. */
export class CredentialForm {
  private constructor(readonly frame: Frame) {}

  /** Opens the form for a new credential from the palette. */
  static async add(window: Workbench): Promise<CredentialForm> {
    await window.runCommand('Pendo: Add Credential');
    return CredentialForm.shown(window, 'Add New Credential');
  }

  /** Opens the form of a credential from its row. */
  static async edit(window: Workbench, name: string): Promise<CredentialForm> {
    await window.tree('Credentials').row(name).inlineAction('Edit Credential');
    return CredentialForm.shown(window, 'Edit Credential');
  }

  /** Waits for a form that is open in front. */
  static async shown(
    window: Workbench,
    heading: 'Add New Credential' | 'Edit Credential',
  ): Promise<CredentialForm> {
    return new CredentialForm(await window.webview(heading));
  }

  /** The form in a frame that was found before. */
  static in(frame: Frame): CredentialForm {
    return new CredentialForm(frame);
  }

  get name(): Locator {
    return this.frame.getByRole('textbox', { name: 'Credential Name', exact: true });
  }

  get description(): Locator {
    return this.frame.getByRole('textbox', { name: 'Credential Description', exact: true });
  }

  get region(): Locator {
    return this.frame.getByRole('combobox', { name: 'Region', exact: true });
  }

  get baseUrl(): Locator {
    return this.frame.getByRole('textbox', { name: 'Base URL', exact: true });
  }

  /** A password field has no role. */
  get key(): Locator {
    return this.frame.getByLabel('Pendo API Key', { exact: true });
  }

  /** What a screen reader hears as it changes: the progress and the verdict of a test. */
  get outcome(): Locator {
    return this.frame.getByRole('status');
  }

  button(name: string): Locator {
    return this.frame.getByRole('button', { name, exact: true });
  }

  async fill({ name, description, region, baseUrl, key }: Entry): Promise<void> {
    if (name !== undefined) {
      await this.name.fill(name);
    }
    if (description !== undefined) {
      await this.description.fill(description);
    }
    if (region !== undefined || baseUrl !== undefined) {
      await this.chooseRegion(region ?? 'Custom');
    }
    if (baseUrl !== undefined) {
      await this.baseUrl.fill(baseUrl);
    }
    if (key !== undefined) {
      await this.key.fill(key);
    }
  }

  /** Puts a text in the place of the key, from the clipboard. */
  async pasteKey(text: string): Promise<void> {
    const page = this.frame.page();
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await this.key.focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('ControlOrMeta+V');
  }

  /** Chooses a region by its name, whatever host stands behind it. */
  async chooseRegion(name: string): Promise<void> {
    const options = await this.region.locator('option').allInnerTexts();
    await this.region.selectOption(
      options.find((option) => option === name || option.startsWith(`${name} – `)) ?? name,
    );
  }

  /** The region that is chosen, as its option is called. */
  async chosenRegion(): Promise<string> {
    return this.region.locator('option:checked').innerText();
  }

  async values(): Promise<Required<Omit<Entry, 'region'>> & { region: string }> {
    return {
      name: await this.name.inputValue(),
      description: await this.description.inputValue(),
      region: await this.chosenRegion(),
      baseUrl: await this.frame.locator('#baseUrl').inputValue(),
      key: await this.key.inputValue(),
    };
  }

  /** The visible text that describes a control: its hint, its problem and its notes. */
  async descriptionOf(control: Locator): Promise<string> {
    return control.evaluate((element) =>
      (element.getAttribute('aria-describedby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id))
        .filter((part) => part?.checkVisibility())
        .map((part) => part?.innerText)
        .join('\n'),
    );
  }

  /** What is said to be wrong with a control's value; undefined where it is not marked as wrong. */
  async problemOf(control: Locator): Promise<string | undefined> {
    return (await control.getAttribute('aria-invalid')) === 'true' ? this.descriptionOf(control) : undefined;
  }

  /** Listens to what a screen reader tells by itself; gives what was to be heard since. */
  async listen(): Promise<() => Promise<string[]>> {
    const heard = await this.frame.evaluateHandle(() => {
      const texts: string[] = [];
      const observer = new MutationObserver((changes) => {
        const added = changes.flatMap(({ addedNodes }) => [...addedNodes]);
        texts.push(...added.map((node) => node.textContent ?? ''));
      });
      for (const region of document.querySelectorAll('[aria-live], [role="status"], [role="alert"]')) {
        observer.observe(region, { childList: true, subtree: true });
      }
      return texts;
    });
    return () => heard.jsonValue();
  }

  async hasFocus(control: Locator): Promise<boolean> {
    return control.evaluate((element) => document.hasFocus() && document.activeElement === element);
  }
}

/** Adds a credential as a person does, and waits for its row. */
export async function addCredential(window: Workbench, entry: Entry & { name: string }): Promise<void> {
  const form = await CredentialForm.add(window);
  await form.fill(entry);
  await form.button('Save').click();
  await window.tree('Credentials').row(entry.name).shown();
}
