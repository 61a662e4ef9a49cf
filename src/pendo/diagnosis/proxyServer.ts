import type { ProxyConfiguration } from './diagnosisStep';

export type ProxyServer = {
  readonly source: 'setting' | 'environment';
  readonly hostname: string;
  readonly port: number;
};

/** The proxy that settings or environment name; undefined where neither does. User name and password are left behind. */
export function findProxyServer({
  setting,
  support,
  environment,
}: ProxyConfiguration): ProxyServer | undefined {
  if (support === 'off') {
    return undefined;
  }
  return parseProxy(setting, 'setting') ?? parseProxy(environment, 'environment');
}

function parseProxy(text: string, source: ProxyServer['source']): ProxyServer | undefined {
  const trimmed = text.trim();
  if (trimmed === '') {
    return undefined;
  }
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`);
    const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
    return { source, hostname: url.hostname.replace(/^\[|\]$/g, ''), port };
  } catch {
    return undefined;
  }
}
