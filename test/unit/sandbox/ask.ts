import { sandboxKeys } from '../../sandbox/keys';
import type { Sandbox } from '../../sandbox/startSandbox';

export type Asked = { status: number; text: string; headers: Headers };
export type Wish = { method?: string; key?: string; body?: unknown; headers?: Record<string, string> };

/** Sends one real request, with the read-and-write key unless told otherwise; objects go as JSON. */
export async function ask(sandbox: Sandbox, path: string, wish: Wish = {}): Promise<Asked> {
  const { key = sandboxKeys.readWrite, method = 'GET', body, headers = {} } = wish;
  const response = await fetch(sandbox.baseUrl + path, {
    method,
    redirect: 'manual',
    headers: { 'x-pendo-integration-key': key, ...headers },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** Sends one request and reads the JSON of its answer. */
export async function askJson(sandbox: Sandbox, path: string, wish: Wish = {}): Promise<unknown> {
  return JSON.parse((await ask(sandbox, path, wish)).text);
}
