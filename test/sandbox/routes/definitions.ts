import { jsonAnswer, textAnswer } from '../answer';
import { defaultAppId } from '../company/apps';
import type { Company } from '../company/company';
import type { JsonObject } from '../json';
import type { ApiRequest, Route } from '../routing';

type Definition = JsonObject & { id: string; appId: number };

const lists: Record<string, (company: Company) => readonly Definition[]> = {
  page: (company) => company.pages,
  feature: (company) => company.features,
  tracktype: (company) => company.trackTypes,
  guide: (company) => company.guides,
};

/**
 * Lists of pages, features, track types and guides, each a bare array: of the default app without parameters, of one
 * with `appId=`, of all with `expand=*`, or those picked with `id=a,b`. One by its id in the path is not in Pendo's
 * documentation, but clients use it.
 */
export const definitionRoutes: readonly Route[] = Object.entries(lists).flatMap(([name, listOf]): Route[] => [
  {
    method: 'GET',
    path: `/${name}`,
    access: 'read',
    answer: (request) => jsonAnswer(choose(listOf(request.company), request)),
  },
  {
    method: 'GET',
    path: `/${name}/:id`,
    access: 'read',
    answer: ({ company, params }) => {
      const found = listOf(company).find((item) => item.id === params['id']);
      return found === undefined ? textAnswer(404, `${name} not found`) : jsonAnswer(found);
    },
  },
]);

function choose(items: readonly Definition[], { query }: ApiRequest): Definition[] {
  const ids = query.get('id')?.split(',');
  if (ids !== undefined) return items.filter((item) => ids.includes(item.id));
  if (query.get('expand') === '*') return [...items];
  const appId = Number(query.get('appId') ?? defaultAppId);
  return items.filter((item) => item.appId === appId);
}
