import type { Workbench } from '../../vscode/workbench';

/** Reloads a window, and waits until it has mended in its credentials whatever the start found wrong. */
export async function reloadAndSettle(window: Workbench): Promise<void> {
  await window.reload();
  await window.showViewContainer('Pendo');
  // Looks at the storage after everything that the start does with it.
  await window.runCommand('Pendo: Check Secret Storage');
  const report = await window.webview('Check Secret Storage');
  await report.getByRole('button', { name: 'Run Again' }).waitFor();
  await window.runCommand('View: Close All Editors');
}
