import * as vscode from 'vscode';
import { installationFacts, readProxyConfiguration } from '../installation';
import { remedyTitle, runRemedy } from '../remedies';
import { openReport } from '../reportPanel';
import { readRequestTimeout } from '../settings';
import type { CommandDeps } from './commandDeps';
import { pickCredential } from './pickCredential';

const statusFeed = 'https://status.pendo.io/api/v2/summary.json';

/** Opens a report that goes the way of a request step by step and says where it ends, and why. */
export async function diagnoseConnection(deps: CommandDeps, argument: unknown): Promise<void> {
  const face = await pickCredential(deps, argument === undefined ? deps.active.current()?.id : argument, {
    title: vscode.l10n.t('Diagnose Connection'),
    prompt: vscode.l10n.t('Which connection do you want to diagnose?'),
  });
  if (!face) {
    return;
  }
  const { store, log } = deps;
  const { planDiagnosis } = await import('../../credentials/reportPage/diagnosisPlan');
  const plan = planDiagnosis(face, {
    store,
    proxy: readProxyConfiguration,
    tools: {
      t: vscode.l10n.t,
      locale: vscode.env.language,
      seconds: readRequestTimeout(),
      log: log.request,
      statusFeed,
    },
    facts: installationFacts(deps.extensionVersion),
    remedyTitle,
  });
  deps.subscriptions.push(
    openReport(plan, {
      extensionUri: deps.extensionUri,
      act: (remedy) => runRemedy(remedy, face.id),
      onError: (error) => log.error('diagnosis', error),
    }),
  );
}
