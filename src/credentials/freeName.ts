import { shortenTo } from './cleanText';
import type { Face } from './credential';
import { sameName } from './credentialDraft';
import { longestName } from './limits';

/** A name that none of the others has: the wished one, or it with a number. */
export function freeName(wished: string, others: readonly Face[]): string {
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : ` ${number}`;
    const name = shortenTo(wished, longestName - suffix.length) + suffix;
    if (!others.some((face) => sameName(face.name, name))) {
      return name;
    }
  }
}
