import type { Failure } from '../pendo/failure';
import type { ReadResult } from './credentialSecrets';

/** Why a credential can't be used, when its key could not be read. */
export function readFailure(stored: Exclude<ReadResult, { ok: true }>): Failure {
  switch (stored.reason) {
    case 'missing':
    case 'damaged':
      return { code: 'keyMissing' };
    case 'newer':
      return { code: 'keyUnreadable' };
    case 'failed':
      return { code: 'storageFailed', cause: stored.failure.cause };
  }
}
