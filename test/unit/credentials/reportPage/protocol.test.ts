import assert from 'node:assert/strict';
import { parseReportIntent } from '../../../../src/credentials/reportPage/protocol';
import { survives } from '../../../survives';

describe('parseReportIntent', () => {
  for (const intent of [
    { type: 'ready' },
    { type: 'cancel' },
    { type: 'runAgain' },
    { type: 'copy' },
    { type: 'act', index: 0 },
    { type: 'act', index: 7 },
  ]) {
    it(`gives back ${JSON.stringify(intent)}, and no more than that`, () => {
      assert.deepEqual(parseReportIntent(structuredClone(intent)), intent);
      assert.deepEqual(parseReportIntent({ ...intent, extra: 'x', key: 'secret' }), intent);
    });
  }

  for (const rubbish of [
    undefined,
    null,
    '',
    'ready',
    0,
    true,
    [],
    {},
    ['ready'],
    { type: 'Ready' },
    { type: ['ready'] },
    { type: 'state' },
    { type: '__proto__' },
    { type: 'act' },
    { type: 'act', index: -1 },
    { type: 'act', index: 0.5 },
    { type: 'act', index: '0' },
    { type: 'act', index: Number.NaN },
    { type: 'act', index: Number.POSITIVE_INFINITY },
    { type: 'act', index: 2 ** 53 },
    { type: 'act', remedy: 'showLog' },
  ]) {
    const what = rubbish === undefined ? 'undefined' : JSON.stringify(rubbish);
    survives(
      { area: 'input', fault: 'A message of a report’s page that is none', userSees: 'Nothing' },
      `makes nothing of ${what}`,
      () => assert.equal(parseReportIntent(rubbish), undefined),
    );
  }
});
