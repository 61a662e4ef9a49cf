import type { Frame, Page } from 'playwright-core';

/**
 * Looks for a loaded webview whose document has this title or shows this heading. A webview is two nested frames: VS Code's
 * own, and in it `#active-frame` with the extension's page; while that loads it is called `#pending-frame`.
 */
export async function findWebview(page: Page, titleOrHeading: string): Promise<Frame | undefined> {
  for (const frame of page.frames()) {
    if (frame.parentFrame()?.parentFrame() && (await isShowing(frame, titleOrHeading))) {
      return frame;
    }
  }
  return undefined;
}

async function isShowing(frame: Frame, titleOrHeading: string): Promise<boolean> {
  try {
    const element = await frame.frameElement();
    // A webview that another editor covers is hidden from outside.
    const outer = await frame.parentFrame()?.frameElement();
    if (
      (await element.getAttribute('id')) !== 'active-frame' ||
      !(await element.isVisible()) ||
      !(await outer?.isVisible())
    ) {
      return false;
    }
    return (
      (await frame.title()) === titleOrHeading ||
      (await frame.getByRole('heading', { name: titleOrHeading, exact: true }).first().isVisible())
    );
  } catch {
    // The frame went away while it was looked at; the next look finds its successor.
    return false;
  }
}
