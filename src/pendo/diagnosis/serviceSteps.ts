import { explainFailure } from '../explainFailure';
import type { Failure } from '../failure';
import { isJsonObject, parseJson } from '../json';
import { parseKey } from '../key';
import { regionLabel, regionOfBaseUrl } from '../regions';
import { sendRequest } from '../sendRequest';
import type { Translate } from '../translate';
import { classifyVerifyAnswer, verifyKey, verifyPath, type Verification } from '../verifyKey';
import { openResult, type DiagnosisTarget, type DiagnosisTools, type StepResult } from './diagnosisStep';

const largestAnswer = 64 * 1024;
const largestStatusFeed = 1024 * 1024;

/** Does Pendo's API answer there? Asked without a key, it refuses: that refusal is the right answer. */
export async function checkHttp(target: DiagnosisTarget, tools: DiagnosisTools): Promise<StepResult> {
  const { t } = tools;
  const { baseUrl } = target;
  const result = await sendRequest(
    { ...requestOptions(tools), baseUrl, path: verifyPath, key: undefined, maxBytes: largestAnswer },
    tools.log,
  );
  if (!result.ok) {
    return failed(result.failure, t);
  }
  const verification = classifyVerifyAnswer(result.answer, new URL(baseUrl).host);
  if (verification.ok || verification.failure.code === 'keyRejected') {
    return openResult(
      'ok',
      t('Pendo’s API answers there ({0} without a key, as it should).', result.answer.status),
    );
  }
  return failed(verification.failure, t);
}

/** Does Pendo accept the key? */
export async function checkKey(
  target: DiagnosisTarget,
  tools: DiagnosisTools,
): Promise<{ readonly result: StepResult; readonly verification: Verification }> {
  const { t, seconds, signal, log } = tools;
  const stored = await target.readKey();
  const verification: Verification = stored.ok
    ? await verifyKey({ baseUrl: target.baseUrl, key: stored.key, seconds, signal }, log)
    : stored;
  if (!verification.ok) {
    return { result: failed(verification.failure, t), verification };
  }
  const access = verification.access === 'readOnly' ? t('It may read.') : t('It may read and write.');
  return { result: openResult('ok', t('Pendo accepts the key. {0}', access)), verification };
}

/** Does the key belong to this region? Nothing is sent: only what the key itself says counts here. */
export async function checkRegion(
  target: DiagnosisTarget,
  verification: Verification,
  { t }: DiagnosisTools,
): Promise<StepResult> {
  const region = regionOfBaseUrl(target.baseUrl);
  if (verification.ok) {
    return openResult('ok', t('The key belongs to this region ({0}).', regionLabel(region, t)));
  }
  const stored = await target.readKey();
  const key = stored.ok ? parseKey(stored.key) : undefined;
  const pointsTo = key?.ok ? key.region : undefined;
  const rejected = verification.failure.code === 'keyRejected';
  // Which region stands behind a custom base URL nobody knows, so there the ending matters only once the key was rejected.
  if (pointsTo !== undefined && pointsTo !== region && (rejected || region !== 'custom')) {
    return openResult(
      'failed',
      t(
        'The ending of the key points to {0}, but this credential is for {1}.',
        regionLabel(pointsTo, t),
        regionLabel(region, t),
      ),
    );
  }
  return rejected
    ? openResult('warning', t('The key may belong to another region. “Try Other Regions” finds out.'))
    : openResult('skipped', t('Can’t be told before the key could be checked.'));
}

/** Does Pendo itself say that something is wrong? A public feed, asked without a key. */
export async function checkStatus(tools: DiagnosisTools): Promise<StepResult> {
  const { t, statusFeed } = tools;
  const { origin, pathname } = new URL(statusFeed);
  const result = await sendRequest(
    {
      ...requestOptions(tools),
      baseUrl: origin,
      path: pathname,
      key: undefined,
      maxBytes: largestStatusFeed,
    },
    tools.log,
  );
  const status = result.ok ? parseStatusFeed(result.answer.text) : undefined;
  if (!status) {
    return openResult('skipped', t('Pendo’s status page could not be read.'));
  }
  return status.indicator === 'none'
    ? openResult('ok', t('Pendo reports no incident.'))
    : openResult('warning', t('Pendo reports: {0}', status.description));
}

/** Parses a Statuspage summary (`/api/v2/summary.json`); undefined for anything else. */
export function parseStatusFeed(
  text: string,
): { readonly indicator: string; readonly description: string } | undefined {
  const summary = parseJson(text);
  const status = isJsonObject(summary) ? summary['status'] : undefined;
  const { indicator, description } = isJsonObject(status) ? status : {};
  return typeof indicator === 'string' && typeof description === 'string'
    ? { indicator, description: description.slice(0, 200).replace(/\p{C}/gu, ' ') }
    : undefined;
}

function requestOptions({ seconds, signal }: DiagnosisTools): {
  method: 'GET';
  seconds: number;
  signal: AbortSignal;
  repeatable: false;
} {
  return { method: 'GET', seconds, signal, repeatable: false };
}

function failed(failure: Failure, t: Translate): StepResult {
  const { summary, reason } = explainFailure(failure, t);
  // The reason names the host, which may be a company's own.
  return { outcome: 'failed', detail: t('{0}. {1}', summary, reason), shared: t('{0}.', summary), failure };
}
