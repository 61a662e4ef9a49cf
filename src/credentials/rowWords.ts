import type { Active } from './activeCredential';
import { connectionIcon, connectionLabel, describeTarget, type Icon, type Wording } from './connectionWords';
import type { ConnectionState } from './connectionState';
import type { Face } from './credential';
import { describeAge } from './describeAge';

export type Row = {
  readonly label: string;
  readonly description: string;
  readonly icon: Icon;
  /** What a screen reader says: all that the row shows, icon and colour included. */
  readonly accessibleName: string;
};

/** What the row of a credential shows. `active`: how it became the active one of this workspace, if it is. */
export function describeRow(
  face: Face,
  state: ConnectionState,
  active: Active['chosen'] | undefined,
  wording: Wording,
): Row {
  const { t, locale, now } = wording;
  const target = describeTarget(face, state, t);
  const problem = state.kind === 'connected' || state.kind === 'unchecked' ? [] : [connectionLabel(state, t)];
  const activity = active === undefined ? [] : [active === 'here' ? t('active') : t('active, last used')];
  const checked = 'at' in state ? [t('checked {0}', describeAge(state.at, now, locale))] : [];
  return {
    label: face.name,
    description: [...activity, ...target, ...problem].join(' · '),
    icon: connectionIcon(state),
    accessibleName: [
      face.name,
      ...(active === undefined ? [] : [t('active in this workspace')]),
      ...target,
      connectionLabel(state, t),
      ...checked,
    ].join(', '),
  };
}
