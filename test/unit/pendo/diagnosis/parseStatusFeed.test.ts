import assert from 'node:assert/strict';
import { parseStatusFeed } from '../../../../src/pendo/diagnosis/serviceSteps';
import { survives } from '../../../survives';

describe('parseStatusFeed', () => {
  it('reads a Statuspage summary', () => {
    const summary = {
      page: { id: 'x', name: 'Pendo', url: 'https://status.pendo.io' },
      status: { indicator: 'minor', description: 'Partial System Outage' },
      components: [],
      incidents: [],
    };
    assert.deepEqual(parseStatusFeed(JSON.stringify(summary)), summary.status);
  });

  for (const text of [
    '',
    'null',
    '3',
    '"x"',
    '[]',
    '{}',
    '{"status":null}',
    '{"status":"none"}',
    '{"status":{"indicator":"none"}}',
    '{"status":{"description":"All good"}}',
    '{"status":{"indicator":0,"description":"x"}}',
    '{"status":{"indicator":"none","description":["x"]}}',
    '{"status":{"indicator":"none","description":"x"}',
    '<!DOCTYPE html><html></html>',
  ]) {
    it(`makes nothing of ${text || 'nothing'}`, () => assert.equal(parseStatusFeed(text), undefined));
  }

  for (const [what, description, shown] of [
    ['control characters', 'a\u0000b\u001b[31mc', 'a b [31mc'],
    ['line ends', 'a\r\nb', 'a  b'],
    ['direction characters', 'a\u202eb\u2066c', 'a b c'],
    ['half a character', 'a\ud83d', 'a '],
    ['more than fits', 'x'.repeat(100_000), 'x'.repeat(200)],
    ['a character that is cut in half', `${'x'.repeat(199)}👩`, `${'x'.repeat(199)} `],
    ['HTML, which is text here', '<b>x</b>', '<b>x</b>'],
  ] as const) {
    survives(
      {
        area: 'input',
        fault: 'Pendo’s status feed has control and direction characters, HTML, or a text without end',
        userSees: 'Plain text of at most 200 characters',
      },
      `cleans ${what}`,
      () => {
        const text = JSON.stringify({ status: { indicator: 'major', description } });
        assert.deepEqual(parseStatusFeed(text), { indicator: 'major', description: shown });
      },
    );
  }
});
