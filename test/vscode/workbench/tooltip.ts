import type { Locator, Page } from 'playwright-core';

/** Rests the mouse on `target` and returns the text of the tooltip that appears. */
export async function readTooltip(page: Page, target: Locator): Promise<string> {
  const tooltip = page.locator('.workbench-hover');
  // The tooltip of what was under the mouse before would be taken for this one's.
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  await page.mouse.move(width / 2, height / 2);
  await tooltip.waitFor({ state: 'detached' });
  await target.hover();
  await tooltip.first().waitFor();
  return (await tooltip.first().innerText()).trim();
}
