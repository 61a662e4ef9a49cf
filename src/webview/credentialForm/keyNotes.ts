import { t } from '@vscode/l10n';
import type { RemovedFromKey } from '../../pendo/key';
import { regionLabel, regionOrigin, type RegionId } from '../../pendo/regions';

/** What is known of a key that was entered completely. Not the key. */
export type EnteredKey = {
  readonly removed: readonly RemovedFromKey[];
  readonly usualShape: boolean;
  /** The region that its suffix (`.eu`) points to. */
  readonly pointsTo: { readonly region: RegionId; readonly suffix: string } | undefined;
};

export type KeySituation = {
  readonly entered: EnteredKey | undefined;
  /** The other credential that has this key. */
  readonly ownerName: string | undefined;
  /** The origin that is chosen now; undefined while it is not valid. */
  readonly origin: string | undefined;
  /** Whether the origin is being typed, and so changes with each keystroke. */
  readonly typingOrigin: boolean;
  /** Whether the region was chosen by the suffix of this key. */
  readonly choseRegion: boolean;
  /** Whether the stored key stays and `origin` is not where it went before. */
  readonly storedKeyMoves: boolean;
  /** Whether a typed key was lost because the page was loaded anew. */
  readonly keyLost: boolean;
};

export type KeyNote = {
  readonly tone: 'info' | 'warning';
  readonly text: string;
  /** The region that a button offers to choose. */
  readonly offers?: RegionId;
  /** Whether it is not to be announced. */
  readonly quiet?: boolean;
};

/** All there is to say about the key, the most important first. None of it stops a save. */
export function explainKey(situation: KeySituation): KeyNote[] {
  const { entered, ownerName, origin, typingOrigin, keyLost, storedKeyMoves } = situation;
  const notes: KeyNote[] = [];
  if (keyLost) {
    notes.push(
      warning(
        t(
          'The form was loaded anew (it was moved to another window). Enter the key again; all else is as you left it.',
        ),
      ),
    );
  }
  if (storedKeyMoves && origin !== undefined) {
    const text = t('Once saved, the stored key goes to {0}. Keep it only if it belongs there.', origin);
    notes.push({ ...warning(text), quiet: typingOrigin });
  }
  if (ownerName !== undefined) {
    notes.push(warning(t('This key is already stored as “{0}”.', ownerName)));
  }
  if (entered) {
    notes.push(...explainEntered(entered, situation));
  }
  return notes;
}

function explainEntered(entered: EnteredKey, { origin, choseRegion }: KeySituation): KeyNote[] {
  const notes: KeyNote[] = [];
  if (!entered.usualShape) {
    notes.push(warning(t('This does not look like an integration key. You can save it all the same.')));
  }
  if (entered.pointsTo) {
    const { region, suffix } = entered.pointsTo;
    if (choseRegion) {
      notes.push(
        info(t('Region {0} was chosen, because the key ends in {1}.', regionLabel(region, t), suffix)),
      );
    } else if (origin !== regionOrigin(region)) {
      const text = t('This key ends in {0}, which points to the region {1}.', suffix, regionLabel(region, t));
      notes.push({ ...warning(text), offers: region });
    }
  }
  notes.push(...entered.removed.map((part) => info(removedWords[part]())));
  return notes;
}

const removedWords: Readonly<Record<RemovedFromKey, () => string>> = {
  whiteSpace: () => t('White space was removed.'),
  quotes: () => t('Quotes were removed.'),
  headerName: () => t('The name of the header was removed.'),
};

function warning(text: string): KeyNote {
  return { tone: 'warning', text };
}

function info(text: string): KeyNote {
  return { tone: 'info', text };
}
