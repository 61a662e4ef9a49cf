import type { Failure } from '../failure';
import type { Verification } from '../verifyKey';
import type { DiagnosisStepId, DiagnosisTarget, DiagnosisTools, StepResult } from './diagnosisStep';
import { checkDns, checkProxy, checkTcp } from './networkSteps';
import { checkTls } from './secureStep';
import { checkHttp, checkKey, checkRegion, checkStatus } from './serviceSteps';

export type DiagnosisObserver = {
  onStart(id: DiagnosisStepId): void;
  onResult(id: DiagnosisStepId, result: StepResult): void;
};

export type Diagnosis =
  | { readonly kind: 'works'; readonly verification: Extract<Verification, { ok: true }> }
  /** `failure`: the one whose mending makes the connection work. */
  | { readonly kind: 'broken'; readonly failure: Failure }
  | { readonly kind: 'cancelled' };

/** Goes the way of a request step by step and tells each, then which failure is the one to mend. Ends early only when it is cancelled. */
export async function diagnose(
  target: DiagnosisTarget,
  tools: DiagnosisTools,
  observer: DiagnosisObserver,
): Promise<Diagnosis> {
  const cancelled = (): boolean => tools.signal.aborted;
  const run = async (
    id: DiagnosisStepId,
    step: () => Promise<StepResult>,
  ): Promise<StepResult | undefined> => {
    if (cancelled()) {
      return undefined;
    }
    observer.onStart(id);
    const result = await step();
    if (!cancelled()) {
      observer.onResult(id, result);
    }
    return result;
  };

  await run('dns', () => checkDns(target, tools));
  await run('tcp', () => checkTcp(target, tools));
  const proxy = await run('proxy', () => checkProxy(target, tools));
  const tls = await run('tls', () => checkTls(target, tools));
  await run('http', () => checkHttp(target, tools));
  let verification: Verification = { ok: false, failure: { code: 'cancelled' } };
  await run('key', async () => {
    const checked = await checkKey(target, tools);
    verification = checked.verification;
    return checked.result;
  });
  await run('region', () => checkRegion(target, verification, tools));
  await run('status', () => checkStatus(tools));
  return cancelled() ? { kind: 'cancelled' } : conclude(verification, proxy, tls);
}

/** The request with the key is what counts; a step before it that names the cause more closely goes before. */
function conclude(verification: Verification, proxy?: StepResult, tls?: StepResult): Diagnosis {
  if (verification.ok) {
    return { kind: 'works', verification };
  }
  const vague = ['timeout', 'network', 'reset', 'noRoute', 'refused'].includes(verification.failure.code);
  const closer = proxy?.failure ?? (tls?.failure?.code.startsWith('tls') ? tls.failure : undefined);
  return { kind: 'broken', failure: vague && closer ? closer : verification.failure };
}
