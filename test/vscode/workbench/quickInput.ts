import type { Locator, Page } from 'playwright-core';

/** The palette, pick lists and input boxes: whatever asks at the top of the window. */
export class QuickInput {
  readonly widget: Locator;
  readonly input: Locator;
  readonly rows: Locator;

  constructor(private readonly page: Page) {
    this.widget = page.locator('.quick-input-widget');
    this.input = this.widget.locator('.quick-input-box input');
    this.rows = this.widget.locator('.quick-input-list .monaco-list-row');
  }

  /** Waits for it to ask, optionally under this title. */
  async shown(title?: string): Promise<void> {
    await this.widget.waitFor({ state: 'visible' });
    if (title !== undefined) {
      await this.widget.locator('.quick-input-title', { hasText: title }).waitFor();
    }
  }

  async hidden(): Promise<void> {
    await this.widget.waitFor({ state: 'hidden' });
  }

  /** Replaces what is in the input. */
  async type(text: string, options: { readonly timeout?: number } = {}): Promise<void> {
    await this.input.fill(text, options);
  }

  /** Waits for the item with this label and takes it. */
  async pick(label: string): Promise<void> {
    await this.row(label).click();
  }

  /** Presses Enter: takes the focused item or the typed text. */
  async accept(): Promise<void> {
    await this.shown();
    await this.input.press('Enter');
  }

  async escape(): Promise<void> {
    await this.shown();
    await this.input.press('Escape');
    await this.hidden();
  }

  /** The labels on the screen, from top to bottom, once there are any. */
  async labels(): Promise<string[]> {
    await this.rows.first().waitFor();
    return this.rows.locator('.quick-input-list-row:first-child .label-name').allInnerTexts();
  }

  /** What stands under or beside the input: the prompt, or why the text is refused. */
  async message(): Promise<string> {
    return this.widget.locator('.quick-input-message').innerText();
  }

  row(label: string): Locator {
    return this.rows
      .filter({ has: this.page.locator('.label-name').getByText(label, { exact: true }) })
      .first();
  }
}
