import type { IncomingHttpHeaders } from 'node:http';
import { emptyAnswer, textAnswer, type Answer } from './answer';
import type { Company } from './company/company';
import { frontPage, statusSummary } from './frontPage';
import type { KeyRing } from './keys';
import { routes } from './routes/routes';
import { answerApi } from './routing';

/** A request that has arrived whole. */
export type WholeRequest = {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
};

/** The right answer to a request, were nothing to go wrong. `now` is epoch ms. */
export function answerRequest(request: WholeRequest, keys: KeyRing, company: Company, now: number): Answer {
  const { method, url, headers } = request;
  if (url.pathname.startsWith('/api/v1/')) {
    const sent = headers['x-pendo-integration-key'];
    const key = keys.accept(typeof sent === 'string' ? sent : undefined);
    return answerApi(routes, { ...request, key }, company, now);
  }
  if (url.pathname !== '/' && url.pathname !== '/api/v2/summary.json')
    return textAnswer(404, '404 page not found');
  if (method !== 'GET') return { ...emptyAnswer(405), headers: { allow: 'GET' } };
  return url.pathname === '/' ? frontPage(keys.all()) : statusSummary(now);
}
