import { diagnose, type Diagnosis } from '../../pendo/diagnosis/diagnose';
import {
  diagnosisStepIds,
  type DiagnosisStepId,
  type DiagnosisTarget,
  type DiagnosisTools,
} from '../../pendo/diagnosis/diagnosisStep';
import { explainFailure, type Remedy } from '../../pendo/explainFailure';
import { regionLabel, regionOfBaseUrl } from '../../pendo/regions';
import type { Translate } from '../../pendo/translate';
import type { Face } from '../credential';
import type { CredentialStore } from '../credentialStore';
import { readFailure } from '../readFailure';
import type { ReportAction, ReportConclusion } from './protocol';
import type { ReportPlan } from './session';

type DiagnosisDeps = {
  readonly store: Pick<CredentialStore, 'face' | 'read'>;
  readonly proxy: () => DiagnosisTarget['proxy'];
  readonly tools: Omit<DiagnosisTools, 'signal'>;
  readonly facts: readonly string[];
  readonly remedyTitle: (remedy: Remedy) => string;
};

/**
 * The report "Diagnose Connection" for one credential, as it is when the report runs. Its name and host are on the screen, and not in the
 * text that is shared.
 */
export function planDiagnosis(face: Face, deps: DiagnosisDeps): ReportPlan {
  const { t } = deps.tools;
  const current = (): Face => deps.store.face(face.id) ?? face;
  return {
    title: t('Diagnose Connection'),
    get intro() {
      const { name, baseUrl } = current();
      return t(
        '“{0}” at {1}: goes the way of a request, step by step. The key is sent to this host alone, in the step “{2}”.',
        name,
        new URL(baseUrl).host,
        stepLabel('key', t),
      );
    },
    steps: diagnosisStepIds.map((id) => ({ id, label: stepLabel(id, t) })),
    get facts() {
      return [...deps.facts, t('Region: {0}', regionLabel(regionOfBaseUrl(current().baseUrl), t))];
    },
    run: async (observer, signal) => {
      const { id, baseUrl } = current();
      const target = { baseUrl, readKey: () => readKey(deps.store, id, baseUrl), proxy: deps.proxy() };
      return concludeDiagnosis(await diagnose(target, { ...deps.tools, signal }, observer), deps);
    },
  };
}

/** The key of a credential for this host; a credential that was given another one meanwhile has none for it. */
async function readKey(
  store: DiagnosisDeps['store'],
  id: string,
  baseUrl: string,
): ReturnType<DiagnosisTarget['readKey']> {
  const stored = await store.read(id);
  if (!stored.ok) {
    return { ok: false, failure: readFailure(stored) };
  }
  return stored.credential.baseUrl === baseUrl
    ? { ok: true, key: stored.credential.key }
    : { ok: false, failure: { code: 'cancelled' } };
}

/** What a diagnosis comes to, in words, with what mends it; undefined when it was cancelled. */
export function concludeDiagnosis(
  diagnosis: Diagnosis,
  { tools: { t }, remedyTitle }: Pick<DiagnosisDeps, 'tools' | 'remedyTitle'>,
): ReportConclusion | undefined {
  const actions = (remedies: readonly Remedy[]): ReportAction[] =>
    remedies
      .filter((remedy) => remedy !== 'diagnose' && remedy !== 'checkAgain')
      .map((remedy) => ({ remedy, label: remedyTitle(remedy) }));
  switch (diagnosis.kind) {
    case 'cancelled':
      return undefined;
    case 'works':
      return {
        tone: 'success',
        summary: t('The connection works'),
        detail:
          diagnosis.verification.access === 'readOnly'
            ? t('Pendo accepts the key; it may read.')
            : t('Pendo accepts the key; it may read and write.'),
        actions: [],
      };
    case 'broken': {
      const { summary, reason, advice, remedies } = explainFailure(diagnosis.failure, t);
      return {
        tone: 'error',
        summary,
        detail: `${reason} ${advice}`,
        actions: actions(remedies),
      };
    }
  }
}

function stepLabel(id: DiagnosisStepId, t: Translate): string {
  switch (id) {
    case 'dns':
      return t('Look up the host (DNS)');
    case 'tcp':
      return t('Connect directly (TCP)');
    case 'proxy':
      return t('Proxy');
    case 'tls':
      return t('Secure the connection (TLS)');
    case 'http':
      return t('Ask Pendo’s API (HTTP)');
    case 'key':
      return t('Key');
    case 'region':
      return t('Region');
    case 'status':
      return t('Pendo’s status page');
  }
}
