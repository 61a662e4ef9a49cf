import type { Locator, Page } from 'playwright-core';
import { until } from '../until';

/** Rests the mouse on `target` and returns the text of the tooltip that appears, with its spaces as plain ones. */
export async function readTooltip(page: Page, target: Locator): Promise<string> {
  const tooltip = page.locator('.workbench-hover').first();
  // A row or item that is drawn anew under the mouse never gets its tooltip, as a person finds out and points at it again.
  return until('a tooltip shows', async () => {
    await leaveTooltip(page);
    await target.hover();
    const text = await tooltip.innerText({ timeout: 3_000 }).catch(() => undefined);
    return text?.trim().replaceAll('\u00a0', ' ');
  });
}

/** Takes the mouse away. The tooltip of what has the focus would stay, and be taken for another's: Escape closes it. */
export async function leaveTooltip(page: Page): Promise<void> {
  const tooltip = page.locator('.workbench-hover').first();
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  await page.mouse.move(width / 2, height / 2);
  const gone = await tooltip.waitFor({ state: 'detached', timeout: 1_000 }).then(
    () => true,
    () => false,
  );
  if (!gone) {
    await page.keyboard.press('Escape');
    await tooltip.waitFor({ state: 'detached' });
  }
}
