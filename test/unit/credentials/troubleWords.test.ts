import assert from 'node:assert/strict';
import { describeTrouble } from '../../../src/credentials/troubleWords';
import { formatMessage, pseudoTranslate, untranslated } from '../fakes/formatMessage';

describe('describeTrouble', () => {
  const none = { kind: 'none' } as const;
  const empty = { kind: 'empty' } as const;
  const unreachable = { kind: 'unreachable', cause: 'the keyring is locked' } as const;

  it('says nothing while all is well, or nothing is known', () => {
    assert.equal(describeTrouble(none, 'unknown', formatMessage), undefined);
    assert.equal(describeTrouble(none, 'lasting', formatMessage), undefined);
  });

  for (const [trouble, durability, words] of [
    [none, 'lost', /has lost what it kept before its last start: keys will not last/],
    [empty, 'unknown', /has no key of these credentials.*enter the keys again/],
    [empty, 'lasting', /has no key of these credentials/],
    [empty, 'lost', /has no key of these credentials/],
    [unreachable, 'unknown', /can’t be looked at \(the keyring is locked\)/],
    [unreachable, 'lost', /can’t be looked at \(the keyring is locked\)/],
  ] as const) {
    it(`tells of ${trouble.kind}, ${durability}`, () => {
      assert.match(describeTrouble(trouble, durability, formatMessage) ?? '', words);
    });

    it(`is translated for ${trouble.kind}, ${durability}`, () => {
      const told = describeTrouble(trouble, durability, pseudoTranslate) ?? '';
      assert.equal(untranslated(told), trouble.kind === 'unreachable' ? trouble.cause : '');
    });
  }

  for (const [trouble, durability] of [
    [none, 'lost'],
    [empty, 'unknown'],
  ] as const) {
    it(`names the command that says more of ${trouble.kind}, ${durability}`, () => {
      assert.match(
        describeTrouble(trouble, durability, formatMessage) ?? '',
        /“Pendo: Check Secret Storage”/,
      );
    });
  }
});
