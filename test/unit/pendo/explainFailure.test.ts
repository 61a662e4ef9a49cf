import assert from 'node:assert/strict';
import { explainFailure } from '../../../src/pendo/explainFailure';
import { failureCodes, type Failure } from '../../../src/pendo/failure';
import { formatMessage, pseudoTranslate, untranslated } from '../fakes/formatMessage';
import { failuresOf } from './failures';
import { ensure } from '../fakes/ensure';

/** All that a failure says, as one text. */
function wordsFor(failure: Failure): string {
  const { summary, reason, advice } = explainFailure(failure, formatMessage);
  return [summary, reason, advice].join(' ');
}

const sentence = /^[A-Z{0-9].*[.]$/s;

describe('explainFailure', () => {
  for (const code of failureCodes) {
    describe(code, () => {
      for (const failure of failuresOf(code)) {
        it(`says what happened, why, and what to do: ${JSON.stringify(failure)}`, () => {
          const { summary, reason, advice, remedies } = explainFailure(failure, formatMessage);
          assert.match(summary, /^[A-Z][^.!]{2,39}$/);
          assert.match(reason, /^(app\.pendo\.io|[A-Z]).*\.$/);
          assert.match(advice, sentence);
          ensure(remedies.length > 0);
          assert.equal(new Set(remedies).size, remedies.length);
          assert.doesNotMatch(wordsFor(failure), /fetch failed|undefined|\[object|\{\d\}|!|null|NaN/);
        });

        it(`names all that is known of it: ${JSON.stringify(failure)}`, () => {
          const all = wordsFor(failure);
          const { code: _code, ...known } = { content: undefined, ...failure };
          for (const [field, value] of Object.entries(known)) {
            if (value === undefined || field === 'content' || (field === 'host' && code.startsWith('proxy')))
              continue;
            ensure(all.includes(String(value)), `${field} is not told: ${all}`);
          }
        });

        it(`puts every word through the translation: ${JSON.stringify(failure)}`, () => {
          const { summary, reason, advice } = explainFailure(failure, pseudoTranslate);
          const values = Object.entries(failure)
            .filter(([field]) => field !== 'code')
            .map(([, value]) => String(value));
          for (const text of [summary, reason, advice]) {
            const rest = values.reduce((left, value) => left.replace(value, ''), untranslated(text));
            assert.equal(rest.trim(), '');
          }
        });
      }
    });
  }

  const saying: readonly (readonly [Failure, RegExp])[] = [
    [{ code: 'keyRejected', host: 'app.pendo.io', status: 403 }, /revoked.*mistyped.*another region/],
    [{ code: 'serverError', host: 'app.pendo.io', status: 500 }, /Your key is not the cause/],
    [{ code: 'notPendo', host: 'app.pendo.io', content: 'html' }, /web page.*sign-in/],
    [{ code: 'tlsUnknownIssuer', host: 'app.pendo.io' }, /key was not sent/],
    [{ code: 'redirect', host: 'app.pendo.io', to: 'login.example' }, /login\.example.*never followed/],
    [{ code: 'tooManyRequests', host: 'app.pendo.io', retryAfterSeconds: 30 }, /in 30 seconds/],
    [{ code: 'tooManyRequests', host: 'app.pendo.io', retryAfterSeconds: 0 }, /in a second/],
    [{ code: 'tooManyRequests', host: 'app.pendo.io', retryAfterSeconds: 3601 }, /in 61 minutes/],
  ];
  for (const [failure, words] of saying) {
    it(`tells of ${failure.code}: ${words.source}`, () => {
      assert.match(wordsFor(failure), words);
    });
  }
});
