import * as vscode from 'vscode';
import { accessLabel } from '../../credentials/connectionWords';
import { detailsOf, subjectOf, type CredentialDetails, type Face } from '../../credentials/credential';
import { explainSaveFailure } from '../../credentials/explainSaveFailure';
import { isAsSeen, otherRegions, searchRegion, type RegionSearch } from '../../credentials/otherRegions';
import { readFailure } from '../../credentials/readFailure';
import { regionHost, regionLabel, regionOrigin, type RegionId } from '../../pendo/regions';
import { tellFailure } from '../tellFailure';
import { checkAndTell } from './checkAndTell';
import type { CommandDeps } from './commandDeps';
import { pickCredential } from './pickCredential';

/** Finds the region that a key belongs to, after asking whether it may be sent there, and offers to mend the credential. */
export async function tryOtherRegions(deps: CommandDeps, argument: unknown): Promise<void> {
  const face = await pickCredential(deps, argument, {
    title: vscode.l10n.t('Try Other Regions'),
    prompt: vscode.l10n.t('Which credential may be for another region?'),
  });
  if (!face) {
    return;
  }
  const candidates = otherRegions(face.baseUrl);
  if (!(await mayBeSent(face, candidates))) {
    return;
  }
  const stored = await deps.store.read(face.id);
  if (!stored.ok) {
    tellFailure(deps.log, face, readFailure(stored));
    return;
  }
  if (!isAsSeen(stored.credential, face)) {
    tellChanged(stored.credential);
    return;
  }
  const found = await search(deps, stored.credential.key, candidates);
  if (found.kind === 'found') {
    deps.log.inBackground('changing the region', offerChange(deps, face, found));
  } else if (found.kind === 'notFound') {
    deps.log.inBackground('telling of other regions', tellNotFound(face, found.unreachable));
  }
}

async function mayBeSent(face: Face, candidates: readonly RegionId[]): Promise<boolean> {
  const { t } = vscode.l10n;
  const send = t('Send and Try');
  const answer = await vscode.window.showWarningMessage(
    t('Try the key of “{0}” at Pendo’s other regions?', face.name),
    {
      modal: true,
      detail: t(
        'The key will be sent to these hosts of Pendo’s, one after another, until one accepts it: {0}',
        candidates.map(regionHost).join(', '),
      ),
    },
    send,
  );
  return answer === send;
}

async function search(
  deps: CommandDeps,
  key: string,
  candidates: readonly RegionId[],
): Promise<RegionSearch> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Looking for the region of the key'),
    cancellable: true,
  };
  return vscode.window.withProgress(options, (progress, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    return searchRegion({
      key,
      candidates,
      verify: deps.verify,
      signal: controller.signal,
      onTry: (region) =>
        progress.report({ message: regionLabel(region, vscode.l10n.t), increment: 100 / candidates.length }),
    });
  });
}

async function offerChange(
  deps: CommandDeps,
  face: Face,
  { region, verification }: Extract<RegionSearch, { kind: 'found' }>,
): Promise<void> {
  const { t } = vscode.l10n;
  const label = regionLabel(region, t);
  const change = t('Change Region to {0}', label);
  const answer = await vscode.window.showInformationMessage(
    t(
      'The key of “{0}” belongs to the region {1} ({2}).',
      face.name,
      label,
      accessLabel(verification.access, t),
    ),
    change,
  );
  const current = deps.store.face(face.id);
  if (answer !== change || !current) {
    return;
  }
  if (subjectOf(current) !== subjectOf(face)) {
    tellChanged(current);
    return;
  }
  const saved = await deps.store.save({
    ...detailsOf(current),
    baseUrl: regionOrigin(region),
    key: undefined,
    seen: current,
  });
  if (saved.ok) {
    await checkAndTell(deps, saved.face);
  } else {
    void vscode.window.showErrorMessage(explainSaveFailure(saved, t));
  }
}

/** The answer was about another key or host. */
function tellChanged({ name }: CredentialDetails): void {
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      '“{0}” was changed meanwhile, so its region stays as it is. Check the connection again.',
      name,
    ),
  );
}

async function tellNotFound(face: Face, unreachable: readonly RegionId[]): Promise<void> {
  const { t } = vscode.l10n;
  const message =
    unreachable.length === 0
      ? t('No region of Pendo’s accepts the key of “{0}”. It was revoked or mistyped: replace it.', face.name)
      : t(
          'The region of the key of “{0}” was not found. These could not be asked: {1}',
          face.name,
          unreachable.map((region) => regionLabel(region, t)).join(', '),
        );
  const replace = t('Replace Key');
  if ((await vscode.window.showWarningMessage(message, replace)) === replace) {
    await vscode.commands.executeCommand('pendo.replaceKey', face.id);
  }
}
