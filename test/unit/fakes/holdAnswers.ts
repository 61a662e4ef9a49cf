import type { Verify } from '../../../src/credentials/connectionMonitor';
import type { Verification } from '../../../src/pendo/verifyKey';

export type Asked = {
  readonly baseUrl: string;
  readonly key: string;
  readonly signal: AbortSignal;
  answer(verification: Verification): void;
  fail(error: Error): void;
};

/** A Pendo that holds back each answer until the test gives it, or the check is cancelled. */
export function holdAnswers(): { readonly verify: Verify; readonly asked: Asked[] } {
  const asked: Asked[] = [];
  const verify: Verify = ({ baseUrl, key, signal }) =>
    new Promise((answer, fail) => {
      asked.push({ baseUrl, key, signal, answer, fail });
      signal.addEventListener('abort', () => answer({ ok: false, failure: { code: 'cancelled' } }));
    });
  return { verify, asked };
}
