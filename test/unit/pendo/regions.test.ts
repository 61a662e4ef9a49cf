import assert from 'node:assert/strict';
import { parseBaseUrl } from '../../../src/pendo/baseUrl';
import {
  isRegionChoice,
  regionChoices,
  regionHost,
  regionLabel,
  regionOfBaseUrl,
  regionOfKeySuffix,
  regionOrigin,
  regions,
} from '../../../src/pendo/regions';
import { formatMessage, pseudoTranslate, untranslated } from '../fakes/formatMessage';
import { ensure } from '../fakes/ensure';

/** As the Pendo API documentation lists them, "Regions". */
const documented = {
  us: 'https://app.pendo.io',
  eu: 'https://app.eu.pendo.io',
  us1: 'https://us1.app.pendo.io',
  jpn: 'https://app.jpn.pendo.io',
  au: 'https://app.au.pendo.io',
};

describe('regions', () => {
  it('has the five regions with the hosts that Pendo documents', () => {
    assert.deepEqual(Object.fromEntries(regions.map(({ id, origin }) => [id, origin])), documented);
  });

  for (const { id, origin, keySuffixes } of regions) {
    describe(id, () => {
      it('has an origin that is a base URL as it stands', () => {
        assert.deepEqual(parseBaseUrl(origin), { ok: true, baseUrl: origin });
        assert.equal(regionOrigin(id), origin);
        assert.equal(`https://${regionHost(id)}`, origin);
      });

      it('is found by its origin and by its key suffixes in any case', () => {
        assert.equal(regionOfBaseUrl(origin), id);
        for (const suffix of keySuffixes) {
          assert.equal(regionOfKeySuffix(suffix), id);
          assert.equal(regionOfKeySuffix(suffix.toUpperCase()), id);
        }
      });

      it('can be chosen, and has a name of its own', () => {
        ensure(isRegionChoice(id));
        const labels = regionChoices.map((choice) => regionLabel(choice, formatMessage));
        assert.equal(labels.filter((label) => label === regionLabel(id, formatMessage)).length, 1);
      });
    });
  }

  it('offers custom last', () => {
    assert.deepEqual(regionChoices, [...Object.keys(documented), 'custom']);
    assert.equal(regionLabel('custom', formatMessage), 'Custom');
  });

  it('translates every name', () => {
    for (const choice of regionChoices) {
      assert.equal(untranslated(regionLabel(choice, pseudoTranslate)), '');
    }
  });

  for (const other of [
    'https://app.jp.pendo.io',
    'https://app.us1.pendo.io',
    'https://app.pendo.io:444',
    'https://app.pendo.io.evil.example',
    'https://evilpendo.io',
    'http://app.pendo.io',
    'https://app.pendo.io/',
    '',
  ]) {
    it(`takes "${other}" for custom`, () => assert.equal(regionOfBaseUrl(other), 'custom'));
  }

  for (const suffix of ['', 'zz', 'us2', 'gov', 'constructor', 'toString']) {
    it(`knows no region for the key suffix "${suffix}"`, () =>
      assert.equal(regionOfKeySuffix(suffix), undefined));
  }

  for (const value of ['US', 'jp', '', undefined, null, 3, {}, ['us']]) {
    it(`does not take ${JSON.stringify(value)} for a choice`, () =>
      assert.equal(isRegionChoice(value), false));
  }
});
