import assert from 'node:assert/strict';
import { inspect, isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { parseFormIntent, type FormIntent } from '../../../../src/credentials/credentialForm/protocol';
import { regionChoices } from '../../../../src/pendo/regions';
import { survives } from '../../../survives';
import { ensure } from '../../fakes/ensure';

const fields = { name: 'n', description: 'd', region: 'eu', baseUrl: '' } as const;
const draft = { ...fields, key: 'k' } as const;

const intents: readonly FormIntent[] = [
  { type: 'ready' },
  { type: 'edited', fields, keyTyped: true },
  { type: 'edited', fields, keyTyped: false },
  { type: 'keyEntered', key: 'k', keyRevision: 0 },
  { type: 'test', draft, targetRevision: 3 },
  { type: 'cancelTest' },
  { type: 'save', draft },
  { type: 'cancel' },
  ...regionChoices.map((region) => ({ type: 'save', draft: { ...draft, region } }) as const),
];

describe('parseFormIntent', () => {
  for (const intent of intents) {
    it(`reads ${JSON.stringify(intent)} as it was sent`, () => {
      assert.deepEqual(parseFormIntent(JSON.parse(JSON.stringify(intent))), intent);
    });

    it(`leaves out of ${intent.type} what does not belong there`, () => {
      assert.deepEqual(parseFormIntent({ ...intent, command: 'rm', __proto__: { x: 1 } }), intent);
    });
  }

  it('leaves a key out of the fields that are kept', () => {
    assert.deepEqual(parseFormIntent({ type: 'edited', fields: draft, keyTyped: true }), {
      type: 'edited',
      fields,
      keyTyped: true,
    });
  });

  for (const rubbish of [
    undefined,
    null,
    3,
    'ready',
    [],
    ['ready'],
    {},
    { type: 'Ready' },
    { type: 'toString' },
    { type: ['ready'] },
    { type: 'edited', fields },
    { type: 'edited', fields, keyTyped: 'yes' },
    { type: 'edited', fields: { ...fields, region: 'mars' }, keyTyped: true },
    { type: 'edited', fields: { ...fields, name: 3 }, keyTyped: true },
    { type: 'keyEntered', key: 'k' },
    { type: 'keyEntered', key: 'k', keyRevision: -1 },
    { type: 'keyEntered', key: 'k', keyRevision: 1.5 },
    { type: 'keyEntered', key: 'k', keyRevision: Number.NaN },
    { type: 'keyEntered', key: null, keyRevision: 1 },
    { type: 'test', draft: fields, targetRevision: 1 },
    { type: 'test', draft },
    { type: 'test', draft: [], targetRevision: 1 },
    { type: 'save' },
    { type: 'save', draft: null },
    { type: 'save', draft: { ...draft, baseUrl: undefined } },
  ]) {
    survives(
      { area: 'input', fault: 'A message of the form’s page that is none', userSees: 'Nothing' },
      `refuses ${inspect(rubbish).slice(0, 80)}`,
      () => assert.equal(parseFormIntent(rubbish), undefined),
    );
  }

  it('cuts off what is too long for any field, so that the page has its answer', () => {
    const most = 'x'.repeat(100_000);
    const long = most + most;
    const pasted = { name: long, description: long, region: 'us', baseUrl: long } as const;
    const cut = { name: most, description: most, region: 'us', baseUrl: most } as const;
    for (const [message, intent] of [
      [
        { type: 'edited', fields: pasted, keyTyped: true },
        { type: 'edited', fields: cut, keyTyped: true },
      ],
      [
        { type: 'keyEntered', key: long, keyRevision: 1 },
        { type: 'keyEntered', key: most, keyRevision: 1 },
      ],
      [
        { type: 'test', draft: { ...pasted, key: 'k' }, targetRevision: 1 },
        { type: 'test', draft: { ...cut, key: 'k' }, targetRevision: 1 },
      ],
      [
        { type: 'save', draft: { ...pasted, key: long } },
        { type: 'save', draft: { ...cut, key: most } },
      ],
    ] as const) {
      ensure(isDeepStrictEqual(parseFormIntent(message), intent), message.type);
    }
  });

  it('never throws', () => {
    const types = fc.constantFrom(...intents.map(({ type }) => type));
    const nearly = fc.record({
      type: types,
      fields: fc.anything(),
      draft: fc.anything(),
      key: fc.anything(),
      keyRevision: fc.anything(),
      targetRevision: fc.anything(),
      keyTyped: fc.anything(),
    });
    fc.assert(fc.property(fc.oneof(fc.anything(), nearly), (message) => void parseFormIntent(message)));
  }).timeout(30_000);
});
