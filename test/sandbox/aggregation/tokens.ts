import { PipelineError } from './pipelineError';

export type Token = { readonly kind: 'number' | 'string' | 'name' | 'symbol' | 'end'; readonly text: string };

const patterns: readonly (readonly [Token['kind'] | 'space', RegExp])[] = [
  ['space', /\s+/y],
  ['number', /\d+(?:\.\d+)?(?:e[+-]?\d+)?/iy],
  ['string', /"(?:[^"\\]|\\.)*"|`[^`]*`/sy],
  ['name', /[A-Za-z_$][\w$]*/y],
  ['symbol', /\|\||&&|==|!=|<=|>=|[<>!+\-*/%()[\].,?:]/y],
];

/** Splits an expression into tokens. Strings stand in double quotes (with escapes) or back-ticks (without). */
export function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  while (position < source.length) {
    const found = matchAt(source, position);
    if (found === undefined) {
      throw new PipelineError(
        `unexpected character '${source.charAt(position)}' at ${position} in '${source}'`,
      );
    }
    position += found.text.length;
    if (found.kind === 'string') tokens.push({ kind: 'string', text: unquote(found.text, source) });
    else if (found.kind !== 'space') tokens.push({ kind: found.kind, text: found.text });
  }
  return [...tokens, { kind: 'end', text: '' }];
}

function matchAt(
  source: string,
  position: number,
): { kind: Token['kind'] | 'space'; text: string } | undefined {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = position;
    const text = pattern.exec(source)?.[0];
    if (text !== undefined) return { kind, text };
  }
  return undefined;
}

function unquote(text: string, source: string): string {
  if (text.startsWith('`')) return text.slice(1, -1);
  try {
    return String(JSON.parse(text.replaceAll('\n', '\\n')));
  } catch {
    throw new PipelineError(`bad string ${text} in '${source}'`);
  }
}
