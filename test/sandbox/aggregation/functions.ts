import { addPeriods, startOfPeriod, type Period } from '../company/time';
import type { Json } from '../json';
import { isSame, isTrue, toText } from './arithmetic';
import { PipelineError } from './pipelineError';

type ExpressionFunction = (args: readonly Json[], now: number) => Json;

const milliseconds: Readonly<Record<string, number>> = {
  seconds: 1000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
  weeks: 604_800_000,
};
const periods: Readonly<Record<string, Period>> = {
  hourly: 'hour',
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
};

/** The functions an expression may call; a part of Pendo's, with its names. */
export const functions: Readonly<Record<string, ExpressionFunction>> = {
  contains: ([text, part]) => includes(text, part),
  startsWith: ([text, part]) => toText(text ?? null).startsWith(toText(part ?? null)),
  endsWith: ([text, part]) => toText(text ?? null).endsWith(toText(part ?? null)),
  isNull: ([value]) => (value ?? null) === null,
  isNotNull: ([value]) => (value ?? null) !== null,
  if: ([condition, yes, no]) => (isTrue(condition ?? null) ? (yes ?? null) : (no ?? null)),
  len: ([value]) => (Array.isArray(value) || typeof value === 'string' ? value.length : 0),
  toLower: ([text]) => toText(text ?? null).toLowerCase(),
  toUpper: ([text]) => toText(text ?? null).toUpperCase(),
  abs: ([value]) => round(value, Math.abs),
  round: ([value]) => round(value, Math.round),
  floor: ([value]) => round(value, Math.floor),
  ceil: ([value]) => round(value, Math.ceil),
  now: (_args, now) => now,
  date: ([year, month, day]) =>
    typeof year === 'string'
      ? parseDate(year)
      : Date.UTC(toNumber(year), toNumber(month ?? 1) - 1, toNumber(day ?? 1)),
  dateAdd: ([time, count, unit]) => addTime(toNumber(time), toNumber(count), toText(unit ?? null)),
  startOfPeriod: ([period, time], now) => {
    const name = periods[toText(period ?? null)];
    if (name === undefined) throw new PipelineError(`unknown period ${toText(period ?? null)}`);
    return startOfPeriod(name, time === undefined ? now : toNumber(time));
  },
};

function includes(value: Json | undefined, part: Json | undefined): boolean {
  if (Array.isArray(value)) return value.some((item) => isSame(item, part ?? null));
  return typeof value === 'string' && value.includes(toText(part ?? null));
}

function round(value: Json | undefined, how: (value: number) => number): Json {
  return typeof value === 'number' ? how(value) : null;
}

function toNumber(value: Json | undefined): number {
  if (typeof value !== 'number')
    throw new PipelineError(`expected a number, got ${JSON.stringify(value ?? null)}`);
  return value;
}

function parseDate(text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new PipelineError(`bad date "${text}"`);
  return time;
}

function addTime(time: number, count: number, unit: string): number {
  if (unit === 'months') return addPeriods('month', time, count);
  const length = milliseconds[unit];
  if (length === undefined) throw new PipelineError(`unknown unit "${unit}"`);
  return time + count * length;
}
