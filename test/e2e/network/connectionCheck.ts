import type { Workbench } from '../../vscode/workbench';
import { eventuallyMatches } from '../eventually';

/** Checks a credential with the button in its row and waits until the row shows that it works. */
export async function checkThatWorks(window: Workbench, name: string): Promise<void> {
  const row = window.tree('Credentials').row(name);
  await row.inlineAction('Check Connection');
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
