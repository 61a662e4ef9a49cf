import { jsonAnswer, textAnswer } from '../answer';
import { isJsonObject, parseJson, toStrings } from '../json';
import type { Route } from '../routing';

const maxIds = 500;

/** Bulk deletion: the ids become do-not-process at once, the rest takes Pendo up to 21 days and the sandbox for ever. */
export const deletionRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/bulkdelete',
    access: 'read',
    answer: ({ company }) => jsonAnswer(company.deletions),
  },
  {
    method: 'GET',
    path: '/bulkdelete/:id',
    access: 'read',
    answer: ({ company, params }) => {
      const found = company.deletions.find((deletion) => deletion.id === params['id']);
      return found === undefined ? textAnswer(404, 'no such request') : jsonAnswer(found);
    },
  },
  requestDeletion('visitor'),
  requestDeletion('account'),
];

function requestDeletion(kind: 'visitor' | 'account'): Route {
  return {
    method: 'POST',
    path: `/bulkdelete/${kind}`,
    access: 'write',
    answer: ({ body, company, now }) => {
      const wish = parseJson(body);
      const ids = isJsonObject(wish) ? (toStrings(wish[`${kind}s`]) ?? []) : [];
      if (ids.length === 0) return textAnswer(400, `no ${kind}s`);
      if (ids.length > maxIds) return textAnswer(400, `at most ${maxIds} ${kind}s`);
      const pending = company.deletions
        .filter((deletion) => deletion.kind === kind)
        .flatMap((deletion) => deletion.ids);
      if (ids.some((id) => pending.includes(id))) return textAnswer(400, 'already pending');
      for (const entity of kind === 'visitor' ? company.visitors : company.accounts) {
        if (ids.includes(entity.id))
          entity.metadata['pendo'] = { ...entity.metadata['pendo'], donotprocess: true };
      }
      const id = `delete-${company.deletions.length + 1}`;
      company.deletions.push({ id, kind, ids, status: 'pending', createdAt: now });
      return jsonAnswer({ id });
    },
  };
}
