import { addPeriods, startOfPeriod, type Period } from '../company/time';
import { isJsonObject, type Json, textOf } from '../json';
import { compileExpression } from './expression';
import { PipelineError } from './pipelineError';

/** A stretch of time: `start` is in it, `end` is not (epoch ms). `period` is what use is summed up by. */
export type TimeSeries = { readonly period: Period; readonly start: number; readonly end: number };

const periods: Readonly<Record<string, Period>> = {
  hourRange: 'hour',
  dayRange: 'day',
  weekRange: 'week',
  monthRange: 'month',
};

/**
 * Reads `{period, first, last | count}`. `first` and `last` are epoch ms or an expression such as `now()`; a positive
 * count begins with the period of `first`, a negative one ends before it. Days are UTC.
 */
export function readTimeSeries(value: Json | undefined, now: number): TimeSeries {
  if (!isJsonObject(value) || value['period'] === undefined) {
    throw new PipelineError('no period specified for time series source');
  }
  const period = periods[textOf(value['period'])];
  if (period === undefined)
    throw new PipelineError(`unknown time series period '${textOf(value['period'])}'`);
  const first = startOfPeriod(period, readTime(value['first'], now));
  const { count, last } = value;
  if (typeof count === 'number' && Number.isInteger(count)) {
    const other = addPeriods(period, first, count);
    return { period, start: Math.min(first, other), end: Math.max(first, other) };
  }
  if (last === undefined) throw new PipelineError('time series needs either last or count');
  const end = addPeriods(period, startOfPeriod(period, readTime(last, now)), 1);
  return { period, start: first, end };
}

function readTime(value: Json | undefined, now: number): number {
  const time = typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value;
  const result = typeof time === 'number' ? time : compileExpression(time, now)({});
  if (typeof result !== 'number')
    throw new PipelineError(`bad time in time series: ${JSON.stringify(value)}`);
  return result;
}
