import type { Json } from '../json';

/** What counts as true: null is the same as false here, as Pendo's documentation says of `&&` and `||`. */
export function isTrue(value: Json): boolean {
  return value !== null && value !== false && value !== 0 && value !== '';
}

/** Numbers by size, texts by character, null before everything. */
export function compare(one: Json, other: Json): number {
  if (one === null || other === null) return Number(one !== null) - Number(other !== null);
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const [left, right] = [toText(one), toText(other)];
  return left < right ? -1 : Number(left > right);
}

/** Whether two values are the same; here null and false are two things. */
export function isSame(one: Json, other: Json): boolean {
  return one === other || (typeof one === 'object' && JSON.stringify(one) === JSON.stringify(other));
}

/** Applies a binary operator; its right side is only evaluated if it counts. */
export function applyOperator(operator: string, left: () => Json, right: () => Json): Json {
  if (operator === '&&') return isTrue(left()) && isTrue(right());
  if (operator === '||') return isTrue(left()) || isTrue(right());
  const [one, other] = [left(), right()];
  switch (operator) {
    case '==':
      return isSame(one, other);
    case '!=':
      return !isSame(one, other);
    case '<':
    case '<=':
    case '>':
    case '>=':
      return one !== null && other !== null && isOrdered(operator, compare(one, other));
    case '+':
      if (typeof one === 'string' || typeof other === 'string') return toText(one) + toText(other);
      return calculate(operator, one, other);
    default:
      return calculate(operator, one, other);
  }
}

export function toText(value: Json): string {
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function isOrdered(operator: '<' | '<=' | '>' | '>=', order: number): boolean {
  if (order === 0) return operator.endsWith('=');
  return order < 0 === operator.startsWith('<');
}

function calculate(operator: string, one: Json, other: Json): Json {
  if (typeof one !== 'number' || typeof other !== 'number') return null;
  const results: Record<string, number> = {
    '+': one + other,
    '-': one - other,
    '*': one * other,
    '/': one / other,
    '%': one % other,
  };
  const result = results[operator];
  return result !== undefined && Number.isFinite(result) ? result : null;
}
