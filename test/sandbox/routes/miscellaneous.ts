import { jsonAnswer, textAnswer } from '../answer';
import type { JsonObject } from '../json';
import type { Route } from '../routing';

const excluded: readonly JsonObject[] = [
  { type: 'visitor', value: 'robot@fernhill.example' },
  { type: 'ip', value: '192.0.2.10' },
];
const servers: readonly (JsonObject & { name: string })[] = [
  { name: 'app.fernhill.example', flag: 'production' },
  { name: 'staging.fernhill.example', flag: 'staging' },
];

/** Exclude lists, server names and the choices of Pendo Listen: small fixed answers. */
export const miscellaneousRoutes: readonly Route[] = [
  { method: 'GET', path: '/blacklist', access: 'read', answer: () => jsonAnswer([...excluded]) },
  {
    method: 'GET',
    path: '/blacklist/type/:type',
    access: 'read',
    answer: ({ params }) => jsonAnswer(excluded.filter((item) => item['type'] === params['type'])),
  },
  { method: 'GET', path: '/servername', access: 'read', answer: () => jsonAnswer([...servers]) },
  {
    method: 'GET',
    path: '/servername/:name',
    access: 'read',
    answer: ({ params }) => {
      const found = servers.find((server) => server.name === params['name']);
      return found === undefined ? textAnswer(404, 'no such server') : jsonAnswer(found);
    },
  },
  {
    method: 'GET',
    path: '/servername/flag/:flag',
    access: 'read',
    answer: ({ params }) => jsonAnswer(servers.filter((server) => server['flag'] === params['flag'])),
  },
  {
    method: 'GET',
    path: '/feedback/options',
    access: 'read',
    answer: () => jsonAnswer({ statuses: ['new', 'planned', 'released'], importance: [-1, 1, 2] }),
  },
];
