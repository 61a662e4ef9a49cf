import * as vscode from 'vscode';
import { planStorageCheck } from '../../credentials/reportPage/storagePlan';
import { secretKeeper } from '../../credentials/storageRemedy';
import { installationFacts } from '../installation';
import { openReport } from '../reportPanel';
import type { CommandDeps } from './commandDeps';

/** Opens a report on whether VS Code can keep keys on this installation. */
export async function checkSecretStorage(deps: CommandDeps): Promise<void> {
  const plan = planStorageCheck({
    store: deps.store,
    health: deps.health,
    installation: {
      keeper: secretKeeper(vscode.env.uiKind === vscode.UIKind.Web, process.platform),
      remote: vscode.env.remoteName !== undefined,
    },
    facts: installationFacts(deps.extensionVersion),
    t: vscode.l10n.t,
  });
  deps.subscriptions.push(
    openReport(plan, {
      extensionUri: deps.extensionUri,
      act: async () => undefined,
      onError: (error) => deps.log.error('storage check', error),
    }),
  );
}
