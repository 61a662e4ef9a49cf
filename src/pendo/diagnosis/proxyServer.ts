import type { ProxyConfiguration } from './diagnosisStep';

export type ProxyServer = {
  readonly source: 'setting' | 'environment';
  readonly hostname: string;
  readonly port: number;
};

const defaultPorts: { readonly [protocol: string]: number } = {
  'https:': 443,
  'socks:': 1080,
  'socks4:': 1080,
  'socks4a:': 1080,
  'socks5:': 1080,
  'socks5h:': 1080,
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
    const port = url.port === '' ? (defaultPorts[url.protocol] ?? 80) : Number(url.port);
    const hostname = url.hostname.replace(/^\[|\]$/g, '');
    return hostname === '' ? undefined : { source, hostname, port };
  } catch {
    return undefined;
  }
}
