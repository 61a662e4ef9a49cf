/** Resolves when everything has happened that the fakes had begun; they take several turns, but no time. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
