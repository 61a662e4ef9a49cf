import { element } from '../dom';

/** Tells screen readers what happens, without moving them from where they read. */
export type Announcer = { readonly element: HTMLElement; say(lines: readonly string[]): void };

/** Long enough to be heard; what stays longer would be met again below the page. */
const lineLifetime = 10_000;

export function createAnnouncer(): Announcer {
  // Not atomic: a new line is told alone, and two that come at once are both told.
  const status = element('div', { role: 'status', ariaAtomic: 'false', className: 'unseen' });
  return {
    element: status,
    say(lines) {
      for (const text of lines) {
        const line = element('p', {}, [text]);
        status.append(line);
        setTimeout(() => line.remove(), lineLifetime);
      }
    },
  };
}
