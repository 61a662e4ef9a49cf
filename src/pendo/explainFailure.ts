import type { Failure, FailureCode, FailureOf } from './failure';
import type { Translate } from './translate';

/** What the user can do about a failure; the editor has a command for each. */
export type Remedy =
  | 'checkAgain'
  | 'editCredential'
  | 'replaceKey'
  | 'enterKey'
  | 'tryOtherRegions'
  | 'diagnose'
  | 'openProxySettings'
  | 'openStatusPage'
  | 'showLog';

export type Explanation = {
  /** What happened, in a few words: fits a status bar and a row. */
  readonly summary: string;
  /** Why, as far as can be known. A sentence. */
  readonly reason: string;
  /** What to do. A sentence. */
  readonly advice: string;
  /** The best next step first. */
  readonly remedies: readonly Remedy[];
};

/** Words for a failure: one row for each code. */
export function explainFailure(failure: Failure, t: Translate): Explanation {
  const explain = explanations[failure.code] as (failure: Failure, t: Translate) => Explanation;
  return explain(failure, t);
}

// A wait that is better told in minutes.
const longWaitSeconds = 120;

const explanations: {
  readonly [Code in FailureCode]: (failure: FailureOf<Code>, t: Translate) => Explanation;
} = {
  dns: ({ host }, t) => ({
    summary: t('Host not found'),
    reason: t('This machine could not look up {0}.', host),
    advice: t('Check that you are online, and that the region or base URL is right.'),
    remedies: ['checkAgain', 'diagnose', 'editCredential'],
  }),
  refused: ({ host }, t) => ({
    summary: t('Connection refused'),
    reason: t('Nothing accepts connections at {0}.', host),
    advice: t('Check the base URL, and that no firewall blocks the way.'),
    remedies: ['checkAgain', 'diagnose', 'editCredential'],
  }),
  reset: ({ host }, t) => ({
    summary: t('Connection lost'),
    reason: t('The connection to {0} was closed before the answer was complete.', host),
    advice: t('Check again. If it stays so, a firewall, VPN or proxy may be cutting the connection.'),
    remedies: ['checkAgain', 'diagnose', 'openProxySettings'],
  }),
  noRoute: ({ host }, t) => ({
    summary: t('No way to the host'),
    reason: t('The network has no route to {0}, or its packets are dropped.', host),
    advice: t('Check your network, VPN and firewall.'),
    remedies: ['checkAgain', 'diagnose', 'openProxySettings'],
  }),
  network: ({ host, cause }, t) => ({
    summary: t('Network error'),
    reason: t('The request to {0} failed ({1}).', host, cause),
    advice: t('Check your network, then check again.'),
    remedies: ['checkAgain', 'diagnose', 'showLog'],
  }),
  timeout: ({ host, seconds }, t) => ({
    summary: t('No answer in time'),
    reason:
      seconds === 1
        ? t('{0} did not answer within a second.', host)
        : t('{0} did not answer within {1} seconds.', host, seconds),
    advice: t('Check again, or raise the setting "pendo.requestTimeout".'),
    remedies: ['checkAgain', 'diagnose', 'openProxySettings'],
  }),
  cancelled: (_failure, t) => ({
    summary: t('Cancelled'),
    reason: t('The request was cancelled.'),
    advice: t('Check again when you like.'),
    remedies: ['checkAgain'],
  }),
  tlsExpired: ({ host }, t) => ({
    summary: t('Certificate not valid today'),
    reason: t('The certificate of {0} has expired or is not valid yet.', host),
    advice: t('Check the clock of this machine. If it is right, tell whoever runs the host or proxy.'),
    remedies: ['diagnose', 'checkAgain', 'openProxySettings'],
  }),
  tlsSelfSigned: ({ host }, t) => ({
    summary: t('Self-signed certificate'),
    reason: t('The certificate of {0} is signed by nobody but itself.', host),
    advice: t(
      'The key was not sent. If this host is meant, add its certificate to the trusted ones of your system.',
    ),
    remedies: ['diagnose', 'editCredential', 'openProxySettings'],
  }),
  tlsWrongHost: ({ host }, t) => ({
    summary: t('Certificate of another host'),
    reason: t('The certificate that was shown does not belong to {0}.', host),
    advice: t('The key was not sent. Check the base URL, and whether a proxy stands between.'),
    remedies: ['diagnose', 'editCredential', 'openProxySettings'],
  }),
  tlsUnknownIssuer: ({ host }, t) => ({
    summary: t('Certificate not trusted'),
    reason: t('This machine does not know who issued the certificate of {0}.', host),
    advice: t(
      'The key was not sent. Behind a company proxy, add the company’s root certificate to your system and keep "http.systemCertificates" on.',
    ),
    remedies: ['diagnose', 'openProxySettings', 'checkAgain'],
  }),
  tlsOther: ({ host, cause }, t) => ({
    summary: t('No secure connection'),
    reason: t('The secure connection to {0} could not be set up ({1}).', host, cause),
    advice: t('The key was not sent. Check the base URL and the proxy settings.'),
    remedies: ['diagnose', 'editCredential', 'openProxySettings'],
  }),
  proxyAuthentication: (_failure, t) => ({
    summary: t('Proxy wants a sign-in'),
    reason: t('The proxy between this machine and Pendo asks for a user name and password (407).'),
    advice: t('Put them in the setting "http.proxy", or ask your network administrators.'),
    remedies: ['openProxySettings', 'checkAgain'],
  }),
  proxyUnreachable: ({ proxy }, t) => ({
    summary: t('Proxy not reachable'),
    reason: t('The proxy {0} does not answer.', proxy),
    advice: t('Check the setting "http.proxy" and the proxy of your system.'),
    remedies: ['openProxySettings', 'checkAgain'],
  }),
  proxyRefused: ({ host, status }, t) => ({
    summary: t('Stopped by the proxy'),
    reason: t('The proxy did not open a connection to {0} ({1}). The key was not sent.', host, status),
    advice: t('Check the region or base URL, or ask your network administrators to allow the host.'),
    remedies: ['openProxySettings', 'editCredential', 'checkAgain'],
  }),
  keyRejected: ({ host, status }, t) => ({
    summary: t('Key rejected'),
    reason: t(
      '{0} does not accept this key ({1}). It was revoked or mistyped, or it belongs to another region.',
      host,
      status,
    ),
    advice: t('Check the region first, then replace the key with a new one from Pendo.'),
    remedies: ['tryOtherRegions', 'replaceKey', 'editCredential'],
  }),
  badRequest: ({ host, status }, t) => ({
    summary: t('Request not accepted'),
    reason: t('{0} could not use the request ({1}).', host, status),
    advice: t('The log has the request that was made.'),
    remedies: ['showLog'],
  }),
  forbidden: ({ host, status }, t) => ({
    summary: t('Not allowed'),
    reason: t('{0} does not let this key do that ({1}).', host, status),
    advice: t('Writing needs a key with write access. Check the connection to see what this key can do.'),
    remedies: ['checkAgain', 'replaceKey'],
  }),
  paymentRequired: ({ host }, t) => ({
    summary: t('Not in your plan'),
    reason: t('{0} understood the request and did not carry it out (402).', host),
    advice: t('Ask your Pendo administrator whether your subscription includes this.'),
    remedies: ['checkAgain'],
  }),
  notFound: ({ host }, t) => ({
    summary: t('Not a Pendo API host'),
    reason: t('{0} does not know the address that was asked for (404).', host),
    advice: t('Check the region or base URL: copy the host from the address bar of Pendo.'),
    remedies: ['editCredential'],
  }),
  requestTimeout: ({ host }, t) => ({
    summary: t('Pendo gave up waiting'),
    reason: t('{0} stopped the request because it took too long (408).', host),
    advice: t('Check again in a while.'),
    remedies: ['checkAgain'],
  }),
  tooManyRequests: ({ host, retryAfterSeconds }, t) => ({
    summary: t('Too many requests'),
    reason: t('{0} asks for a pause (429).', host),
    advice:
      retryAfterSeconds === undefined
        ? t('Check again in a minute.')
        : retryAfterSeconds <= 1
          ? t('Check again in a second.')
          : retryAfterSeconds < longWaitSeconds
            ? t('Check again in {0} seconds.', retryAfterSeconds)
            : t('Check again in {0} minutes.', Math.ceil(retryAfterSeconds / 60)),
    remedies: ['checkAgain'],
  }),
  serverError: ({ host, status }, t) => ({
    summary: t('Pendo has a problem'),
    reason: t('{0} answered with a server error ({1}). Your key is not the cause.', host, status),
    advice: t('Check again in a while, or look at Pendo’s status page.'),
    remedies: ['checkAgain', 'openStatusPage'],
  }),
  redirect: ({ host, to }, t) => ({
    summary: t('Sent elsewhere'),
    reason:
      to === undefined
        ? t('{0} answered with a redirect, which is never followed with a key.', host)
        : t('{0} points to {1}. A redirect is never followed with a key.', host, to),
    advice: t('Check the region or base URL. A sign-in page of your network can cause this as well.'),
    remedies: ['editCredential', 'checkAgain'],
  }),
  unexpectedStatus: ({ host, status }, t) => ({
    summary: t('Unexpected answer'),
    reason: t('{0} answered with status {1}.', host, status),
    advice: t('Check the region or base URL.'),
    remedies: ['editCredential', 'showLog'],
  }),
  notPendo: ({ host, content }, t) => ({
    summary: t('Not an answer of Pendo’s'),
    reason:
      content === 'html'
        ? t('{0} answered with a web page. It may be a sign-in page of your network or proxy.', host)
        : content === 'empty'
          ? t('{0} answered with nothing.', host)
          : t('{0} answered with something that Pendo does not send.', host),
    advice: t('Open the host in a browser to sign in to your network, or check the base URL.'),
    remedies: ['checkAgain', 'diagnose', 'editCredential'],
  }),
  tooLarge: ({ host }, t) => ({
    summary: t('Answer too large'),
    reason: t('{0} sent more than a check can need, so it was cut off.', host),
    advice: t('Check the region or base URL.'),
    remedies: ['editCredential', 'showLog'],
  }),
  keyMissing: (_failure, t) => ({
    summary: t('Key missing'),
    reason: t('The secret storage of VS Code no longer has the key of this credential.'),
    advice: t('Enter the key again. If you do not have it, create a new one in Pendo.'),
    remedies: ['enterKey'],
  }),
  keyUnreadable: (_failure, t) => ({
    summary: t('Key not readable'),
    reason: t('A newer version of this extension saved this credential.'),
    advice: t('Update the extension in this window, or enter the key again.'),
    remedies: ['enterKey'],
  }),
  storageFailed: ({ cause }, t) => ({
    summary: t('Key could not be read'),
    reason: t('The secret storage of VS Code did not give the key ({0}).', cause),
    advice: t('Unlock the keyring of your system, then check again.'),
    remedies: ['checkAgain', 'showLog'],
  }),
};
