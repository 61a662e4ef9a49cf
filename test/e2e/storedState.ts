import type { Workbench } from '../vscode/workbench';
import { eventuallyMatches } from './eventually';
import { readBrowserStorage } from './keyTraces';

const extensionId = 'pendo-community.pendo-credentials';

type State = Record<string, unknown>;

/**
 * Waits until VS Code has a text in its storage. It writes a moment after it has answered: only then another tab hears of a change, and a
 * reload or restart before that loses it.
 */
export async function written(window: Workbench, text: string | RegExp): Promise<void> {
  // Values in there are JSON in JSON.
  const read = async (): Promise<string> => (await readBrowserStorage(window.page)).replaceAll('\\"', '"');
  await eventuallyMatches(read, new RegExp(text));
}

/**
 * Changes what VS Code keeps as the global state of the extension, as an earlier time or another version would have left it: leaves the
 * window for that, since VS Code would write its own over it, and comes back.
 * @param before stands in the state already when all that happened before is written
 */
export async function changeStoredState(
  window: Workbench,
  before: string,
  change: (state: State) => State,
): Promise<void> {
  await written(window, before);
  await window.whileAway(async () => {
    const left = await exchangeState(window, undefined);
    await exchangeState(window, JSON.stringify(change(JSON.parse(left) as State)));
  });
}

/** Reads the state, and puts another one in its place if there is one. */
async function exchangeState(window: Workbench, next: string | undefined): Promise<string> {
  return window.page.evaluate(
    async ({ id, value }) => {
      const finish = {
        of<T>(request: IDBRequest<T>): Promise<T> {
          return new Promise((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error ?? new Error('the database gave no reason'));
          });
        },
      };
      for (const { name = '' } of await indexedDB.databases()) {
        const database = await finish.of(indexedDB.open(name));
        try {
          for (const store of database.objectStoreNames) {
            const objects = database.transaction(store, 'readwrite').objectStore(store);
            const found: unknown = await finish.of(objects.get(id));
            // The state of the workspace has the same id.
            if (typeof found === 'string' && found.includes('"credentials"')) {
              if (value !== undefined) {
                await finish.of(objects.put(value, id));
              }
              return found;
            }
          }
        } finally {
          database.close();
        }
      }
      throw new Error('VS Code keeps no state of the extension');
    },
    { id: extensionId, value: next },
  );
}
