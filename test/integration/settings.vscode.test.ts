import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { requestTimeout } from '../../src/contributions';
import { readRequestTimeout } from '../../src/editor/settings';
import { until } from '../unit/fakes/until';

const setting = 'pendo.requestTimeout';

describe('the request timeout', () => {
  afterEach(() => change(undefined));

  it('is ten seconds unless the user says otherwise', () => {
    assert.equal(readRequestTimeout(), 10);
    assert.equal(vscode.workspace.getConfiguration().inspect(setting)?.defaultValue, requestTimeout.standard);
  });

  it('is what the user says, as soon as it is said', async () => {
    await change(45);
    assert.equal(readRequestTimeout(), 45);
  });

  it('is the nearest value that makes sense where the user’s does not', async () => {
    const cases = [
      { said: 0, counts: 1 },
      { said: -5, counts: 1 },
      { said: 0.2, counts: 1 },
      { said: 100_000, counts: 300 },
      { said: 'soon', counts: 10 },
      { said: true, counts: 10 },
      { said: [5], counts: 10 },
    ];
    for (const { said, counts } of cases) {
      await change(said);
      assert.equal(readRequestTimeout(), counts, JSON.stringify(said));
    }
  });

  it('takes no value from a workspace: it can’t be written there, and what stands there is not read', async () => {
    const configuration = vscode.workspace.getConfiguration();
    await assert.rejects(async () => configuration.update(setting, 1, vscode.ConfigurationTarget.Workspace));
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder, 'the tests run with a workspace folder');
    const file = vscode.Uri.joinPath(folder.uri, '.vscode', 'settings.json');
    // The second one has workspace scope: once it is there, the file has been read.
    const text = JSON.stringify({ [setting]: 1, 'editor.rulers': [77] });
    await vscode.workspace.fs.writeFile(file, Buffer.from(text));
    const rulers = (): number[] | undefined => vscode.workspace.getConfiguration('editor').get('rulers');
    await until('the workspace settings are read', () => rulers()?.[0] === 77, 15_000);
    assert.equal(readRequestTimeout(), 10);
    await vscode.workspace.fs.delete(file);
    await until('the workspace settings are gone', () => rulers()?.[0] !== 77, 15_000);
  });
});

async function change(value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration().update(setting, value, vscode.ConfigurationTarget.Global);
  const current = (): unknown => vscode.workspace.getConfiguration().inspect(setting)?.globalValue;
  await until('the setting has its value', () => JSON.stringify(current()) === JSON.stringify(value), 15_000);
}
