import fc from 'fast-check';

/** Characters of every kind, the ones that parsers stumble over more often than others. */
const character = fc.oneof(
  fc.string({ minLength: 1, maxLength: 1 }),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  fc.constantFrom(
    ...Array.from('"\'`“”‘’«»\\/@:?#[]%.,;=<>&{}'),
    ' ',
    '\t',
    '\r\n',
    '\0',
    '\u007f',
    '\u0085',
    '\u00a0',
    '\u00ad',
    '\u0301',
    '\u061c',
    '\u200b',
    '\u200d',
    '\u2028',
    '\u202e',
    '\u2066',
    '\u3002',
    '\ufe0f',
    '\ufeff',
    '\uff0e',
    '\ud800',
    '\udc00',
    '👩‍🚀',
    '🇦',
  ),
);

/** Text with pieces that mean something to the parser in question, some of it again and again. */
export function trickyText(...pieces: readonly string[]): fc.Arbitrary<string> {
  const piece = pieces.length === 0 ? character : fc.oneof(fc.constantFrom(...pieces), character);
  const repeated = fc
    .tuple(piece, fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.nat(3000)))
    .map(([text, times]) => text.repeat(times));
  return fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(piece, { maxLength: 20 }).map((parts) => parts.join('')),
    fc.array(repeated, { maxLength: 6 }).map((parts) => parts.join('')),
  );
}

/** Any value that a message or a JSON file may hold. */
export const anyValue = fc.anything({
  withBigInt: true,
  withBoxedValues: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withSet: true,
  withSparseArray: true,
});

/** A record with each of its fields as it should be, something else, or not there. */
export function nearly(
  fields: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): fc.Arbitrary<Record<string, unknown>> {
  const spoilt = Object.entries(fields).map(([field, arbitrary]) => [
    field,
    fc.oneof({ weight: 8, arbitrary }, anyValue),
  ]);
  return fc.record(Object.fromEntries(spoilt) as Record<string, fc.Arbitrary<unknown>>, {
    requiredKeys: [],
  });
}

/** JSON of a value, even of one that JSON can't say. */
export function toJson(value: unknown): string {
  return JSON.stringify({ value }, (_key, inner: unknown) =>
    typeof inner === 'bigint' ? String(inner) : inner,
  ).slice('{"value":'.length, -1);
}
