import type { Locator, Page } from 'playwright-core';
import { until } from '../until';

const patience = 20_000;

/** The messages in the lower right corner, and those that stand behind the bell there. */
export class Notifications {
  readonly items: Locator;

  constructor(private readonly page: Page) {
    this.items = page.locator(':is(.notifications-toasts, .notifications-center) .notification-list-item');
  }

  /** Texts of what is on the screen now. */
  async texts(): Promise<string[]> {
    return this.items.locator('.notification-list-item-message').allInnerTexts();
  }

  /** Waits for a message that contains this text, or matches, and returns the whole text. */
  async shown(text: string | RegExp): Promise<string> {
    return (await this.find(text)).locator('.notification-list-item-message').innerText();
  }

  async gone(text: string | RegExp): Promise<void> {
    await this.item(text).waitFor({ state: 'detached' });
  }

  /** The buttons that a message offers. */
  async buttons(text: string | RegExp): Promise<string[]> {
    const item = await this.find(text);
    return item.locator('.notification-list-item-buttons-container .monaco-button').allInnerTexts();
  }

  async press(text: string | RegExp, button: string): Promise<void> {
    const item = await this.find(text);
    await item.getByRole('button', { name: button, exact: true }).click();
  }

  /** Closes one message as a person would, with its cross. */
  async dismiss(text: string | RegExp): Promise<void> {
    const item = await this.find(text);
    await item.hover();
    await item.locator('.codicon-notifications-clear').click();
    await item.waitFor({ state: 'detached' });
  }

  /**
   * Waits for a message. Of more than three within 800 ms, which no person is quick enough to cause, VS Code puts the later ones behind the
   * bell at once (`NotificationsToasts.SPAM_PROTECTION`), so that is where to look for one that does not come.
   */
  private async find(text: string | RegExp): Promise<Locator> {
    const item = this.item(text);
    const unread = this.page.locator('.statusbar-item .codicon-bell-dot');
    const find = async (): Promise<boolean> => {
      const came = await item.waitFor({ timeout: 2_000 }).then(
        () => true,
        () => false,
      );
      if (!came && (await this.items.count()) === 0 && (await unread.isVisible())) {
        await unread.click();
      }
      return came;
    };
    await until(`a message says ${text}`, find, { timeout: patience });
    return item;
  }

  private item(text: string | RegExp): Locator {
    return this.items
      .filter({ has: this.page.locator('.notification-list-item-message', { hasText: text }) })
      .first();
  }
}
