import assert from 'node:assert/strict';
import type { Sandbox } from '../../sandbox/startSandbox';
import { until } from '../../vscode/until';
import type { Workbench } from '../../vscode/workbench';
import { eventuallyMatches } from '../eventually';

/**
 * Uses a credential that should have this key: it works with that key and no other, or it says that its key is missing and takes it anew.
 * Returns which.
 */
export async function useKey(
  window: Workbench,
  sandbox: Sandbox,
  { name, key }: { readonly name: string; readonly key: string },
): Promise<'worked' | 'key was missing'> {
  const row = window.tree('Credentials').row(name);
  sandbox.clearRequests();
  const isMissing = async (): Promise<boolean> => (await row.ariaLabel()).includes('key missing');
  if (!(await isMissing())) {
    await row.inlineAction('Check Connection');
  }
  const result = await until('the check of the key ends', async () =>
    (await isMissing()) ? 'key was missing' : sandbox.requests.length > 0 && 'worked',
  );
  if (result === 'key was missing') {
    await row.contextMenu('Enter API Key');
    await window.quickInput.type(key);
    await window.quickInput.accept();
  }
  await eventuallyMatches(() => row.ariaLabel(), /, connected, /);
  const sent = sandbox.requests.map(({ headers }) => headers['x-pendo-integration-key']);
  assert.deepEqual(new Set(sent), new Set([key]));
  return result;
}
