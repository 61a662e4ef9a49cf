import type { Locator, Page } from 'playwright-core';
import { until } from '../until';
import { readTooltip } from './tooltip';

/** An item of the status bar, by the id that its extension gave it. */
export class StatusBarItem {
  readonly item: Locator;
  private readonly button: Locator;

  constructor(
    private readonly page: Page,
    id: string,
  ) {
    // VS Code puts the extension's id in front: `publisher.name.id`.
    this.item = page.locator(`.statusbar-item[id="${id}"], .statusbar-item[id$=".${id}"]`);
    this.button = this.item.locator('.statusbar-item-label');
  }

  async shown(): Promise<void> {
    await this.item.waitFor();
  }

  async text(): Promise<string> {
    return (await this.item.innerText()).trim();
  }

  /** Waits until the text contains this, or matches. */
  async says(text: string | RegExp): Promise<void> {
    await this.item.filter({ hasText: text }).waitFor();
  }

  async ariaLabel(): Promise<string> {
    return (
      (await this.item.getAttribute('aria-label')) ?? (await this.button.getAttribute('aria-label')) ?? ''
    );
  }

  /** Tells colour (`error-kind`, `warning-kind`) and side. */
  async classes(): Promise<string[]> {
    return ((await this.item.getAttribute('class')) ?? '').split(/\s+/);
  }

  async click(): Promise<void> {
    await this.button.click();
  }

  /** The text of the tooltip, as a hovering person sees it. */
  async tooltip(): Promise<string> {
    return readTooltip(this.page, this.button);
  }

  /** Follows a link in the tooltip; points at the item again where the tooltip was drawn anew meanwhile. */
  async followLink(label: string): Promise<void> {
    const link = this.page.locator('.workbench-hover').getByText(label, { exact: true });
    await until(`the tooltip's link "${label}" is followed`, async () => {
      await this.tooltip();
      return link.click({ timeout: 2_000 }).then(
        () => true,
        () => false,
      );
    });
  }
}
