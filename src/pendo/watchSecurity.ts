import diagnosticsChannel from 'node:diagnostics_channel';
import type { ClientRequest, IncomingMessage } from 'node:http';

/** Whether an answer came over TLS; undefined before it came, or where Node does not tell. */
export type Secured = () => boolean | undefined;

/**
 * Starts a request and watches where its answer comes from. An answer to an https request that did not come over TLS is the proxy's own: it
 * refused the tunnel, and VS Code hands that on as if it came from the host. Neither node-fetch nor its response tells, hence Node's
 * diagnostics channel (Node 22.12), which tells of each request as it is made, before `start` returns.
 */
export function watchSecurity<T>(start: () => T): { readonly started: T; readonly secured: Secured } {
  let secured: boolean | undefined;
  const onRequest = (message: unknown): void => {
    (message as { request: ClientRequest }).request.once('response', ({ socket }: IncomingMessage) => {
      secured = 'encrypted' in socket;
    });
  };
  diagnosticsChannel.subscribe('http.client.request.created', onRequest);
  try {
    return { started: start(), secured: () => secured };
  } finally {
    diagnosticsChannel.unsubscribe('http.client.request.created', onRequest);
  }
}
