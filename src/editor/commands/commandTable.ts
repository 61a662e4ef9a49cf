import type { CommandId } from '../../contributions';
import { CheckRound } from '../../credentials/checkRound';
import type { FormTarget } from '../../credentials/credentialForm/session';
import type { Face } from '../../credentials/credential';
import { ExposureMemory } from '../../credentials/exposure';
import type { KeyValueStore } from '../../credentials/ports';
import { CredentialForms } from '../credentialForms';
import type { RunCommand } from '../registerCommands';
import { addCredential } from './addCredential';
import { cancelCheck, checkAllConnections, checkConnection } from './checkConnection';
import { checkSecretStorage } from './checkSecretStorage';
import type { CommandDeps } from './commandDeps';
import { deleteCredential } from './deleteCredential';
import { diagnoseConnection } from './diagnoseConnection';
import { duplicateCredential } from './duplicateCredential';
import { editCredential } from './editCredential';
import { enterKey } from './enterKey';
import { keyExposed } from './keyExposed';
import { replaceKey } from './replaceKey';
import { restorePreviousKey } from './restorePreviousKey';
import { tryOtherRegions } from './tryOtherRegions';
import { useCredential } from './useCredential';

const handlers: Readonly<Record<CommandId, (deps: CommandDeps, argument: unknown) => Promise<void>>> = {
  'pendo.addCredential': addCredential,
  'pendo.editCredential': editCredential,
  'pendo.replaceKey': replaceKey,
  'pendo.restorePreviousKey': restorePreviousKey,
  'pendo.enterKey': enterKey,
  'pendo.duplicateCredential': duplicateCredential,
  'pendo.deleteCredential': deleteCredential,
  'pendo.useCredential': useCredential,
  'pendo.useThisCredential': useCredential,
  'pendo.checkConnection': checkConnection,
  'pendo.checkAllConnections': checkAllConnections,
  'pendo.cancelCheck': cancelCheck,
  'pendo.diagnoseConnection': diagnoseConnection,
  'pendo.tryOtherRegions': tryOtherRegions,
  'pendo.keyExposed': keyExposed,
  'pendo.checkSecretStorage': checkSecretStorage,
  'pendo.showLog': async ({ log }) => log.show(),
};

export type CommandsDeps = Omit<CommandDeps, 'forms' | 'round' | 'exposures'> & {
  readonly globalState: KeyValueStore;
};

/** The commands, and the forms that they open. */
export function createCommands(deps: CommandsDeps): RunCommand {
  const forms = new CredentialForms({
    extensionUri: deps.extensionUri,
    store: deps.store,
    verify: deps.verify,
    onSaved: (face, target) => {
      deps.log.inBackground('after saving a credential', afterSave(deps, face, target));
    },
    onError: (error) => deps.log.error('credential form', error),
  });
  const round = new CheckRound(deps);
  deps.subscriptions.push(forms);
  deps.subscriptions.push(round);
  const exposures = new ExposureMemory(deps.globalState);
  return (id, argument) => handlers[id]({ ...deps, forms, round, exposures }, argument);
}

/** A saved credential is shown, used if there is no other in use, and checked. */
async function afterSave(
  { active, monitor, tree, health, log }: CommandsDeps,
  face: Face,
  target: FormTarget,
): Promise<void> {
  if (!active.current()) {
    await active.use(face.id);
  }
  if (target.mode === 'add') {
    log.inBackground('showing a new credential', tree.reveal(face.id));
  }
  log.inBackground('leaving a marker', health.mark());
  if (monitor.state(face.id).kind !== 'keyMissing') {
    await monitor.check(face.id);
  }
}
