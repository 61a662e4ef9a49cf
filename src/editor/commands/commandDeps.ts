import type { CredentialForms } from '../credentialForms';
import type { CredentialTree, CredentialViewDeps } from '../credentialTree';
import type { Log } from '../log';

/** What commands work with. */
export type CommandDeps = CredentialViewDeps & {
  readonly tree: CredentialTree;
  readonly log: Log;
  readonly forms: CredentialForms;
  /** Ends what a command leaves behind when the window closes. */
  readonly subscriptions: { push(disposable: { dispose(): unknown }): unknown };
};
