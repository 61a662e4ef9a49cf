import assert from 'node:assert/strict';
import ts from 'typescript';
import { findLastingState } from './lastingState';

describe('state that lasts as long as its module', () => {
  const find = (text: string): readonly string[] =>
    findLastingState(ts.createSourceFile('some.ts', text, ts.ScriptTarget.ES2022, true));

  for (const text of [
    'let found = 1;',
    'export const found = new Map<string, string>();',
    'const found: WeakMap<object, string> = new WeakMap();',
    'const found: string[] = [];',
    'const found = {} as Record<string, string>;',
    'class Some { static found = 1; }',
    'export class Some { static readonly found = new Set<string>(); }',
  ]) {
    it(`is: ${text}`, () => assert.equal(find(text).length, 1));
  }

  for (const text of [
    'const words = ["a"] as const;',
    'const known: ReadonlySet<string> = new Set(["a"]);',
    'const none: readonly string[] = [];',
    'class Some { private readonly known = new Map(); static readonly limit = 1; }',
    'function some() { let count = 0; return new Map([[count, count]]); }',
  ]) {
    it(`is not: ${text}`, () => assert.deepEqual(find(text), []));
  }
});
