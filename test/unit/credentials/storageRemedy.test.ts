import assert from 'node:assert/strict';
import {
  describeStorageRemedy,
  secretKeeper,
  type SecretKeeper,
} from '../../../src/credentials/storageRemedy';
import { formatMessage, pseudoTranslate, untranslated } from '../fakes/formatMessage';

describe('secretKeeper', () => {
  for (const [inBrowser, platform, keeper] of [
    [false, 'linux', 'linux'],
    [false, 'freebsd', 'linux'],
    [false, 'darwin', 'macos'],
    [false, 'win32', 'windows'],
    [true, 'linux', 'browser'],
    [true, 'darwin', 'browser'],
    [true, 'win32', 'browser'],
  ] as const) {
    it(`is ${keeper} on ${platform}${inBrowser ? ' in a browser' : ''}`, () => {
      assert.equal(secretKeeper(inBrowser, platform), keeper);
    });
  }
});

describe('describeStorageRemedy', () => {
  const words: { readonly [Keeper in SecretKeeper]: readonly RegExp[] } = {
    browser: [/private/, /same address/, /serve-web/],
    linux: [/gnome-keyring or KWallet/, /"password-store"/, /container/],
    macos: [/Keychain Access/, /“Code Safe Storage”/],
    windows: [/Windows account/, /enter the keys again/],
  };
  for (const [keeper, patterns] of Object.entries(words) as [SecretKeeper, readonly RegExp[]][]) {
    it(`says what to do on ${keeper}, and of a remote window that it is done on this side`, () => {
      const here = describeStorageRemedy({ keeper, remote: false }, formatMessage);
      for (const pattern of patterns) assert.match(here, pattern);
      assert.equal(
        describeStorageRemedy({ keeper, remote: true }, formatMessage),
        `${here} Secrets are kept on the machine where this window runs, not on the remote one.`,
      );
    });

    it(`is translated on ${keeper}`, () => {
      for (const remote of [true, false]) {
        const remedy = describeStorageRemedy({ keeper, remote }, pseudoTranslate);
        assert.equal(untranslated(untranslated(remedy)), '');
      }
    });
  }

  it('is another one for each keeper', () => {
    const keepers = Object.keys(words) as SecretKeeper[];
    const all = keepers.map((keeper) => describeStorageRemedy({ keeper, remote: false }, formatMessage));
    assert.equal(new Set(all).size, keepers.length);
  });
});
