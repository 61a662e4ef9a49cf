import { inspect } from 'node:util';

/** What the workbench says on the same channel as the tests; `VSCODE_TEST_VERBOSE=1` shows it. */
const workbenchChatter = [
  /^(Resolving|Resolved) connection token/,
  /^Creating a socket/,
  /^\[(reconnection-grace-time|Service Worker|AgentHost:remote|AccountPolicyGate)\]/,
  /additional builtin extensions/,
  /^ChatSessionStore/,
  /^No search provider registered/,
  /^Canceled: Canceled/,
  /^An unknown error occurred\. Please consult the log/,
  /^Timed out waiting for authentication provider/,
];

/** Whether a line comes from VS Code itself and tells nothing about the tests. */
export function isWorkbenchChatter(line: string): boolean {
  return workbenchChatter.some((pattern) => pattern.test(line));
}

/** A `console.log('%s', …)` that crossed to the page with its placeholders unfilled, as Node would print it. */
export function formatConsole(args: readonly unknown[]): string {
  const [first, ...rest] = args;
  const text = printed(first).replace(/%[sdifoOj%]/g, (mark) => {
    if (mark === '%%') {
      return '%';
    }
    return rest.length > 0 ? printed(rest.shift()) : mark;
  });
  return [text, ...rest.map(printed)].join(' ');
}

function printed(value: unknown): string {
  return typeof value === 'string' ? value : inspect(value, { breakLength: Infinity });
}
