import type { Failure } from '../failure';
import type { RequestLog } from '../sendRequest';
import type { Translate } from '../translate';

export const diagnosisStepIds = ['dns', 'tcp', 'proxy', 'tls', 'http', 'key', 'region', 'status'] as const;

export type DiagnosisStepId = (typeof diagnosisStepIds)[number];

export type StepOutcome = 'ok' | 'warning' | 'failed' | 'skipped';

export type StepResult = {
  readonly outcome: StepOutcome;
  /** What was seen, in a sentence. */
  readonly detail: string;
  /** The same without anything private (addresses, names of hosts inside a company), for the report that may be shared. */
  readonly shared: string;
  /** What the step means for the connection, where it failed. */
  readonly failure?: Failure;
};

/** What the user's settings and environment tell of proxies; how VS Code uses them is not to be seen from outside. */
export type ProxyConfiguration = {
  /** `http.proxy`, as it stands in the settings. */
  readonly setting: string;
  /** `http.proxySupport`: `off` means that no extension's request goes through a proxy. */
  readonly support: string;
  /** The value of HTTPS_PROXY and its likes. */
  readonly environment: string;
};

export type DiagnosisTarget = {
  readonly baseUrl: string;
  readonly readKey: () => Promise<
    { readonly ok: true; readonly key: string } | { readonly ok: false; readonly failure: Failure }
  >;
  readonly proxy: ProxyConfiguration;
};

export type DiagnosisTools = {
  readonly t: Translate;
  readonly locale: string;
  /** For each step. */
  readonly seconds: number;
  readonly signal: AbortSignal;
  readonly log: RequestLog;
  /** Pendo's public status feed. */
  readonly statusFeed: string;
};

/** A result whose words hold nothing private. */
export function openResult(outcome: StepOutcome, detail: string, failure?: Failure): StepResult {
  return { outcome, detail, shared: detail, ...(failure ? { failure } : {}) };
}
