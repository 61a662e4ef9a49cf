import { explainFailure } from '../pendo/explainFailure';
import { regionLabel, regionOfBaseUrl } from '../pendo/regions';
import type { Translate } from '../pendo/translate';
import type { Access } from '../pendo/verifyKey';
import { knownAccess, verdictOf, type ConnectionState, type Verdict } from './connectionState';
import type { Face } from './credential';
import { describeAge } from './describeAge';

/** What words depend on. */
export type Wording = {
  readonly t: Translate;
  /** A BCP 47 tag, such as `en` or `pt-BR`. */
  readonly locale: string;
  /** In ms since the epoch. */
  readonly now: number;
};

/** A codicon; the spinning one has its modifier with it. */
export type Icon =
  'pass' | 'error' | 'warning' | 'question' | 'key' | 'circle-large-outline' | 'loading~spin';

/** A line of a tooltip: what it is about, and what is to be said. */
export type TooltipLine = { readonly label: string; readonly text: string };

export function connectionIcon(state: ConnectionState): Icon {
  switch (state.kind) {
    case 'none':
    case 'unchecked':
      return 'circle-large-outline';
    case 'keyMissing':
      return 'key';
    case 'checking':
      return 'loading~spin';
    case 'connected':
      return 'pass';
    case 'rejected':
      return 'error';
    case 'unreachable':
      return 'warning';
    case 'unexpected':
      return 'question';
  }
}

/** The state in a word or two: "connected", "key rejected". */
export function connectionLabel(state: ConnectionState, t: Translate): string {
  switch (state.kind) {
    case 'none':
      return t('no credential');
    case 'keyMissing':
      return t('key missing');
    case 'unchecked':
      return t('not checked');
    case 'checking':
      return t('checking');
    case 'connected':
      return t('connected');
    case 'rejected':
      return t('key rejected');
    case 'unreachable':
      return t('unreachable');
    case 'unexpected':
      return state.failure.code === 'storageFailed' || state.failure.code === 'keyUnreadable'
        ? t('key not readable')
        : t('unexpected answer');
  }
}

export function accessLabel(access: Access, t: Translate): string {
  return access === 'readOnly' ? t('read-only') : t('read and write');
}

/** Region and, if known, access: what tells two credentials apart at a glance. */
export function describeTarget(face: Face, state: ConnectionState, t: Translate): readonly string[] {
  const access = knownAccess(state);
  return [regionLabel(regionOfBaseUrl(face.baseUrl), t), ...(access ? [accessLabel(access, t)] : [])];
}

/** The state with all that is known of it, in sentences. */
export function describeConnection(state: ConnectionState, wording: Wording): string {
  const { t } = wording;
  switch (state.kind) {
    case 'none':
      return t('No credential is active in this workspace.');
    case 'keyMissing':
      return t('The key is missing: VS Code’s secret storage no longer has it. Enter it again.');
    case 'unchecked':
      return t('Not checked yet.');
    case 'checking':
      return t('Checking…');
    case 'connected':
      return `${t('Connected, {0}.', accessLabel(state.access, t))} ${describeCheck(state, wording)}`;
    case 'rejected':
    case 'unreachable':
    case 'unexpected': {
      const { summary, reason, advice } = explainFailure(state.failure, t);
      const known = state.kind === 'rejected' ? undefined : describeLastKnown(state.lastKnown, wording);
      return [t('{0}.', summary), reason, advice, describeCheck(state, wording), known]
        .filter((part) => part !== undefined)
        .join(' ');
    }
  }
}

/** What a tooltip tells of a credential. */
export function tooltipLines(face: Face, state: ConnectionState, wording: Wording): readonly TooltipLine[] {
  const { t, locale, now } = wording;
  const verdict = verdictOf(state);
  const access = knownAccess(state);
  return [
    ...(face.description === '' ? [] : [{ label: t('Description'), text: face.description }]),
    { label: t('Host'), text: new URL(face.baseUrl).host },
    {
      label: t('Key'),
      text:
        face.keyEnding === ''
          ? t('entered {0}', describeAge(face.keySavedAt, now, locale))
          : t('ends in {0}, entered {1}', face.keyEnding, describeAge(face.keySavedAt, now, locale)),
    },
    { label: t('Connection'), text: describeConnection(state, wording) },
    // A connection that works tells its access itself.
    ...(access && verdict?.kind !== 'connected'
      ? [{ label: t('Access'), text: accessLabel(access, t) }]
      : []),
    ...(state.kind === 'checking' && verdict
      ? [{ label: t('Before'), text: describeConnection(verdict, wording) }]
      : []),
  ];
}

/** When a check was, and how long it took. */
function describeCheck({ at, milliseconds }: Verdict, { t, locale, now }: Wording): string {
  return t('Checked {0}, took {1} ms.', describeAge(at, now, locale), milliseconds);
}

function describeLastKnown(
  lastKnown: { kind: 'connected' | 'rejected'; at: number } | undefined,
  { t, locale, now }: Wording,
): string | undefined {
  if (!lastKnown) {
    return undefined;
  }
  const age = describeAge(lastKnown.at, now, locale);
  return lastKnown.kind === 'connected' ? t('It last worked {0}.', age) : t('The key was rejected {0}.', age);
}
