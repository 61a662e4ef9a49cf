import type { FormState } from '../../../src/credentials/credentialForm/protocol';
import { watchPages, type WebviewPage } from './webviewPages';

export { onlyPage } from './webviewPages';

export type FormPage = WebviewPage<FormState>;

/** Watches the forms that are opened from now on; they are closed at the end of the test. */
export function watchFormPages(): FormPage[] {
  return watchPages<FormState>('pendo.credentialForm');
}
