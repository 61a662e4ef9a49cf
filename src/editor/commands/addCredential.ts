import { randomUUID } from 'node:crypto';
import { emptyFields } from '../../credentials/credentialForm/fields';
import type { CommandDeps } from './commandDeps';

export async function addCredential({ forms }: CommandDeps): Promise<void> {
  forms.show('add', { mode: 'add', id: randomUUID(), fields: emptyFields });
}
