import type { Proxy } from '../../proxy/startProxy';
import type { Workbench } from '../../vscode/workbench';
import { eventually, eventuallyMatches } from '../eventually';

/** Checks a credential with the button in its row and waits until it went through the proxy, once, and the row shows that it works. */
export async function checkThatWorks(window: Workbench, name: string, proxy: Proxy): Promise<void> {
  const row = window.tree('Credentials').row(name);
  await row.inlineAction('Check Connection');
  // The row may have shown an earlier check that worked.
  await eventually(() => proxy.tunnels.length, 1);
  await eventuallyMatches(() => row.ariaLabel(), /, connected, /);
}

/** Checks a credential with the button in its row and returns the message that tells why it does not work. */
export async function checkThatFails(window: Workbench, name: string): Promise<string> {
  const beginning = `${name}: `;
  await window.tree('Credentials').row(name).inlineAction('Check Connection');
  const message = await window.notifications.shown(beginning);
  await window.notifications.dismiss(beginning);
  return message;
}
