/** The one in the middle; of an even number, the mean of the two. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const high = sorted[Math.floor(middle)];
  if (high === undefined) {
    throw new Error('there is no median of nothing');
  }
  return Number.isInteger(middle) ? (sorted[middle - 1]! + high) / 2 : high;
}
