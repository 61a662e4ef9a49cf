import http from 'node:http';
import type { IncomingMessage } from 'node:http';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

export type ProxyOptions = {
  /** Where a host and port (`pendo.test:443`) really is: a port of this machine. Nothing else can be reached. */
  readonly hosts: Readonly<Record<string, number>>;
  /** Asked of every client in the Basic scheme; left out, anybody may pass. */
  readonly credentials?: { readonly user: string; readonly password: string };
  /** Default: any free port. */
  readonly port?: number;
};

export type Proxy = {
  readonly port: number;
  /** As it goes into `http.proxy`, without credentials. */
  readonly url: string;
  /** The targets of all CONNECT requests that were let through, `host:port`, oldest first. */
  readonly tunnels: readonly string[];
  /** The targets of all that were not: 407, or a host that it does not know. */
  readonly refused: readonly string[];
  /** From now on this host and port is at that port of this machine. */
  know(target: string, port: number): void;
  /** Whether any client ever sent these characters where the proxy could read them. */
  saw(text: string): boolean;
  /** Answers every further CONNECT with this status instead; undefined ends that. */
  answerWith(status: number | undefined): void;
  clear(): void;
  /** Ends every tunnel and the server; may be called again. */
  close(): Promise<void>;
};

/** Starts an HTTP proxy as companies have them: it opens tunnels (CONNECT) to hosts whose names nobody else can resolve. */
export async function startProxy({ hosts, credentials, port = 0 }: ProxyOptions): Promise<Proxy> {
  const known = new Map(Object.entries(hosts));
  const tunnels: string[] = [];
  const refused: string[] = [];
  const sockets = new Set<Duplex>();
  let read = '';
  let spoiled: number | undefined;

  const keep = (socket: Duplex): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  };
  const server = http.createServer((request, response) => {
    read += head(request);
    response.writeHead(405, { allow: 'CONNECT' }).end();
  });
  server.on('connection', keep);
  server.on('connect', (request: IncomingMessage, client: Duplex, first: Buffer) => {
    const target = request.url ?? '';
    read += head(request);
    const place = known.get(target);
    const status = spoiled ?? (isAllowed(request, credentials) ? (place === undefined ? 502 : 200) : 407);
    if (status !== 200 || place === undefined) {
      refused.push(target);
      client.end(refusal(status));
      return;
    }
    tunnels.push(target);
    const upstream = net.connect(place, '127.0.0.1');
    keep(upstream);
    upstream.once('connect', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(first);
      client.on('data', (chunk: Buffer) => (read += chunk.toString('latin1')));
      client.pipe(upstream).pipe(client);
    });
    upstream.once('close', () => client.destroy());
    client.once('close', () => upstream.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

  const address = server.address() as AddressInfo;
  const closed = new Promise<void>((resolve) => server.once('close', resolve));
  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    tunnels,
    refused,
    know: (target, place) => void known.set(target, place),
    saw: (text) => read.includes(text),
    answerWith: (status) => (spoiled = status),
    clear: () => {
      tunnels.splice(0);
      refused.splice(0);
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      return closed;
    },
  };
}

function isAllowed(request: IncomingMessage, credentials: ProxyOptions['credentials']): boolean {
  if (credentials === undefined) return true;
  const expected = Buffer.from(`${credentials.user}:${credentials.password}`).toString('base64');
  return request.headers['proxy-authorization'] === `Basic ${expected}`;
}

function refusal(status: number): string {
  const challenge = status === 407 ? 'Proxy-Authenticate: Basic realm="test"\r\n' : '';
  const reason = http.STATUS_CODES[status] ?? 'Refused';
  return `HTTP/1.1 ${status} ${reason}\r\n${challenge}Content-Length: 0\r\nConnection: close\r\n\r\n`;
}

function head({ method, url, rawHeaders }: IncomingMessage): string {
  return [method, url, ...rawHeaders].join('\n');
}
