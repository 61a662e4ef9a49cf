import { explainFailure } from '../../pendo/explainFailure';
import type { Translate } from '../../pendo/translate';
import type { Verification } from '../../pendo/verifyKey';
import type { TestVerdict } from './protocol';

/** What a test in the form told, in words. Only a rejected key is an error; a host that can't be asked says nothing about the key. */
export function testVerdict(verification: Verification, t: Translate): TestVerdict {
  if (verification.ok) {
    return {
      tone: 'success',
      summary: t('Connected'),
      detail:
        verification.access === 'readOnly'
          ? t('This key can read. Writing to Pendo needs a key with write access.')
          : t('This key can read and write.'),
    };
  }
  const { summary, reason, advice } = explainFailure(verification.failure, t);
  return {
    tone: verification.failure.code === 'keyRejected' ? 'error' : 'warning',
    summary,
    detail: `${reason} ${advice}`,
  };
}
