import { diagnose, type Diagnosis } from '../../../../src/pendo/diagnosis/diagnose';
import type {
  DiagnosisStepId,
  DiagnosisTarget,
  DiagnosisTools,
  StepResult,
} from '../../../../src/pendo/diagnosis/diagnosisStep';
import { sandboxKeys } from '../../../sandbox/keys';
import { formatMessage } from '../../fakes/formatMessage';

/** A diagnosis, and all that it told on its way. */
export type DiagnosisRun = {
  readonly diagnosis: Diagnosis;
  /** `start dns`, `ok dns`, …, in the order of their coming. */
  readonly events: readonly string[];
  readonly results: ReadonlyMap<DiagnosisStepId, StepResult>;
};

type Wish = Partial<DiagnosisTarget> &
  Pick<DiagnosisTarget, 'baseUrl'> &
  Partial<DiagnosisTools> & {
    readonly key?: string;
    readonly onEvent?: (event: string) => void;
  };

/** The value of a key that is stored. */
export function storedKey(key: string): DiagnosisTarget['readKey'] {
  return async () => ({ ok: true, key });
}

/** Runs a diagnosis that has all it needs: a good key, no proxy, and a status feed at the host itself. */
export async function runDiagnosis({ onEvent, key, ...wish }: Wish): Promise<DiagnosisRun> {
  const events: string[] = [];
  const results = new Map<DiagnosisStepId, StepResult>();
  const tell = (event: string): void => {
    events.push(event);
    onEvent?.(event);
  };
  const diagnosis = await diagnose(
    {
      readKey: storedKey(key ?? sandboxKeys.readWrite),
      proxy: { setting: '', support: 'override', environment: '' },
      ...wish,
    },
    {
      t: formatMessage,
      locale: 'en',
      seconds: 3,
      signal: new AbortController().signal,
      log: () => undefined,
      statusFeed: `${wish.baseUrl}/api/v2/summary.json`,
      ...wish,
    },
    {
      onStart: (id) => tell(`start ${id}`),
      onResult: (id, result) => {
        results.set(id, result);
        tell(`${result.outcome} ${id}`);
      },
    },
  );
  return { diagnosis, events, results };
}
