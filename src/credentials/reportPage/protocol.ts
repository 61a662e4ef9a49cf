import type { Remedy } from '../../pendo/explainFailure';
import { isJsonObject } from '../../pendo/json';

export type ReportOutcome = 'ok' | 'warning' | 'failed' | 'skipped';

export type ReportStep = {
  readonly id: string;
  readonly label: string;
  readonly state: 'waiting' | 'running' | ReportOutcome;
  /** What was seen; '' before that. */
  readonly detail: string;
};

/** A button under the conclusion. */
export type ReportAction = { readonly remedy: Remedy; readonly label: string };

export type ReportConclusion = {
  readonly tone: 'success' | 'warning' | 'error';
  readonly summary: string;
  readonly detail: string;
  /** The one that fits best comes first. */
  readonly actions: readonly ReportAction[];
};

/** The whole state of a report; every message to the page is one of these. */
export type ReportState = {
  readonly type: 'state';
  readonly title: string;
  readonly intro: string;
  readonly steps: readonly ReportStep[];
  readonly running: boolean;
  /** Undefined while it runs, and when it was cancelled. */
  readonly conclusion: ReportConclusion | undefined;
  /** True once the text of the report is in the clipboard. */
  readonly copied: boolean;
  /** Translations of the page's words; undefined for English. */
  readonly translations: Readonly<Record<string, string>> | undefined;
};

export type ReportIntent =
  | { readonly type: 'ready' | 'cancel' | 'runAgain' | 'copy' }
  /** A button under the conclusion, by its place. */
  | { readonly type: 'act'; readonly index: number };

/** Parses a message of the page; undefined for anything that is not an intent. */
export function parseReportIntent(message: unknown): ReportIntent | undefined {
  if (!isJsonObject(message)) {
    return undefined;
  }
  const { type, index } = message;
  switch (type) {
    case 'ready':
    case 'cancel':
    case 'runAgain':
    case 'copy':
      return { type };
    case 'act':
      return typeof index === 'number' && Number.isSafeInteger(index) && index >= 0
        ? { type, index }
        : undefined;
    default:
      return undefined;
  }
}
