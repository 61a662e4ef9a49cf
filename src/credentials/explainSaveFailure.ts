import type { Translate } from '../pendo/translate';
import type { SaveResult } from './storeResults';
import { mostCredentials } from './limits';

/** Why a credential was not saved, and what to do. */
export function explainSaveFailure(result: Exclude<SaveResult, { ok: true }>, t: Translate): string {
  switch (result.reason) {
    case 'nameTaken':
      return t('Another credential has this name already. Choose another one.');
    case 'full':
      return t('There are {0} credentials already. Delete one that is no longer used.', mostCredentials);
    case 'deleted':
      return t('This credential was deleted meanwhile. Enter its key to save it again.');
    case 'changed':
      return t(
        'This credential was changed in another window or profile, so nothing was saved. Look at what it says now, then try again.',
      );
    case 'storage':
      if (result.mayStillHappen) {
        return t(
          'VS Code’s secret storage did not answer ({0}): the change may or may not be saved. The keyring of your system may be waiting for its password: unlock it, then try again.',
          result.failure.cause,
        );
      }
      return result.failure.kind === 'timeout'
        ? t(
            'VS Code’s secret storage did not answer ({0}), so nothing was saved. The keyring of your system may be waiting for its password: unlock it, then try again.',
            result.failure.cause,
          )
        : t(
            'VS Code’s secret storage refused to save ({0}), so nothing was saved. Check that the keyring of your system is there and unlocked, then try again.',
            result.failure.cause,
          );
  }
}
