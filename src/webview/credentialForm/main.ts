import type { FormIntent, FormState } from '../../credentials/credentialForm/protocol';
import { runPage } from '../runPage';
import { FormPage } from './page';

runPage((root, state: FormState, post: (intent: FormIntent) => void) => new FormPage(root, state, post));
