import type { Translate } from '../pendo/translate';
import type { Active } from './activeCredential';
import { connectionIcon, connectionLabel, describeTarget, type Icon, type Wording } from './connectionWords';
import type { ConnectionState } from './connectionState';
import type { Face } from './credential';
import { describeAge } from './describeAge';
import { describeDays, isKeyOld, keyAgeDays } from './keyAge';

export type Row = {
  readonly label: string;
  readonly description: string;
  readonly icon: Icon;
  /** What a screen reader says: all that the row shows, icon and colour included. */
  readonly accessibleName: string;
};

export type RowWording = Wording & {
  /** The age in days from which a key is shown as old; 0 or none for never. */
  readonly keyAgeReminderDays?: number;
};

/** What the row of a credential shows. `active`: how it became the active one of this workspace, if it is. */
export function describeRow(
  face: Face,
  state: ConnectionState,
  active: Active['chosen'] | undefined,
  wording: RowWording,
): Row {
  const { t, locale, now } = wording;
  const target = describeTarget(face, state, t);
  const problem = state.kind === 'connected' || state.kind === 'unchecked' ? [] : [connectionLabel(state, t)];
  const activity = active && describeActivity(active, t);
  const checked = 'at' in state ? [t('checked {0}', describeAge(state.at, now, locale))] : [];
  const keyAge = describeKeyAge(face, wording);
  return {
    label: face.name,
    description: [...(activity ? [activity.shown] : []), ...target, ...problem, ...keyAge].join(' · '),
    icon: connectionIcon(state),
    accessibleName: [
      face.name,
      ...(activity ? [activity.spoken] : []),
      ...target,
      connectionLabel(state, t),
      ...checked,
      ...keyAge,
    ].join(', '),
  };
}

/** In a workspace that never chose, the active credential is the one that was used last. */
function describeActivity(
  active: Active['chosen'],
  t: Translate,
): { readonly shown: string; readonly spoken: string } {
  return active === 'here'
    ? { shown: t('active'), spoken: t('active in this workspace') }
    : { shown: t('active, last used'), spoken: t('active in this workspace, last used') };
}

/** The age of the key: from its second day on, and with a hint once it is older than the user wants. */
function describeKeyAge(
  face: Face,
  { t, locale, now, keyAgeReminderDays = 0 }: RowWording,
): readonly string[] {
  const days = keyAgeDays(face, now);
  if (isKeyOld(face, now, keyAgeReminderDays)) {
    return [t('key is {0} old: replace it', describeDays(days, locale))];
  }
  return days === 0 ? [] : [t('key {0} old', describeDays(days, locale))];
}
