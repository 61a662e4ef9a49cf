import type { Workbench } from '../vscode/workbench';
import { eventuallyMatches } from './eventually';
import { readBrowserStorage } from './keyTraces';

const extensionId = 'pendo-community.pendo-credentials';

type State = Record<string, unknown>;

/**
 * Changes what VS Code keeps as the global state of the extension, as an earlier time or another version would have left it: leaves the
 * window for that, since VS Code would write its own over it, and comes back.
 * @param written stands in the state already when all that happened before is written
 */
export async function changeStoredState(
  window: Workbench,
  written: string,
  change: (state: State) => State,
): Promise<void> {
  await eventuallyMatches(() => readBrowserStorage(window.page), new RegExp(written));
  await window.whileAway(async () => {
    const before = await exchangeState(window, undefined);
    await exchangeState(window, JSON.stringify(change(JSON.parse(before) as State)));
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
