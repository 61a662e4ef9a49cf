import * as vscode from 'vscode';
import type { Face } from '../../credentials/credential';
import {
  describeExposureStep,
  exposureSteps,
  othersWithKey,
  takeUp,
  withStep,
  type Exposure,
  type ExposureStep,
} from '../../credentials/exposure';
import { checkAndTell } from './checkAndTell';
import type { CommandDeps } from './commandDeps';
import { openIntegrationKeys } from './openIntegrationKeys';
import { pickCredential } from './pickCredential';
import { replaceKeyOf } from './replaceKey';

/** Leads through what to do when others may have seen a key. Can be left at any step; the next run goes on from there. */
export async function keyExposed(deps: CommandDeps, argument: unknown): Promise<void> {
  const picked = await pickCredential(deps, argument, {
    title: vscode.l10n.t('My Key Was Exposed'),
    prompt: vscode.l10n.t('Whose key may others have seen?'),
  });
  if (!picked) {
    return;
  }
  const { id, keyFingerprint } = picked;
  let exposure = takeUp(deps.exposures.recall(id), keyFingerprint);
  for (;;) {
    const face = deps.store.face(id);
    const choice = face && (await chooseStep(deps, face, exposure));
    if (!face || !choice) {
      return;
    }
    if (choice === 'finish') {
      await deps.exposures.forget(id);
      return;
    }
    if (await doStep(deps, face, choice, exposure)) {
      exposure = withStep(exposure, choice);
      await deps.exposures.remember(id, exposure);
    }
  }
}

async function chooseStep(
  deps: CommandDeps,
  face: Face,
  exposure: Exposure,
): Promise<ExposureStep | 'finish' | undefined> {
  const { t } = vscode.l10n;
  const others = othersWithKey(exposure, face.id, deps.store.list());
  const steps = exposureSteps.map((step, index) => {
    const done = exposure.done.includes(step);
    const { label, detail } = describeExposureStep(step, others, t);
    return {
      label: `${done ? '$(pass)' : '$(circle-large-outline)'} ${index + 1}. ${label}`,
      description: done ? t('done') : '',
      detail,
      choice: step,
    };
  });
  const allDone = exposure.done.length === exposureSteps.length;
  const finish = {
    label: `$(check-all) ${t('Finish')}`,
    detail: t('Forgets these steps.'),
    choice: 'finish' as const,
  };
  const next = steps.filter(({ choice }) => !exposure.done.includes(choice));
  const picked = await vscode.window.showQuickPick<{ label: string; choice: ExposureStep | 'finish' }>(
    allDone ? [finish, ...steps] : [...next, ...steps.filter((step) => !next.includes(step)), finish],
    {
      title: t(
        'My Key Was Exposed: {0} ({1} of {2} done)',
        face.name,
        exposure.done.length,
        exposureSteps.length,
      ),
      placeHolder: t('Choose the next step. You can leave and go on later.'),
      ignoreFocusOut: true,
    },
  );
  return picked?.choice;
}

/** @returns whether the step is done */
async function doStep(
  deps: CommandDeps,
  face: Face,
  step: ExposureStep,
  exposure: Exposure,
): Promise<boolean> {
  switch (step) {
    case 'revoke':
    case 'create':
      await openIntegrationKeys(face);
      return confirmDone(step, face);
    case 'replace':
      return replaceKeyOf(deps, face);
    case 'check': {
      const result = await checkAndTell(deps, face);
      return result.kind === 'completed' && result.state.kind === 'connected';
    }
    case 'others':
      return confirmOthers(othersWithKey(exposure, face.id, deps.store.list()));
  }
}

async function confirmDone(step: 'revoke' | 'create', face: Face): Promise<boolean> {
  const { t } = vscode.l10n;
  const done = t('Done');
  const message =
    step === 'revoke'
      ? t('Is the key of “{0}” revoked in Pendo?', face.name)
      : t('Have you created and copied a new key for “{0}”?', face.name);
  const detail =
    face.keyEnding === ''
      ? ''
      : t('The key that is stored here ends in {0} (before its region).', face.keyEnding);
  return (await vscode.window.showInformationMessage(message, { modal: true, detail }, done)) === done;
}

async function confirmOthers(others: readonly Face[]): Promise<boolean> {
  const { t } = vscode.l10n;
  const done = t('Done');
  const message =
    others.length === 0
      ? t('Does everyone and everything that used the key have the new one?')
      : t('These credentials have the exposed key too: {0}', others.map(({ name }) => name).join(', '));
  const detail = t(
    'Build pipelines, scripts, other tools and other people stop working when the old key is revoked.',
  );
  return (await vscode.window.showInformationMessage(message, { modal: true, detail }, done)) === done;
}
