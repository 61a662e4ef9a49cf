import type { Translate } from '../pendo/translate';
import type { StoreTrouble } from './storeReconciler';
import type { StorageDurability } from './storageHealth';

/** What to tell above the list when the secret storage as a whole has a problem; undefined when all is well. */
export function describeTrouble(
  trouble: StoreTrouble,
  durability: StorageDurability,
  t: Translate,
): string | undefined {
  switch (trouble.kind) {
    case 'none':
      return durability === 'lost'
        ? t(
            'VS Code’s secret storage has lost what it kept before its last start: keys will not last. “Pendo: Check Secret Storage” says why, and what to do.',
          )
        : undefined;
    case 'empty':
      return t(
        'VS Code’s secret storage has no key of these credentials. The keyring may be locked or missing, or this browser may have been cleared. Unlock it and reload the window, or enter the keys again. “Pendo: Check Secret Storage” says more.',
      );
    case 'unreachable':
      return t('VS Code’s secret storage can’t be looked at ({0}). Keys may be missing.', trouble.cause);
  }
}
