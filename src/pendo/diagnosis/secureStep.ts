import { randomBytes } from 'node:crypto';
import https from 'node:https';
import type { TLSSocket } from 'node:tls';
import { explainFailure } from '../explainFailure';
import type { Failure } from '../failure';
import { networkFailure } from '../networkFailure';
import { proxyRefusal } from '../statusFailure';
import { openResult, type DiagnosisTarget, type DiagnosisTools, type StepResult } from './diagnosisStep';

type Certificate = { readonly issuer: string; readonly validFrom: string; readonly validTo: string };

/**
 * Is the connection secure, and who vouches for the host? Asks the way that requests take (VS Code's proxy and certificates), without a
 * key. A certificate that is not trusted ends it before anything is sent.
 */
export async function checkTls(target: DiagnosisTarget, tools: DiagnosisTools): Promise<StepResult> {
  const { t, locale } = tools;
  const url = new URL(target.baseUrl);
  if (url.protocol !== 'https:') {
    return openResult('skipped', t('This is http on this machine itself; there is no TLS.'));
  }
  try {
    const { issuer, validFrom, validTo } = await readCertificate(url, tools);
    const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' });
    const validity = t(
      'valid from {0} to {1}',
      dates.format(new Date(validFrom)),
      dates.format(new Date(validTo)),
    );
    return {
      outcome: 'ok',
      detail: t('The certificate is trusted: issued by {0}, {1}.', issuer, validity),
      // The issuer may be a company's own authority.
      shared: t('The certificate is trusted, {0}.', validity),
    };
  } catch (error) {
    const failure = error instanceof ProxyRefusal ? error.failure : networkFailure(error, url);
    const { summary, reason } = explainFailure(failure, t);
    return { outcome: 'failed', detail: t('{0}. {1}', summary, reason), shared: t('{0}.', summary), failure };
  }
}

/** The proxy answered in place of the host. */
class ProxyRefusal extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

function readCertificate(url: URL, { seconds, signal }: DiagnosisTools): Promise<Certificate> {
  return new Promise((resolve, reject) => {
    const end = AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]);
    // A context of its own makes a new connection with a full handshake: one that resumes a session shows no certificate. An agent would do
    // so as well, and would pass by VS Code's proxy.
    const sessionIdContext = randomBytes(8).toString('hex');
    const request = https.request(url, { method: 'HEAD', signal: end, sessionIdContext }, (response) => {
      const socket = response.socket as Partial<TLSSocket>;
      const certificate = socket.getPeerCertificate?.();
      response.destroy();
      if (socket.encrypted === undefined) {
        reject(new ProxyRefusal(proxyRefusal(response.statusCode ?? 0, url.host)));
        return;
      }
      if (certificate?.valid_from) {
        const { O: organization, CN: name } = certificate.issuer;
        resolve({
          issuer: [organization ?? name].flat().join(', '),
          validFrom: certificate.valid_from,
          validTo: certificate.valid_to,
        });
      } else {
        reject(Object.assign(new Error('no certificate'), { code: 'ERR_TLS_NO_CERTIFICATE' }));
      }
    });
    request.once('error', (error) =>
      reject(end.aborted ? Object.assign(error, { code: 'ETIMEDOUT' }) : error),
    );
    // Where neither an answer nor an error came: Node closes the connection of a 101 that nobody asked for, and says no more.
    request.once('close', () =>
      reject(Object.assign(new Error('closed without an answer'), { code: 'ECONNRESET' })),
    );
    request.end();
  });
}
