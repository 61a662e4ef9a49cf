import type { JsonObject } from '../json';
import { adminAppId, defaultAppId, iosAppId } from './apps';
import type { Random } from './random';
import { day, hour } from './time';

export type Metadata = { [group: string]: JsonObject };
export type Account = { id: string; metadata: Metadata };
export type Visitor = { id: string; accountIds: string[]; metadata: Metadata };

const companies = ['Brightwater', 'Oakline', 'Tidewell', 'Marlow & Finch', 'Quarry Lane', 'Helix', 'Sunfold'];
const firstNames = [
  'Ada',
  'Ben',
  'Chloe',
  'Dev',
  'Elif',
  'Femi',
  'Grete',
  'Hugo',
  'Ines',
  'Jun',
  'Kofi',
  'Lena',
];
const lastNames = ['Abbott', 'Brandt', 'Castillo', 'Dahl', 'Eriksen', 'Fontaine', 'Gupta', 'Hayashi', 'Iyer'];
const browsers = ['Chrome', 'Firefox', 'Safari', 'Edge'];
const systems = ['Windows', 'Mac OS X', 'Linux', 'iOS'];
const roles = ['admin', 'editor', 'viewer'];

/** Ids that break a careless URL or filter; each is the id of one visitor. */
export const awkwardVisitorIds = ['ops/night shift', 'say "hi"', 'zoë+ü@brightwater.example'] as const;

/** Eight accounts; the last one's id has a slash in it. */
export function createAccounts(random: Random, now: number): Account[] {
  return [...companies, 'North/South Ltd'].map((name) => ({
    id: name === 'North/South Ltd' ? 'north/south' : name.toLowerCase().replaceAll(/[^a-z]+/g, '-'),
    metadata: {
      auto: {
        firstvisit: now - random.int(100, 600) * day,
        lastvisit: now - random.int(1, 40) * hour,
        lastupdated: now - hour,
      },
      agent: {
        name,
        plan: random.pick(['free', 'team', 'business']),
        seats: random.int(3, 250),
        is_paying: random.next() > 0.3,
        monthly_value: random.int(0, 90000) / 100,
        tags: ['emea', 'pilot'].slice(0, random.int(0, 2)),
      },
      custom: {
        customer_success_manager: random.pick(['Priya', 'Tom']),
        renewal: now + random.int(10, 300) * day,
      },
      pendo: { blocked: false },
    },
  }));
}

/** Forty visitors: 36 identified, three of them with awkward ids, and four anonymous. */
export function createVisitors(random: Random, now: number, accounts: readonly Account[]): Visitor[] {
  const identified = Array.from({ length: 36 }, (_, index) => {
    const [first, last] = [firstNames[index % 12] ?? 'Ada', lastNames[(index * 5) % 9] ?? 'Dahl'];
    const account = random.pick(accounts);
    const email = `${first}.${last}.${index}@${account.id.replaceAll('/', '-')}.example`.toLowerCase();
    const visitor = createVisitor(random, now, awkwardVisitorIds[index - 33] ?? email, [account.id]);
    visitor.metadata['agent'] = {
      email,
      full_name: `${first} ${last}`,
      role: random.pick(roles),
      language: random.pick(['en-GB', 'de', 'fr', 'ja']),
      joined: now - random.int(30, 500) * day,
    };
    visitor.metadata['custom'] = { newsletter: random.next() > 0.5, score: random.int(0, 1000) / 10 };
    return visitor;
  });
  const anonymous = Array.from({ length: 4 }, () =>
    createVisitor(random, now, `_PENDO_T_${random.id().slice(0, 11)}`, []),
  );
  const second = accounts[0]?.id;
  const first = identified[0];
  if (first !== undefined && second !== undefined)
    first.accountIds = [...new Set([...first.accountIds, second, 'helix'])];
  return [...identified, ...anonymous];
}

/** The apps a visitor uses: all use the default one, some a second one. */
export function appsOf(visitor: Visitor): number[] {
  return [defaultAppId, iosAppId, adminAppId].filter(
    (appId) => visitor.metadata[autoGroup(appId)] !== undefined,
  );
}

/** A visitor as Pendo knows one that it has just been told of. */
export function createUnknownVisitor(id: string, now: number): Visitor {
  return {
    id,
    accountIds: [],
    metadata: { auto: { id, lastupdated: now }, agent: {}, custom: {}, pendo: {} },
  };
}

function createVisitor(random: Random, now: number, id: string, accountIds: string[]): Visitor {
  const times = { firstvisit: now - random.int(90, 500) * day, lastvisit: now - random.int(1, 700) * hour };
  const auto = {
    ...times,
    id,
    accountid: accountIds[0] ?? '',
    accountids: accountIds,
    lastupdated: now - random.int(1, 48) * hour,
    lastbrowsername: random.pick(browsers),
    lastoperatingsystem: random.pick(systems),
  };
  const metadata: Metadata = {
    auto,
    [autoGroup(defaultAppId)]: times,
    agent: {},
    custom: {},
    pendo: { donotprocess: false },
  };
  if (random.next() > 0.6) metadata[autoGroup(random.pick([iosAppId, adminAppId]))] = times;
  return { id, accountIds, metadata };
}

/** The metadata group of what Pendo saw in one app: `auto__323232` for app -323232. */
function autoGroup(appId: number): string {
  return `auto__${Math.abs(appId)}`;
}
