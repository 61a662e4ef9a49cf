import assert from 'node:assert/strict';
import fc from 'fast-check';
import { failureCodes, isFailure } from '../../../src/pendo/failure';
import { allFailures, failuresOf } from './failures';

describe('isFailure', function () {
  this.timeout(30_000);

  for (const failure of allFailures) {
    it(`recognizes what comes back from JSON: ${JSON.stringify(failure)}`, () => {
      assert.equal(isFailure(JSON.parse(JSON.stringify(failure))), true);
    });
  }

  for (const code of failureCodes) {
    for (const failure of failuresOf(code)) {
      for (const [field, value] of Object.entries(failure)) {
        if (value === undefined) continue;
        it(`refuses ${JSON.stringify(failure)} with another type of ${field}`, () => {
          assert.equal(isFailure({ ...failure, [field]: [value] }), false);
          assert.equal(isFailure({ ...failure, [field]: null }), false);
        });
      }
    }
  }

  for (const rubbish of [
    undefined,
    null,
    'dns',
    3,
    [],
    {},
    { code: 'nonsense' },
    { code: 'toString' },
    { code: 'dns' },
  ]) {
    it(`refuses ${JSON.stringify(rubbish)}`, () => assert.equal(isFailure(rubbish), false));
  }

  it('never throws', () => {
    fc.assert(fc.property(fc.anything(), (value) => typeof isFailure(value) === 'boolean'));
  });
});
