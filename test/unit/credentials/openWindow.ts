import { CredentialSecrets } from '../../../src/credentials/credentialSecrets';
import { CredentialStore } from '../../../src/credentials/credentialStore';
import type { CredentialChange } from '../../../src/credentials/storeResults';
import { FaceList } from '../../../src/credentials/faceList';
import { ensure } from '../fakes/ensure';
import { FakeKeyValueStore } from '../fakes/fakeKeyValueStore';
import { FakeSecretStore } from '../fakes/fakeSecretStore';
import { settle } from '../fakes/settle';
import { sampleKey } from './sampleCredentials';

/** A window of VS Code with its store, on secrets that it may share with others and a memento that it may share with some. */
export type Window = {
  readonly store: CredentialStore;
  readonly secrets: FakeSecretStore;
  readonly state: FakeKeyValueStore;
  /** How often the store has told of a change. */
  changes(): number;
};

type Wish = {
  readonly secrets?: FakeSecretStore;
  readonly state?: FakeKeyValueStore;
  /** How long the store waits for an operation that hangs. */
  readonly deadline?: number;
  readonly now?: () => number;
};

let time = 1000;
/** Never the same twice. */
export const tick = (): number => (time += 1);

export function openWindow({
  secrets = new FakeSecretStore(),
  state = new FakeKeyValueStore(),
  deadline = 20,
  now = tick,
}: Wish = {}): Window {
  const store = new CredentialStore(
    new CredentialSecrets(secrets, deadline),
    new FaceList(state, deadline),
    now,
  );
  let changes = 0;
  store.onDidChange(() => (changes += 1));
  return { store, secrets, state, changes: () => changes };
}

/** The same after VS Code was closed, or has crashed: only what is on disk is left. */
export function restart(window: Window, wish: Wish = {}): Window {
  window.store.dispose();
  window.secrets.clearFaults();
  return openWindow({ secrets: window.secrets, state: window.state.reopen(), ...wish });
}

/** What the store tells of a keyring that rejects, and of one that hangs. */
export const rejected = { kind: 'rejected', cause: 'the keyring is locked' };
export const timeout = { kind: 'timeout', cause: 'no answer within 0.02 seconds' };

/** What a user fills in. */
export function change(wish: Partial<CredentialChange> = {}): CredentialChange {
  return {
    id: 'a',
    name: 'Production',
    description: '',
    baseUrl: 'https://app.pendo.io',
    key: sampleKey(),
    ...wish,
  };
}

/** What a user sees of the credentials in a window: name and, of each, whether the key is there. */
export function seen({ store }: Window): Record<string, string> {
  return Object.fromEntries(store.list().map(({ id, name }) => [name, store.keyPresence(id)]));
}

/** The key that a credential has when it is used. */
export async function keyOf({ store }: Window, id = 'a'): Promise<string | undefined> {
  const result = await store.read(id);
  return result.ok ? result.credential.key : undefined;
}

/** Saves a credential, and fails the test where that fails; comes back when all that follows from it is done. */
export async function saveSample(window: Window, wish: Parameters<typeof change>[0] = {}): Promise<void> {
  const result = await window.store.save(change(wish));
  ensure(result.ok);
  await settle();
}
