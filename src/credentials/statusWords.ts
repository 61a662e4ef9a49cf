import { isLongerThan, shortenTo } from './cleanText';
import {
  accessLabel,
  connectionIcon,
  connectionLabel,
  describeConnection,
  tooltipLines,
  type Icon,
  type TooltipLine,
  type Wording,
} from './connectionWords';
import { knownAccess, type ConnectionState } from './connectionState';
import type { Face } from './credential';

/** What the status-bar item shows, and what a click on it does. */
export type Status = {
  readonly icon: Icon;
  readonly text: string;
  readonly severity: 'none' | 'warning' | 'error';
  readonly accessibleName: string;
  readonly tooltip: readonly TooltipLine[];
  readonly click: 'check' | 'cancel' | 'choose' | 'enterKey';
};

const longestNameShown = 24;

/** The status of the active credential; of having none, where there are others to choose from. */
export function describeStatus(face: Face | undefined, state: ConnectionState, wording: Wording): Status {
  const { t } = wording;
  if (!face) {
    return {
      icon: 'circle-large-outline',
      text: t('Pendo: no active credential'),
      severity: 'none',
      accessibleName: t('Pendo Connection: no credential is active in this workspace. Press to choose one.'),
      tooltip: [{ label: t('Pendo'), text: describeConnection({ kind: 'none' }, wording) }],
      click: 'choose',
    };
  }
  const access = knownAccess(state);
  return {
    icon: connectionIcon(state),
    text: t('Pendo: {0} · {1}', shorten(face.name), connectionLabel(state, t)),
    severity: severityOf(state),
    accessibleName: [
      t('Pendo Connection: {0}.', face.name),
      describeConnection(state, wording),
      ...(access && state.kind !== 'connected' ? [t('Access: {0}.', accessLabel(access, t))] : []),
      clickHint(state, wording),
    ].join(' '),
    tooltip: tooltipLines(face, state, wording),
    click: state.kind === 'checking' ? 'cancel' : state.kind === 'keyMissing' ? 'enterKey' : 'check',
  };
}

function severityOf(state: ConnectionState): Status['severity'] {
  switch (state.kind) {
    case 'rejected':
      return 'error';
    case 'keyMissing':
    case 'unreachable':
    case 'unexpected':
      return 'warning';
    case 'none':
    case 'unchecked':
    case 'checking':
    case 'connected':
      return 'none';
  }
}

function clickHint(state: ConnectionState, { t }: Wording): string {
  if (state.kind === 'checking') {
    return t('Press to cancel.');
  }
  return state.kind === 'keyMissing' ? t('Press to enter the key.') : t('Press to check.');
}

function shorten(name: string): string {
  return isLongerThan(name, longestNameShown) ? `${shortenTo(name, longestNameShown - 1)}…` : name;
}
