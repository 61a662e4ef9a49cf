import type { IncomingMessage, ServerResponse } from 'node:http';
import { textAnswer } from './answer';
import { answerRequest } from './answerRequest';
import { playFault, sendAnswer } from './brokenConnections';
import { createCompany, type Company } from './company/company';
import { FaultPlan, spoiledAnswer, type Fault, type FaultCount, type FaultHandle } from './faults';
import { KeyRing, type SandboxKey } from './keys';
import { listen, type ListenOptions } from './listen';
import { readBody, recordRequest, type RecordedRequest } from './recordedRequests';

export type SandboxOptions = ListenOptions;

export type Sandbox = {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  /** The keys as they are now, revoked ones included. */
  readonly keys: readonly SandboxKey[];
  /** What the sandbox knows; a request may change it. */
  readonly company: Company;
  /** Every request so far, oldest first. */
  readonly requests: readonly RecordedRequest[];
  clearRequests(): void;
  /** How many connections are open, idle ones included. */
  readonly connections: number;
  /** Makes a key; without `key`, one of its own choosing. */
  addKey(wish: { label: string; writeAccess: boolean; key?: string }): SandboxKey;
  /** Throws if there is no such key. */
  revoke(key: string): void;
  /** Spoils the next requests (one, unless told) that fit; see `FaultPlan.plan` for what `path` may be. */
  fault(path: string | RegExp, fault: Fault, count?: FaultCount): FaultHandle;
  clearFaults(): void;
  /** Ends every connection, idle or not, and the server. */
  close(): Promise<void>;
};

/**
 * Starts a server that answers as Pendo's integration API does, from data in
 * memory that is made anew for each sandbox. Rejects if the port is taken.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const keys = new KeyRing();
  const company = createCompany(Date.now());
  const faults = new FaultPlan();
  const requests: RecordedRequest[] = [];

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const record = recordRequest(request);
    requests.push(record);
    const body = await readBody(request);
    record.body = body ?? '';
    const { method, path } = record;
    const fault = faults.take(method, path);
    const spoiled = fault === undefined ? undefined : spoiledAnswer(fault);
    if (spoiled !== undefined) {
      sendAnswer(response, spoiled);
      return;
    }
    const answer =
      body === undefined
        ? textAnswer(413, 'request body too large')
        : answerRequest({ ...record, body }, keys, company, Date.now());
    if (fault === undefined) sendAnswer(response, answer);
    else playFault(response, fault, answer);
  };

  const listener = await listen(options, (request, response) => {
    respond(request, response).catch((error: unknown) => {
      if (response.headersSent || response.destroyed) response.destroy();
      else sendAnswer(response, textAnswer(500, `the sandbox failed: ${String(error)}`));
    });
  });

  return {
    baseUrl: listener.baseUrl,
    get keys() {
      return keys.all();
    },
    company,
    requests,
    get connections() {
      return listener.connections;
    },
    clearRequests: () => void requests.splice(0),
    addKey: (wish) => keys.add(wish),
    revoke: (key) => keys.revoke(key),
    fault: (path, fault, count = 1) => faults.plan(path, fault, count),
    clearFaults: () => faults.clear(),
    close: () => listener.close(),
  };
}
