import type { Locator, Page } from 'playwright-core';

/** The messages in the lower right corner. */
export class Notifications {
  readonly items: Locator;

  constructor(private readonly page: Page) {
    this.items = page.locator('.notifications-toasts .notification-list-item');
  }

  /** Texts of what is on the screen now. */
  async texts(): Promise<string[]> {
    return this.items.locator('.notification-list-item-message').allInnerTexts();
  }

  /** Waits for a message that contains this text, or matches, and returns the whole text. */
  async shown(text: string | RegExp): Promise<string> {
    return this.item(text).locator('.notification-list-item-message').innerText();
  }

  async gone(text: string | RegExp): Promise<void> {
    await this.item(text).waitFor({ state: 'detached' });
  }

  /** The buttons that a message offers. */
  async buttons(text: string | RegExp): Promise<string[]> {
    await this.item(text).waitFor();
    return this.item(text)
      .locator('.notification-list-item-buttons-container .monaco-button')
      .allInnerTexts();
  }

  async press(text: string | RegExp, button: string): Promise<void> {
    await this.item(text).getByRole('button', { name: button, exact: true }).click();
  }

  /** Closes one message as a person would, with its cross. */
  async dismiss(text: string | RegExp): Promise<void> {
    const item = this.item(text);
    await item.hover();
    await item.locator('.codicon-notifications-clear').click();
    await item.waitFor({ state: 'detached' });
  }

  private item(text: string | RegExp): Locator {
    return this.items
      .filter({ has: this.page.locator('.notification-list-item-message', { hasText: text }) })
      .first();
  }
}
