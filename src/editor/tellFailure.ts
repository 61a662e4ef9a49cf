import * as vscode from 'vscode';
import type { Face } from '../credentials/credential';
import { explainFailure } from '../pendo/explainFailure';
import type { Failure } from '../pendo/failure';
import type { Log } from './log';
import { remedyTitle, runRemedy } from './remedies';

/** Tells a failure that answers something the user did, with what to do about it as buttons. Does not wait for an answer. */
export function tellFailure(log: Log, face: Face, failure: Failure): void {
  if (failure.code !== 'cancelled') {
    log.inBackground('telling a failure', tell(face, failure));
  }
}

async function tell(face: Face, failure: Failure): Promise<void> {
  const { summary, reason, advice, remedies } = explainFailure(failure, vscode.l10n.t);
  const message = vscode.l10n.t('{0}: {1}. {2} {3}', face.name, summary, reason, advice);
  const show =
    failure.code === 'keyRejected' ? vscode.window.showErrorMessage : vscode.window.showWarningMessage;
  const buttons = remedies.map((remedy) => ({ title: remedyTitle(remedy), remedy }));
  const answer = await show(message, ...buttons);
  if (answer) {
    await runRemedy(answer.remedy, face.id);
  }
}
