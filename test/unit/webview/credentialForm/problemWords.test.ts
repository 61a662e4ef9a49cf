import assert from 'node:assert/strict';
import { checkedFields, explainProblem } from '../../../../src/webview/credentialForm/problemWords';

describe('words for problems', () => {
  it('has none for a field that is right', () => {
    for (const field of checkedFields) {
      assert.equal(explainProblem(field, {}), undefined);
    }
  });

  it('keeps the problems of the fields apart', () => {
    const words = checkedFields.map((field) =>
      explainProblem(field, { name: 'tooLong', description: 'tooLong', baseUrl: 'tooLong', key: 'tooLong' }),
    );
    assert.equal(new Set(words).size, checkedFields.length);
  });

  it('says how long a text may be', () => {
    assert.match(explainProblem('name', { name: 'tooLong' }) ?? '', /100 characters/);
    assert.match(explainProblem('description', { description: 'tooLong' }) ?? '', /500 characters/);
  });
});
