import type { Locator, Page } from 'playwright-core';
import { leaveTooltip, readTooltip } from './tooltip';

/** A tree in the side bar, by the name of its view. */
export class TreeView {
  readonly tree: Locator;

  constructor(
    private readonly page: Page,
    private readonly name: string,
  ) {
    this.tree = page.getByRole('tree', { name, exact: true });
  }

  /** The row with this label, whether it is there yet or not. */
  row(label: string): TreeRow {
    const item = this.tree
      .getByRole('treeitem')
      .filter({ has: this.page.locator('.label-name').getByText(label, { exact: true }) });
    return new TreeRow(this.page, item);
  }

  /** Labels of the rows on the screen, from top to bottom. */
  async labels(): Promise<string[]> {
    return this.tree.getByRole('treeitem').locator('.label-name').allInnerTexts();
  }

  /** Waits for a row. */
  async shown(): Promise<void> {
    await this.tree.getByRole('treeitem').first().waitFor();
  }

  /** Presses a button in the view's title. */
  async titleAction(label: string): Promise<void> {
    await this.pane.hover();
    const own = this.pane.locator('.pane-header').getByRole('button', { name: label });
    // A view alone in its container has its buttons in the container's title.
    const shared = this.page.locator('.sidebar .composite.title').getByRole('button', { name: label });
    await own.or(shared).first().click();
  }

  /** What a view without rows says instead: its welcome text or message. */
  async welcome(): Promise<string> {
    return this.pane
      .locator('.welcome-view-content, .tree-explorer-viewlet-tree-view .message')
      .filter({ visible: true })
      .first()
      .innerText();
  }

  /** Found by its header, which is there but hidden while the view is alone in its container. */
  private get pane(): Locator {
    const header = this.page.getByRole('button', { name: `${this.name} Section`, includeHidden: true });
    return this.page.locator('.pane').filter({ has: header });
  }
}

/** One row, found anew at each use: a refreshed tree replaces its elements. */
export class TreeRow {
  constructor(
    private readonly page: Page,
    readonly item: Locator,
  ) {}

  async shown(): Promise<void> {
    await this.item.waitFor();
  }

  async gone(): Promise<void> {
    await this.item.waitFor({ state: 'detached' });
  }

  async description(): Promise<string> {
    return this.item.locator('.label-description').innerText();
  }

  async ariaLabel(): Promise<string> {
    return (await this.item.getAttribute('aria-label')) ?? '';
  }

  async isSelected(): Promise<boolean> {
    return (await this.item.getAttribute('aria-selected')) === 'true';
  }

  /** Clicks it, which selects it and runs its command. */
  async click(): Promise<void> {
    await this.item.locator('.label-name').click();
  }

  /** Moves the focus here with the arrow keys alone. */
  async focusByKeyboard(): Promise<void> {
    await this.shown();
    const tree = this.item.locator('xpath=ancestor::*[@role="tree"][1]');
    await tree.focus();
    const focused = tree.locator('.monaco-list-row.focused');
    await this.page.keyboard.press('Home');
    await focused.and(tree.locator('[data-index="0"]')).waitFor();
    const index = await this.item.getAttribute('data-index');
    for (let at = 0; at < Number(index); at++) {
      await this.page.keyboard.press('ArrowDown');
      await focused.and(tree.locator(`[data-index="${at + 1}"]`)).waitFor();
    }
  }

  /** Presses one of the buttons that stand in the row. */
  async inlineAction(label: string): Promise<void> {
    await this.item.hover();
    await this.item.getByRole('button', { name: label }).click();
  }

  /** Chooses from the context menu. */
  async contextMenu(label: string): Promise<void> {
    await this.openContextMenu();
    await this.menu.getByRole('menuitem', { name: label, exact: true }).waitFor();
    const focused = this.menu.locator('.action-item.focused');
    // With the keyboard, because a menu passes over clicks in its first 100 ms.
    do {
      await this.page.keyboard.press('ArrowDown');
    } while ((await focused.innerText()).trim() !== label);
    await this.page.keyboard.press('Enter');
    await this.menu.waitFor({ state: 'detached' });
  }

  /** What the context menu offers; the menu is closed again. */
  async contextMenuLabels(): Promise<string[]> {
    await this.openContextMenu();
    const labels = await this.menu.getByRole('menuitem').locator('.action-label').allInnerTexts();
    await this.page.keyboard.press('Escape');
    await this.menu.getByRole('menuitem').first().waitFor({ state: 'hidden' });
    return labels.map((label) => label.trim());
  }

  /** The text of the tooltip, as a hovering person sees it; the mouse goes away again, for the tooltip covers other rows. */
  async tooltip(): Promise<string> {
    const text = await readTooltip(this.page, this.item.locator('.label-name'));
    await leaveTooltip(this.page);
    return text;
  }

  private get menu(): Locator {
    return this.page.locator('.context-view .monaco-menu');
  }

  private async openContextMenu(): Promise<void> {
    await this.item.locator('.label-name').click({ button: 'right' });
    await this.menu.getByRole('menuitem').first().waitFor();
  }
}
