import { randomBytes } from 'node:crypto';
import type { Page } from 'playwright-core';

/**
 * What encrypts VS Code's secrets, as the keyring of a desktop does. The same keyring next time reads them again;
 * another one cannot; without one, secrets live in memory and are gone with the page.
 */
export interface Keyring {
  readonly key: Buffer;
}

export function createKeyring(): Keyring {
  return { key: randomBytes(32) };
}

/**
 * Answers a page for the keyring: the workbench asks its host for one half of the key that encrypts its secrets.
 * Not by routing the request: while a page is routed, windows that it opens wait for their style sheets for ever.
 */
export async function serveKeyring(page: Page, keyring: () => Keyring | undefined): Promise<void> {
  await page.exposeFunction(askForKey, () => keyring()?.key.toString('base64'));
  await page.addInitScript((ask) => {
    const fetch = window.fetch.bind(window);
    window.fetch = async (input, init) => {
      const { pathname } = new URL(input instanceof Request ? input.url : input, location.href);
      if (!pathname.endsWith('/mint-key')) {
        return fetch(input, init);
      }
      const asked = (window as unknown as Record<string, () => Promise<string | undefined>>)[ask];
      const key = await asked?.();
      return key === undefined
        ? new Response(null, { status: 404 })
        : new Response(Uint8Array.from(atob(key), (character) => character.charCodeAt(0)));
    };
  }, askForKey);
}

const askForKey = 'keyringOfTheTest';
