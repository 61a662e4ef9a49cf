import assert from 'node:assert/strict';
import type { Verify } from '../../../src/credentials/connectionMonitor';
import { isAsSeen, otherRegions, searchRegion } from '../../../src/credentials/otherRegions';
import type { CredentialChange } from '../../../src/credentials/storeResults';
import type { FailureCode } from '../../../src/pendo/failure';
import { regionOrigin, regions, type RegionId } from '../../../src/pendo/regions';
import type { Verification } from '../../../src/pendo/verifyKey';
import { survives } from '../../survives';
import { ensure } from '../fakes/ensure';
import { settle } from '../fakes/settle';
import { change, openWindow, type Window } from './openWindow';
import { sampleKey } from './sampleCredentials';

const all = regions.map(({ id }) => id);
const plainKey = sampleKey().replace('.us', '');

describe('otherRegions', () => {
  for (const region of all) {
    it(`are all but ${region} for its own base URL`, () => {
      assert.deepEqual(
        otherRegions(regionOrigin(region)),
        all.filter((id) => id !== region),
      );
    });
  }

  it('are all for a custom base URL', () => assert.deepEqual(otherRegions('https://x.example'), all));
});

describe('isAsSeen', () => {
  let here: Window;
  let there: Window;

  beforeEach(async () => {
    here = openWindow();
    there = openWindow({ secrets: here.secrets });
    await here.store.save(change());
    await there.store.reconcile();
    await settle();
  });
  afterEach(() => {
    here.store.dispose();
    there.store.dispose();
  });

  const isAfter = async (wish: Partial<CredentialChange>): Promise<boolean> => {
    const seen = here.store.face('a')!;
    await there.store.save(change({ key: undefined, ...wish }));
    await settle();
    const stored = await here.store.read('a');
    ensure(stored.ok);
    return isAsSeen(stored.credential, seen);
  };

  survives(
    {
      area: 'windows',
      fault:
        'Another window gives a credential another key or host while this one asks whether its key may be sent to other regions',
      userSees:
        'The key is not sent; a notification says “… was changed meanwhile, so its region stays as it is.”',
    },
    'is no credential that another window gave another key or host',
    async () => {
      assert.equal(await isAfter({ key: sampleKey(2) }), false);
      assert.equal(await isAfter({ baseUrl: 'https://b.example' }), false);
    },
  );

  it('is a credential that was renamed', async () => assert.equal(await isAfter({ name: 'Renamed' }), true));
});

describe('searchRegion', () => {
  const ok: Verification = { ok: true, access: 'readOnly' };
  const failing = (code: FailureCode): Verification => ({
    ok: false,
    failure: { code, host: 'h', status: 403 } as never,
  });

  async function search(
    answers: { readonly [Region in RegionId]?: Verification },
    {
      key = plainKey,
      candidates = otherRegions(regionOrigin('us')),
      onTry = (_region: RegionId): unknown => undefined,
    } = {},
    controller = new AbortController(),
  ) {
    const asked: string[] = [];
    const tried: RegionId[] = [];
    const verify: Verify = async ({ baseUrl, key: sent, signal }) => {
      assert.equal(sent, key);
      assert.equal(signal, controller.signal);
      asked.push(baseUrl);
      const region = regions.find(({ origin }) => origin === baseUrl)!.id;
      return answers[region] ?? failing('keyRejected');
    };
    const result = await searchRegion({
      key,
      candidates,
      verify,
      signal: controller.signal,
      onTry: (region) => {
        tried.push(region);
        onTry(region);
      },
    });
    assert.deepEqual(asked, tried.map(regionOrigin));
    return { result, tried };
  }

  it('asks one after another, tells which, and stops where one accepts the key', async () => {
    const { result, tried } = await search({ us1: ok, au: ok });
    assert.deepEqual(result, { kind: 'found', region: 'us1', verification: ok });
    assert.deepEqual(tried, ['eu', 'us1']);
  });

  for (const [suffix, first] of [
    ['eu', 'eu'],
    ['jp', 'jpn'],
    ['au', 'au'],
    ['us1', 'us1'],
  ] as const) {
    it(`asks ${first} first for a key that ends in .${suffix}`, async () => {
      const { tried } = await search({}, { key: `${plainKey}.${suffix}` });
      assert.equal(tried[0], first);
      assert.deepEqual([...tried].sort(), ['au', 'eu', 'jpn', 'us1']);
    });
  }

  it('keeps the order where the ending points to no candidate', async () => {
    for (const key of [sampleKey(), `${plainKey}.gov`, plainKey]) {
      const { tried } = await search({}, { key });
      assert.deepEqual(tried, ['eu', 'us1', 'jpn', 'au']);
    }
  });

  it('finds none where all reject the key', async () => {
    assert.deepEqual((await search({})).result, { kind: 'notFound', unreachable: [] });
  });

  survives(
    {
      area: 'connection',
      fault: 'Some regions can’t be reached while the one of a key is looked for',
      userSees: 'The others are tried; “These could not be asked: …”',
    },
    'tells which could not be asked, and goes on past them',
    async () => {
      const unreachable = { eu: failing('dns'), jpn: failing('serverError') };
      assert.deepEqual((await search(unreachable)).result, { kind: 'notFound', unreachable: ['eu', 'jpn'] });
      assert.deepEqual((await search({ ...unreachable, au: ok })).result, {
        kind: 'found',
        region: 'au',
        verification: ok,
      });
    },
  );

  survives(
    {
      area: 'connection',
      fault: 'The search for the region of a key is cancelled',
      userSees: 'It ends; the key is sent to no further host',
    },
    'sends the key nowhere else once it is cancelled, even to one that would accept it',
    async () => {
      const controller = new AbortController();
      const onTry = (region: RegionId) => region === 'us1' && controller.abort();
      const { result, tried } = await search({ us1: ok }, { onTry }, controller);
      assert.deepEqual(result, { kind: 'cancelled' });
      assert.deepEqual(tried, ['eu', 'us1']);
    },
  );

  it('asks nobody where there are no candidates', async () => {
    const { result, tried } = await search({}, { candidates: [] });
    assert.deepEqual([result, tried], [{ kind: 'notFound', unreachable: [] }, []]);
  });
});
