import assert from 'node:assert/strict';
import {
  explainKey,
  type EnteredKey,
  type KeySituation,
} from '../../../../src/webview/credentialForm/keyNotes';

const nothing: KeySituation = {
  entered: undefined,
  ownerName: undefined,
  origin: 'https://app.pendo.io',
  typingOrigin: false,
  choseRegion: false,
  storedKeyMoves: false,
  keyLost: false,
};
const usual: EnteredKey = { removed: [], usualShape: true, pointsTo: undefined };
const european: EnteredKey = { ...usual, pointsTo: { region: 'eu', suffix: '.eu' } };

const wordsFor = (situation: Partial<KeySituation>) =>
  explainKey({ ...nothing, ...situation }).map(({ text }) => text);

describe('notes on the key', () => {
  it('says nothing of a usual key', () => {
    assert.deepEqual(wordsFor({ entered: usual }), []);
  });

  it('says what was taken off', () => {
    const entered: EnteredKey = { ...usual, removed: ['quotes', 'whiteSpace', 'headerName'] };
    assert.deepEqual(wordsFor({ entered }), [
      'Quotes were removed.',
      'White space was removed.',
      'The name of the header was removed.',
    ]);
  });

  it('warns of an unusual shape', () => {
    assert.match(wordsFor({ entered: { ...usual, usualShape: false } }).join(), /does not look like/);
  });

  it('offers the region that the suffix points to', () => {
    const [note, ...others] = explainKey({ ...nothing, entered: european });
    assert.equal(note?.text, 'This key ends in .eu, which points to the region EU.');
    assert.equal(note.offers, 'eu');
    assert.deepEqual(others, []);
  });

  it('offers no region that is chosen already', () => {
    assert.deepEqual(wordsFor({ entered: european, origin: 'https://app.eu.pendo.io' }), []);
  });

  it('says that the key chose the region', () => {
    const [note] = explainKey({ ...nothing, entered: european, choseRegion: true });
    assert.equal(note?.text, 'Region EU was chosen, because the key ends in .eu.');
    assert.equal(note.offers, undefined);
  });

  it('names the credential that has the key', () => {
    assert.deepEqual(wordsFor({ ownerName: 'Production' }), ['This key is already stored as “Production”.']);
  });

  it('says where a stored key goes when the host changes, once the host is valid', () => {
    assert.match(wordsFor({ storedKeyMoves: true }).join(), /goes to https:\/\/app\.pendo\.io\./);
    assert.deepEqual(wordsFor({ storedKeyMoves: true, origin: undefined }), []);
  });

  it('does not announce where a stored key goes while the host is being typed', () => {
    const told = (typingOrigin: boolean) =>
      explainKey({ ...nothing, storedKeyMoves: true, typingOrigin }).map(({ quiet }) => quiet === true);
    assert.deepEqual([told(true), told(false)], [[true], [false]]);
  });

  it('asks for a key that was lost', () => {
    assert.match(wordsFor({ keyLost: true }).join(), /Enter the key again/);
  });
});
