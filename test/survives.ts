/// <reference types="mocha" />

/** Where a fault comes from; a section of docs/reliability.md. */
export type FaultArea = 'storage' | 'windows' | 'connection' | 'input';

export type Fault = {
  readonly area: FaultArea;
  /** What goes wrong, as a user would tell it. */
  readonly fault: string;
  /** What tree, status bar, notification, form or report show then. Words in “…” are the extension's own. */
  readonly userSees: string;
};

/**
 * A test that makes a fault happen and shows that the extension survives it: mocha's `it`, and a row of docs/reliability.md, which
 * `scripts/writeReliability.ts` reads from the source. So `fault` is written out in the call; the title may be a template.
 */
export function survives(_fault: Fault, title: string, body: Mocha.Func | Mocha.AsyncFunc): Mocha.Test {
  return it(title, body as Mocha.Func);
}
