import * as vscode from 'vscode';
import type { Face } from '../../credentials/credential';

/** Opens the page in Pendo where keys are created and revoked, at the credential's own host. */
export async function openIntegrationKeys(face: Face): Promise<void> {
  await vscode.env.openExternal(vscode.Uri.parse(`${face.baseUrl}/admin/integrationkeys`));
}
