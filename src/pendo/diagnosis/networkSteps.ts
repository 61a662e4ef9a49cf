import dns from 'node:dns/promises';
import net from 'node:net';
import { isLoopback } from '../baseUrl';
import type { Failure } from '../failure';
import { networkFailure } from '../networkFailure';
import { openResult, type DiagnosisTarget, type DiagnosisTools, type StepResult } from './diagnosisStep';
import { findProxyServer, type ProxyServer } from './proxyServer';

/** Can this machine look up the host? Where a proxy may do it instead, a failure proves nothing. */
export async function checkDns(
  target: DiagnosisTarget,
  { t, seconds, signal }: DiagnosisTools,
): Promise<StepResult> {
  const url = new URL(target.baseUrl);
  const hostname = bareHostname(url);
  if (net.isIP(hostname) !== 0) {
    return openResult('skipped', t('The base URL is an address; there is nothing to look up.'));
  }
  try {
    const addresses = await within(dns.lookup(hostname, { all: true }), seconds, signal);
    const count = t('The host has {0} addresses.', addresses.length);
    return {
      outcome: 'ok',
      detail: t('{0}: {1}', url.host, addresses.map(({ address }) => address).join(', ')),
      shared: count,
    };
  } catch (error) {
    const failure = networkFailure(error, url);
    const lookUp = t('This machine can’t look up the host.');
    return openResult(
      'warning',
      proxyMayStandBetween(target)
        ? t('{0} A proxy may do that instead, so this alone proves nothing.', lookUp)
        : t('{0} Without a proxy nothing else can work.', lookUp),
      failure,
    );
  }
}

/** Can this machine connect to the host directly? */
export async function checkTcp(
  target: DiagnosisTarget,
  { t, seconds, signal }: DiagnosisTools,
): Promise<StepResult> {
  const url = new URL(target.baseUrl);
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  const result = await connect(bareHostname(url), port, url, seconds, signal);
  if (result.ok) {
    return openResult('ok', t('Connected to port {0} in {1} ms.', port, result.milliseconds));
  }
  const refused = t('No direct connection to port {0}.', port);
  return openResult(
    'warning',
    proxyMayStandBetween(target) ? t('{0} A proxy may be the only way out.', refused) : refused,
    result.failure,
  );
}

/** Is a proxy configured, and does it answer? */
export async function checkProxy(
  target: DiagnosisTarget,
  { t, seconds, signal }: DiagnosisTools,
): Promise<StepResult> {
  if (target.proxy.support === 'off') {
    return openResult('ok', t('Proxies are turned off for extensions ("http.proxySupport" is "off").'));
  }
  if (isLoopback(new URL(target.baseUrl).hostname)) {
    return openResult('skipped', t('This machine itself is never asked through a proxy.'));
  }
  const proxy = findProxyServer(target.proxy);
  if (!proxy) {
    return openResult(
      'ok',
      t('None in settings or environment. VS Code may still use the proxy of the system.'),
    );
  }
  const source =
    proxy.source === 'setting' ? t('from the setting "http.proxy"') : t('from the environment (HTTPS_PROXY)');
  const address = `${proxy.hostname}:${proxy.port}`;
  const result = await connect(
    proxy.hostname,
    proxy.port,
    new URL(`http://${addressOf(proxy)}`),
    seconds,
    signal,
  );
  if (result.ok) {
    return {
      outcome: 'ok',
      detail: t('{0} ({1}) answers.', address, source),
      shared: t('A proxy ({0}) answers.', source),
    };
  }
  const failure: Failure = { code: 'proxyUnreachable', host: new URL(target.baseUrl).host, proxy: address };
  return {
    outcome: 'failed',
    detail: t('{0} ({1}) does not answer.', address, source),
    shared: t('A proxy ({0}) does not answer.', source),
    failure,
  };
}

/** Whether requests may go through a proxy: one is named, or the system's could be used. Loopback is never proxied. */
function proxyMayStandBetween({ baseUrl, proxy }: DiagnosisTarget): boolean {
  return proxy.support !== 'off' && !isLoopback(new URL(baseUrl).hostname);
}

type Connected =
  { readonly ok: true; readonly milliseconds: number } | { readonly ok: false; readonly failure: Failure };

async function connect(
  host: string,
  port: number,
  url: URL,
  seconds: number,
  signal: AbortSignal,
): Promise<Connected> {
  const start = performance.now();
  const socket = net.connect({ host, port });
  try {
    const connected = new Promise<void>((resolve, reject) => {
      socket.once('connect', () => resolve());
      socket.once('error', reject);
    });
    await within(connected, seconds, signal);
    return { ok: true, milliseconds: Math.round(performance.now() - start) };
  } catch (error) {
    return { ok: false, failure: networkFailure(error, url) };
  } finally {
    socket.destroy();
  }
}

async function within<T>(operation: Promise<T>, seconds: number, signal: AbortSignal): Promise<T> {
  const end = AbortSignal.any([signal, AbortSignal.timeout(seconds * 1000)]);
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(Object.assign(new Error('no answer in time'), { code: 'ETIMEDOUT' }));
    end.addEventListener('abort', giveUp, { once: true });
    operation.then(resolve, reject).finally(() => end.removeEventListener('abort', giveUp));
  });
}

function bareHostname(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

function addressOf({ hostname, port }: ProxyServer): string {
  return `${hostname.includes(':') ? `[${hostname}]` : hostname}:${port}`;
}
