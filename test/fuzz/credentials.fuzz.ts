import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cleanLine, cleanLines, isLongerThan } from '../../src/credentials/cleanText';
import { validateDraft } from '../../src/credentials/credentialDraft';
import { parseFormIntent } from '../../src/credentials/credentialForm/protocol';
import { longestDescription, longestName } from '../../src/credentials/limits';
import { parseReportIntent } from '../../src/credentials/reportPage/protocol';
import {
  parseFace,
  parseStoredCredential,
  serializeCredential,
} from '../../src/credentials/storedCredential';
import { regionChoices } from '../../src/pendo/regions';
import { sampleKey } from '../unit/credentials/sampleCredentials';
import { fuzz, parses } from './fuzz';
import { anyValue, nearly, toJson, trickyText } from './texts';

const ids = fc.oneof(fc.constantFrom('a', '__proto__', 'constructor'), fc.uuid(), fc.string());
const names = fc.oneof(fc.constant('Production'), trickyText('<b>', '[x](command:y)', '$(pass)', 'n'));
const origins = fc.oneof(
  fc.constantFrom('https://app.pendo.io', 'http://localhost:1', 'http://evil.example'),
  fc.webUrl(),
);
const keys = fc.oneof(fc.constantFrom(sampleKey(), 'k'), trickyText(sampleKey(), '"', ' '));
const times = fc.oneof(fc.nat(), fc.double());
const details = {
  id: ids,
  name: names,
  description: names,
  baseUrl: origins,
  savedAt: times,
  keySavedAt: times,
};

describe('what is stored', () => {
  const secrets = fc.oneof(
    trickyText('{"version":1', ',"key":"', '"}', '{', '[', 'null'),
    fc.json(),
    nearly({ ...details, version: fc.constantFrom(0, 1, 1, 1, 2), key: keys }).map(toJson),
  );
  fuzz(
    'as a secret is a whole credential that can be written and read again, or damage',
    parses(fc.tuple(secrets, ids), ([text, id]) => {
      for (const asked of [id, 'a']) {
        const parsed = parseStoredCredential(text, asked);
        if (!parsed.ok) continue;
        const { credential } = parsed;
        assert.equal(credential.id, asked);
        assert.deepEqual(parseStoredCredential(serializeCredential(credential), asked), parsed);
        assert.match(credential.key, /^[\x21-\x7e]+$/);
        assertClean(credential.name, credential.description);
      }
    }),
  );

  const fingerprints = fc.oneof(fc.constant('0'.repeat(64)), fc.string());
  const faces = nearly({
    ...details,
    keyFingerprint: fingerprints,
    keyEnding: fc.constantFrom('', '90ab'),
    key: keys,
  });
  fuzz(
    'as a face is public, and can be written and read again, or nothing',
    parses(fc.oneof(faces, nearly({ id: ids, deletedAt: times }), anyValue), (value) => {
      const face = parseFace(value);
      if (!face) return;
      const again = JSON.parse(JSON.stringify(face)) as unknown;
      assert.deepEqual(parseFace(again), again);
      assert.ok(!('key' in face));
      if (!('deletedAt' in face)) assertClean(face.name, face.description);
    }),
  );
});

describe('text for people', () => {
  fuzz(
    'is one clean line, and stays so',
    parses(trickyText(), (text) => {
      const line = cleanLine(text);
      assert.doesNotMatch(line, /[\p{Cc}\p{Cs}\u200e\u200f\u2028-\u202e\u2066-\u2069]| {2}|^ | $/u);
      assert.equal(cleanLine(line), line);
      assert.ok(line.length <= text.length);
    }),
  );

  fuzz(
    'of several lines has clean lines, and stays so',
    parses(trickyText('\n', '\r', 'line'), (text) => {
      const lines = cleanLines(text);
      assert.equal(cleanLines(lines), lines);
      assert.ok(lines.split('\n').every((line) => cleanLine(line) === line));
    }),
  );

  fuzz(
    'is as long as people count it, and what has too many code units is long',
    parses(fc.tuple(trickyText(), fc.nat(200)), ([text, most]) => {
      const characters = [...new Intl.Segmenter().segment(text)].length;
      const heavy = text.length > most * 20;
      assert.equal(isLongerThan(text, most), text.length > most && (heavy || characters > most));
    }),
  );
});

describe('a draft', () => {
  const drafts = fc.record({
    name: names,
    description: names,
    region: fc.constantFrom(...regionChoices),
    baseUrl: origins,
    key: keys,
  });
  const rules = fc.record({ takenNames: fc.array(names, { maxLength: 3 }), hasKey: fc.boolean() });
  fuzz(
    'that can be saved is clean, and is read back from its secret as it was saved',
    parses(fc.tuple(drafts, rules), ([draft, rule]) => {
      const validated = validateDraft(draft, rule);
      if (!validated.ok) {
        assert.ok(Object.keys(validated.problems).length > 0);
        return;
      }
      const { name, description, baseUrl, key = sampleKey() } = validated.draft;
      const credential = { id: 'a', name, description, baseUrl, key, savedAt: 1, keySavedAt: 1 };
      assert.deepEqual(parseStoredCredential(serializeCredential(credential), 'a'), { ok: true, credential });
    }),
  );
});

describe('a message of a page', () => {
  const fields = {
    name: names,
    description: names,
    region: fc.oneof(fc.constantFrom(...regionChoices), fc.string()),
    baseUrl: origins,
    key: keys,
  };
  const formMessages = nearly({
    type: fc.constantFrom('ready', 'edited', 'keyEntered', 'test', 'cancelTest', 'save', 'cancel'),
    fields: nearly(fields),
    draft: nearly(fields),
    key: keys,
    keyTyped: fc.boolean(),
    keyRevision: fc.integer(),
    targetRevision: fc.double(),
  });
  fuzz(
    'to the form is an intent that parses to itself, or nothing',
    parses(fc.oneof(formMessages, anyValue), (message) => {
      const intent = parseFormIntent(message);
      if (!intent) return;
      assert.deepEqual(parseFormIntent(structuredClone(intent)), intent);
      assert.ok(intent.type !== 'edited' || !('key' in intent.fields));
    }),
  );

  const reportMessages = nearly({
    type: fc.constantFrom('ready', 'cancel', 'runAgain', 'copy', 'act'),
    index: fc.oneof(fc.nat(3), fc.double()),
  });
  fuzz(
    'to a report is an intent that parses to itself, or nothing',
    parses(fc.oneof(reportMessages, anyValue), (message) => {
      const intent = parseReportIntent(message);
      if (!intent) return;
      assert.deepEqual(parseReportIntent(structuredClone(intent)), intent);
      assert.ok(intent.type !== 'act' || (Number.isSafeInteger(intent.index) && intent.index >= 0));
    }),
  );
});

function assertClean(name: string, description: string): void {
  assert.equal(cleanLine(name), name);
  assert.equal(cleanLines(description), description);
  assert.ok(
    name !== '' && !isLongerThan(name, longestName) && !isLongerThan(description, longestDescription),
  );
}
