const works = new Set<() => void>();

process.on('exit', () => [...works].reverse().forEach((work) => work()));

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  // A signal that nobody takes ends Node without its "exit".
  process.on(signal, () => {
    if (process.listenerCount(signal) === 1) {
      process.exit(130);
    }
  });
}

/** Has something done when this process ends in whatever way it can notice, what came last first. Returns how to take that back. */
export function whenProcessEnds(work: () => void): () => void {
  works.add(work);
  return () => works.delete(work);
}
