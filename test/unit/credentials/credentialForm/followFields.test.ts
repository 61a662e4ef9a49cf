import assert from 'node:assert/strict';
import { followFields as follow } from '../../../../src/credentials/credentialForm/followFields';
import type { VisibleDraft } from '../../../../src/credentials/credentialForm/protocol';

describe('followFields', () => {
  const before: VisibleDraft = { name: 'n', description: 'd', region: 'us', baseUrl: '' };
  const now: VisibleDraft = { name: 'N', description: 'D', region: 'custom', baseUrl: 'https://x.example' };

  const followFields = (typed: VisibleDraft, from: VisibleDraft, to: VisibleDraft): VisibleDraft =>
    follow(typed, from, to, false);

  it('takes everything where nothing was typed', () => {
    assert.deepEqual(followFields(before, before, now), now);
  });

  it('keeps each field that was typed in', () => {
    assert.deepEqual(followFields({ ...before, name: 'typed' }, before, now), { ...now, name: 'typed' });
    assert.deepEqual(followFields({ ...before, description: '' }, before, now), { ...now, description: '' });
  });

  it('keeps region and base URL together, because both say where the key goes', () => {
    const chosen: VisibleDraft = { ...before, region: 'eu' };
    assert.deepEqual(followFields(chosen, before, now), { ...now, region: 'eu', baseUrl: '' });
    const typed: VisibleDraft = { ...now, baseUrl: 'https://typed.example' };
    assert.deepEqual(followFields(typed, now, before), {
      ...before,
      region: 'custom',
      baseUrl: typed.baseUrl,
    });
  });

  it('leaves a key that was typed where the form said that it goes', () => {
    assert.deepEqual(follow(before, before, now, true), { ...now, region: 'us', baseUrl: '' });
  });

  it('takes nothing where nothing changed, not even a base URL that no longer shows', () => {
    const tried = { ...before, baseUrl: 'https://tried.example' };
    assert.deepEqual(followFields(tried, before, { ...before }), tried);
  });

  it('does not count a base URL that no longer shows as typed', () => {
    assert.deepEqual(followFields({ ...before, baseUrl: 'https://tried.example' }, before, now), now);
  });
});
