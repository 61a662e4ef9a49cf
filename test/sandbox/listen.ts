import http, { type RequestListener } from 'node:http';
import https from 'node:https';
import type { AddressInfo, Socket } from 'node:net';

export type ListenOptions = {
  /** Default: any free port. */
  readonly port?: number;
  /** Default: 127.0.0.1. */
  readonly host?: string;
  /** PEM; with it the server speaks HTTPS. */
  readonly tls?: { readonly key: string; readonly cert: string };
};

/** A server that listens; `close` ends every connection too, idle or not, and may be called again. */
export type Listener = {
  readonly baseUrl: string;
  /** How many are open. */
  readonly connections: number;
  close(): Promise<void>;
};

/** Starts a server; rejects if the port is taken. */
export async function listen(options: ListenOptions, onRequest: RequestListener): Promise<Listener> {
  const { port = 0, host = '127.0.0.1', tls } = options;
  const server = tls === undefined ? http.createServer(onRequest) : https.createServer(tls, onRequest);
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  const closed = new Promise<void>((resolve) => server.once('close', resolve));
  return {
    baseUrl: `${tls === undefined ? 'http' : 'https'}://${name}:${address.port}`,
    get connections() {
      return sockets.size;
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      return closed;
    },
  };
}
