import type * as vscode from 'vscode';
import type { CheckRound } from '../../credentials/checkRound';
import type { Verify } from '../../credentials/connectionMonitor';
import type { ExposureMemory } from '../../credentials/exposure';
import type { PreviousKeys } from '../../credentials/previousKeys';
import type { StorageHealth } from '../../credentials/storageHealth';
import type { CredentialForms } from '../credentialForms';
import type { CredentialTree, CredentialViewDeps } from '../credentialTree';
import type { Log } from '../log';

/** What commands work with. */
export type CommandDeps = CredentialViewDeps & {
  readonly tree: CredentialTree;
  readonly forms: CredentialForms;
  readonly health: StorageHealth;
  readonly round: CheckRound;
  readonly exposures: ExposureMemory;
  readonly previousKeys: PreviousKeys;
  readonly verify: Verify;
  readonly log: Log;
  readonly extensionUri: vscode.Uri;
  readonly extensionVersion: string;
  /** Ends what a command leaves behind when the window closes. */
  readonly subscriptions: { push(disposable: { dispose(): unknown }): unknown };
};
