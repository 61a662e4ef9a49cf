import type { Credential, CredentialDetails, Face } from './credential';
import type { StoreFailure } from './credentialSecrets';

// What is asked of the store of credentials, and what it answers.

export type CredentialChange = CredentialDetails & {
  /** Undefined keeps the key that is stored. */
  readonly key: string | undefined;
  /** The credential as the user saw it: where the stored key stays, it is that one, for the host that was seen with it. */
  readonly seen?: Face | undefined;
  /** When the key was entered, where that is not now: it comes back. */
  readonly keySavedAt?: number;
};

export type SaveResult =
  | { readonly ok: true; readonly face: Face }
  /** `changed`: the stored key was to stay, but another window or profile has changed the credential; what it saved is shown now. */
  | { readonly ok: false; readonly reason: 'nameTaken' | 'full' | 'deleted' | 'changed' }
  | {
      readonly ok: false;
      readonly reason: 'storage';
      readonly failure: StoreFailure;
      /** The change of a credential was given up and may still be stored; it is whole then. */
      readonly mayStillHappen?: boolean;
    };

/** What brings a deleted credential back: all of it, or its face alone where the key could not be read. */
export type DeletedCredential =
  | { readonly kind: 'whole'; readonly credential: Credential }
  | { readonly kind: 'face'; readonly face: Face };

export type DeleteResult =
  | {
      readonly ok: true;
      readonly deleted: DeletedCredential;
      /** Why the secret could not be erased now; it is tried again later. */
      readonly leftover: StoreFailure | undefined;
    }
  /** There is no credential with this id. */
  | { readonly ok: false; readonly reason: 'notFound' }
  /** Nothing is deleted. */
  | { readonly ok: false; readonly reason: 'storage'; readonly failure: StoreFailure };
