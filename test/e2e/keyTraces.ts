import * as fs from 'node:fs';
import * as path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';

/** A place where something was found: a file, a part of the browser's storage, a message. */
type Place = string;

/** Every way in which a text could have been written down, each with its name. */
function disguises(text: string): [string, Buffer][] {
  const json = JSON.stringify(text).slice(1, -1);
  return [
    ['plain', Buffer.from(text)],
    ['as JSON', Buffer.from(json)],
    ['as JSON in JSON', Buffer.from(JSON.stringify(json).slice(1, -1))],
    ['in a URL', Buffer.from(encodeURIComponent(text))],
    ['as UTF-16', Buffer.from(text, 'utf16le')],
    ['as hex', Buffer.from(Buffer.from(text).toString('hex'))],
    ...[0, 1, 2].map((before): [string, Buffer] => ['as base64', Buffer.from(base64Core(text, before))]),
  ];
}

/** What stands in any base64 that has the text after so many other bytes (modulo 3): without the ends, which neighbours change. */
function base64Core(text: string, before: number): string {
  const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(text)]);
  return bytes.toString('base64').slice(before === 0 ? 0 : 4, -4);
}

/** Where and how one of the texts stands in some bytes. */
export function findTexts(place: Place, bytes: Buffer, texts: readonly string[]): string[] {
  return texts.flatMap((text) =>
    disguises(text)
      .filter(([, disguise]) => bytes.includes(disguise))
      .map(([how]) => `${text} ${how} in ${place}`),
  );
}

/** Searches every file below a folder. */
export function searchFiles(folder: string, texts: readonly string[]): string[] {
  return fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = path.join(entry.parentPath, entry.name);
      return findTexts(file, fs.readFileSync(file), texts);
    });
}

/** All that a page keeps in the browser, as text: its files there are compressed. */
export async function readBrowserStorage(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const read = {
      finished<T>(request: IDBRequest<T>): Promise<T> {
        return new Promise((resolve, reject) => {
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error ?? new Error('the database gave no reason'));
        });
      },
      text(value: unknown): unknown {
        return value instanceof Uint8Array ? new TextDecoder().decode(value) : value;
      },
    };
    const kept: unknown[] = [Object.entries(localStorage), Object.entries(sessionStorage)];
    for (const { name = '' } of await indexedDB.databases()) {
      const database = await read.finished(indexedDB.open(name));
      for (const store of database.objectStoreNames) {
        const objects = database.transaction(store).objectStore(store);
        const [keys, values] = await Promise.all([
          read.finished(objects.getAllKeys()),
          read.finished<unknown[]>(objects.getAll()),
        ]);
        kept.push({
          name,
          store,
          keys: keys.map((key) => read.text(key)),
          values: values.map((value) => read.text(value)),
        });
      }
      database.close();
    }
    return JSON.stringify(kept);
  });
}

/** Takes down every message that reaches the page of a webview. */
export async function recordWebviewMessages(context: BrowserContext): Promise<readonly string[]> {
  const messages: string[] = [];
  await context.exposeFunction('recordMessage', (message: string) => messages.push(message));
  await context.addInitScript(() => {
    // The page of an extension; VS Code writes it into an empty frame of this name.
    if (window.frameElement?.id !== 'pending-frame') {
      return;
    }
    const { recordMessage } = window as unknown as { recordMessage: (message: string) => unknown };
    const add = window.addEventListener.bind(window);
    // That writing ends all listeners there are, so each new one is listened in on.
    window.addEventListener = (
      type: string,
      ...rest: [EventListenerOrEventListenerObject, unknown?]
    ): void => {
      if (type === 'message') {
        add('message', ({ data }) => recordMessage(JSON.stringify(data)));
      }
      add(type, ...(rest as [EventListenerOrEventListenerObject]));
    };
  });
  return messages;
}
