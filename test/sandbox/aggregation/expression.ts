import { isJsonObject, type Json, type JsonObject, textOf } from '../json';
import { functions } from './functions';
import { applyOperator, isTrue } from './arithmetic';
import { PipelineError } from './pipelineError';
import { tokenize, type Token } from './tokens';

/** What an expression gives for a row. */
export type Expression = (row: JsonObject) => Json;

/** How tightly the binary operators bind; more is tighter. */
const precedences: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 4,
  '<=': 4,
  '>': 4,
  '>=': 4,
  '+': 5,
  '-': 5,
  '*': 6,
  '/': 6,
  '%': 6,
};

/**
 * Compiles Pendo's C-like expressions: paths (`metadata.agent.email`, `accountIds[0]`), literals, operators, `? :`
 * and the functions of `functions.ts`. Throws a PipelineError for what it can't read. `now` is epoch ms.
 */
export function compileExpression(source: Json | undefined, now: number): Expression {
  if (typeof source !== 'string' || source.trim() === '') {
    throw new PipelineError(`expected an expression, got ${JSON.stringify(source ?? null)}`);
  }
  const parser = new Parser(source, now);
  const expression = parser.ternary();
  parser.expect('');
  return expression;
}

/** The value at a dotted path, null where there is none. */
export function valueAt(row: JsonObject, path: string): Json {
  return path.split('.').reduce<Json>((value, name) => memberOf(value, name), row);
}

class Parser {
  private readonly tokens: readonly Token[];
  private position = 0;

  constructor(
    private readonly source: string,
    private readonly now: number,
  ) {
    this.tokens = tokenize(source);
  }

  ternary(): Expression {
    const condition = this.binary(1);
    if (!this.accept('?')) return condition;
    const yes = this.ternary();
    this.expect(':');
    const no = this.ternary();
    return (row) => (isTrue(condition(row)) ? yes(row) : no(row));
  }

  /** Takes the symbol (the empty text: the end), or throws. */
  expect(text: string): void {
    const token = this.peek();
    const fits = text === '' ? token.kind === 'end' : token.kind === 'symbol' && token.text === text;
    if (!fits) throw new PipelineError(`syntax error near '${token.text}' in '${this.source}'`);
    this.position += 1;
  }

  private binary(least: number): Expression {
    let left = this.unary();
    for (;;) {
      const { kind, text } = this.peek();
      const precedence = kind === 'symbol' ? precedences[text] : undefined;
      if (precedence === undefined || precedence < least) return left;
      this.position += 1;
      const [one, other] = [left, this.binary(precedence + 1)];
      left = (row) =>
        applyOperator(
          text,
          () => one(row),
          () => other(row),
        );
    }
  }

  private unary(): Expression {
    if (this.accept('!')) {
      const operand = this.unary();
      return (row) => !isTrue(operand(row));
    }
    if (this.accept('-')) {
      const operand = this.unary();
      return (row) =>
        applyOperator(
          '-',
          () => 0,
          () => operand(row),
        );
    }
    return this.postfix(this.primary());
  }

  private postfix(start: Expression): Expression {
    let value = start;
    for (;;) {
      const base = value;
      if (this.accept('.')) {
        const name = this.take('name');
        value = (row) => memberOf(base(row), name);
      } else if (this.accept('[')) {
        const index = this.ternary();
        this.expect(']');
        value = (row) => memberOf(base(row), textOf(index(row)));
      } else return value;
    }
  }

  private primary(): Expression {
    if (this.accept('(')) {
      const inner = this.ternary();
      this.expect(')');
      return inner;
    }
    const { kind, text } = this.peek();
    if (kind === 'symbol' || kind === 'end') {
      throw new PipelineError(`syntax error near '${text}' in '${this.source}'`);
    }
    this.position += 1;
    if (kind === 'number') return () => Number(text);
    if (kind === 'string') return () => text;
    if (text === 'null' || text === 'true' || text === 'false') return () => JSON.parse(text) as Json;
    if (this.accept('(')) return this.call(text);
    return (row) => row[text] ?? null;
  }

  private call(name: string): Expression {
    const callee = functions[name];
    if (callee === undefined) throw new PipelineError(`unknown function '${name}' in '${this.source}'`);
    const args: Expression[] = [];
    if (!this.accept(')')) {
      do args.push(this.ternary());
      while (this.accept(','));
      this.expect(')');
    }
    return (row) =>
      callee(
        args.map((arg) => arg(row)),
        this.now,
      );
  }

  private peek(): Token {
    return this.tokens[this.position] ?? { kind: 'end', text: '' };
  }

  private accept(symbol: string): boolean {
    const token = this.peek();
    const fits = token.kind === 'symbol' && token.text === symbol;
    if (fits) this.position += 1;
    return fits;
  }

  private take(kind: Token['kind']): string {
    const token = this.peek();
    if (token.kind !== kind) throw new PipelineError(`syntax error near '${token.text}' in '${this.source}'`);
    this.position += 1;
    return token.text;
  }
}

function memberOf(value: Json, name: string): Json {
  if (Array.isArray(value)) return value[Number(name)] ?? null;
  return isJsonObject(value) && Object.hasOwn(value, name) ? (value[name] ?? null) : null;
}
