import { randomUUID } from 'node:crypto';
import { ActiveCredential } from '../../../src/credentials/activeCredential';
import { ConnectionMonitor, type Verify } from '../../../src/credentials/connectionMonitor';
import { CredentialSecrets } from '../../../src/credentials/credentialSecrets';
import { CredentialStore } from '../../../src/credentials/credentialStore';
import type { CredentialChange } from '../../../src/credentials/storeResults';
import type { Face } from '../../../src/credentials/credential';
import { FaceList } from '../../../src/credentials/faceList';
import { PreviousKeys } from '../../../src/credentials/previousKeys';
import { StorageHealth } from '../../../src/credentials/storageHealth';
import { TroubleNotice } from '../../../src/credentials/troubleNotice';
import { VerdictMemory } from '../../../src/credentials/verdictMemory';
import type { Verification } from '../../../src/pendo/verifyKey';
import { FakeKeyValueStore } from '../../unit/fakes/fakeKeyValueStore';
import { FakeSecretStore } from '../../unit/fakes/fakeSecretStore';
import { atEnd } from './stub';

export const exampleKey = '0a1b2c3d-0000-4000-8000-00000000cafe';

export const otherKey = '99999999-0000-4000-8000-00000000beef';

export const readWrite: Verification = { ok: true, access: 'readWrite' };

export const rejected: Verification = {
  ok: false,
  failure: { code: 'keyRejected', host: 'app.pendo.io', status: 403 },
};

export type Rooms = {
  readonly secrets: FakeSecretStore;
  readonly globalState: FakeKeyValueStore;
  readonly workspaceState: FakeKeyValueStore;
  readonly store: CredentialStore;
  readonly active: ActiveCredential;
  readonly monitor: ConnectionMonitor;
  readonly health: StorageHealth;
  readonly previousKeys: PreviousKeys;
  readonly troubleNotice: TroubleNotice;
  readonly verify: Verify;
};

type Wishes = {
  readonly verify?: Verify;
  readonly secrets?: FakeSecretStore;
  readonly globalState?: FakeKeyValueStore;
  /** After which the secret storage counts as hanging. */
  readonly deadline?: number;
};

/** The rooms below the editor, as the extension builds them, on storage of this test alone. */
export function buildRooms(wishes: Wishes = {}): Rooms {
  const { secrets = new FakeSecretStore(), globalState = new FakeKeyValueStore(), deadline = 100 } = wishes;
  const workspaceState = new FakeKeyValueStore();
  const verify = wishes.verify ?? (async () => readWrite);
  const store = new CredentialStore(
    new CredentialSecrets(secrets, deadline),
    new FaceList(globalState, deadline),
  );
  const exists = (id: string): boolean => store.face(id) !== undefined;
  const active = new ActiveCredential({ workspaceState, globalState, exists });
  const monitor = new ConnectionMonitor({ store, verdicts: new VerdictMemory(globalState), verify });
  const health = new StorageHealth({ secrets, globalState, session: 'this one', createValue: randomUUID });
  const previousKeys = new PreviousKeys();
  atEnd(() => [previousKeys, monitor, active, store].forEach((part) => part.dispose()));
  const troubleNotice = new TroubleNotice(globalState);
  return {
    secrets,
    globalState,
    workspaceState,
    store,
    active,
    monitor,
    health,
    previousKeys,
    troubleNotice,
    verify,
  };
}

/** Stores a credential, and fails the test where that fails. */
export async function addCredential(
  { store }: Pick<Rooms, 'store'>,
  wishes: Partial<CredentialChange> = {},
): Promise<Face> {
  const name = wishes.name ?? 'Production';
  const result = await store.save({
    id: name.replace(/[^0-9a-zA-Z]/g, '-').slice(0, 60),
    name,
    description: '',
    baseUrl: 'https://app.pendo.io',
    key: exampleKey,
    ...wishes,
  });
  if (!result.ok) {
    throw new Error(`not stored: ${result.reason}`);
  }
  return result.face;
}
