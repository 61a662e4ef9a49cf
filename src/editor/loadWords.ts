import type * as viewWords from '../credentials/viewWords';

/**
 * Loads the words of views when something is first shown. They are a third of what the start would have to compile, and a window without
 * credentials needs none of them; `import()` would come too late for a row, which VS Code asks for at once.
 */
export function loadWords(): typeof viewWords {
  return require('../credentials/viewWords') as typeof viewWords;
}
