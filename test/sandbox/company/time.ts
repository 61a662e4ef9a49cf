export const hour = 3_600_000;
export const day = 24 * hour;

export type Period = 'hour' | 'day' | 'week' | 'month';

/** The start of the period that holds `time`, in UTC; weeks start on Sunday, as in Pendo's interface. */
export function startOfPeriod(period: Period, time: number): number {
  if (period === 'hour') return time - (((time % hour) + hour) % hour);
  const date = new Date(time);
  const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  if (period === 'month') return Date.UTC(year, month, 1);
  return Date.UTC(year, month, period === 'week' ? dayOfMonth - date.getUTCDay() : dayOfMonth);
}

/** `time` moved by `count` periods, which may be negative; `time` should be the start of one. */
export function addPeriods(period: Period, time: number, count: number): number {
  if (period === 'hour') return time + count * hour;
  const date = new Date(time);
  if (period === 'month') return date.setUTCMonth(date.getUTCMonth() + count);
  return date.setUTCDate(date.getUTCDate() + count * (period === 'week' ? 7 : 1));
}
