import { explainFailure } from '../pendo/explainFailure';
import { parseKey } from '../pendo/key';
import { regionLabel, regionOfBaseUrl } from '../pendo/regions';
import type { Translate } from '../pendo/translate';
import type { Access, Verification } from '../pendo/verifyKey';
import { accessLabel } from './connectionWords';
import type { Face } from './credential';

export type Replacement = {
  readonly face: Face;
  readonly newKey: string;
  /** What Pendo says of the new key at the credential's host. */
  readonly verification: Verification;
  /** What the old key may do, as far as is known. */
  readonly oldAccess: Access | undefined;
};

export type ReplacementQuestion = {
  readonly message: string;
  /** All that speaks against it, a sentence each; '' where nothing does. */
  readonly detail: string;
  /** False when Pendo did not accept the key: then it is replaced anyway, or another key is entered. */
  readonly accepted: boolean;
};

/** What to ask before a key is replaced. */
export function describeReplacement(
  { face, newKey, verification, oldAccess }: Replacement,
  t: Translate,
): ReplacementQuestion {
  const region = describeRegionMismatch(face, newKey, t);
  if (verification.ok) {
    const lessAccess =
      oldAccess === 'readWrite' && verification.access === 'readOnly'
        ? [t('The old key may write, the new one may not: writing to Pendo will fail.')]
        : [];
    return {
      message: t(
        'Pendo accepts the new key ({0}). Replace the key of “{1}”?',
        accessLabel(verification.access, t),
        face.name,
      ),
      detail: [...lessAccess, ...region].join(' '),
      accepted: true,
    };
  }
  const { reason, advice } = explainFailure(verification.failure, t);
  const message =
    verification.failure.code === 'keyRejected'
      ? t('Pendo rejects the new key. Replace the key of “{0}” all the same?', face.name)
      : t('The new key could not be checked. Replace the key of “{0}” all the same?', face.name);
  return { message, detail: [reason, ...(region.length > 0 ? region : [advice])].join(' '), accepted: false };
}

/** Says so when a key's ending points to another region than the credential's. */
export function describeRegionMismatch(face: Face, key: string, t: Translate): readonly string[] {
  const parsed = parseKey(key);
  const pointsTo = parsed.ok ? parsed.region : undefined;
  const region = regionOfBaseUrl(face.baseUrl);
  return pointsTo === undefined || pointsTo === region
    ? []
    : [
        t(
          'The ending of the new key points to the region {0}, but this credential is for {1}.',
          regionLabel(pointsTo, t),
          region === 'custom' ? new URL(face.baseUrl).host : regionLabel(region, t),
        ),
      ];
}
