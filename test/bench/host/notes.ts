/** What was seen of one extension. Times in ms. */
export type ActivationNote = {
  readonly loaded: number;
  readonly activated: number;
  /** The same with what was put off until right after it. */
  readonly settled: number;
  /** The files of the extension that were loaded by then. */
  readonly files: readonly string[];
};

const name = 'pendoBenchNotes';

/** The notes of this extension host, which extensions and harness share. */
export function notes(): Map<string, ActivationNote> {
  const shared = globalThis as { [name]?: Map<string, ActivationNote> };
  shared[name] ??= new Map();
  return shared[name];
}
