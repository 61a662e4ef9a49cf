import type { Frame, Locator } from 'playwright-core';
import { until } from '../../vscode/until';
import type { Workbench } from '../../vscode/workbench';
import { findWebview } from '../../vscode/workbench/webview';

const title = 'Diagnose Connection';

/** The report "Diagnose Connection", found by what stands on it. */
export class Report {
  private constructor(readonly frame: Frame) {}

  /** Opens the report of a credential from its row, with no other editor beside it. */
  static async open(window: Workbench, name: string): Promise<Report> {
    await window.runCommand('View: Close All Editors');
    await until('the report before is closed', async () => !(await findWebview(window.page, title)));
    await window.tree('Credentials').row(name).contextMenu(title);
    return Report.shown(window);
  }

  /** Waits for a report that is open in front. */
  static async shown(window: Workbench): Promise<Report> {
    return new Report(await window.webview(title));
  }

  button(name: string): Locator {
    return this.frame.getByRole('button', { name, exact: true });
  }

  /** Waits until all steps are done, or it was cancelled. */
  async ended(): Promise<void> {
    await this.button('Run Again').waitFor();
  }

  /** A step as a screen reader tells it: label, state, and what was seen. */
  async step(label: string): Promise<string> {
    const step = this.frame
      .getByRole('listitem')
      .filter({ has: this.frame.locator('.label').getByText(label, { exact: true }) });
    return (await step.innerText()).replaceAll(/\s+/g, ' ');
  }

  /** The states of all steps, from top to bottom. */
  async states(): Promise<string[]> {
    const words = await this.frame.locator('.step .unseen').allTextContents();
    return words.map((text) => text.replace(/^: /, ''));
  }

  /** What it comes to, with what to do. */
  async conclusion(): Promise<string> {
    return this.frame.locator('.verdict').innerText();
  }

  /** Presses "Copy Report" and returns what is in the clipboard then. */
  async copy(): Promise<string> {
    await this.button('Copy Report').click();
    await this.button('Copied').waitFor();
    return this.frame.page().evaluate(() => navigator.clipboard.readText());
  }
}
