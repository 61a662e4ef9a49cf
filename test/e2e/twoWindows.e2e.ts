import { sandboxKeys } from '../sandbox/keys';
import { survives } from '../survives';
import type { Workbench } from '../vscode/workbench';
import { addCredential } from './credentialForm';
import { eventually, eventuallyMatches } from './eventually';
import { setStage } from './stage';

describe('two windows of one user', () => {
  const stage = setStage();
  let second: Workbench;

  const description = (window: Workbench, name: string): Promise<string> =>
    window.tree('Credentials').row(name).description();
  const keysSent = () => stage.sandbox.requests.map(({ headers }) => headers['x-pendo-integration-key']);

  before('add a credential, then open another window', async () => {
    const { window, sandbox } = stage;
    await addCredential(window, { name: 'Writer', baseUrl: sandbox.baseUrl, key: sandboxKeys.readWrite });
    await window.statusBarItem('pendo.connection').says('connected');
    second = await window.openWindow();
    await second.showViewContainer('Pendo');
  });

  it('both have the credential, with its verdict', async () => {
    await eventuallyMatches(() => description(second, 'Writer'), /Custom · read and write$/);
    await second.statusBarItem('pendo.connection').says('Pendo: Writer · connected');
  });

  it('both can use its key', async () => {
    stage.sandbox.clearRequests();
    await second.statusBarItem('pendo.connection').click();
    await eventually(keysSent, [sandboxKeys.readWrite]);
  });

  survives(
    {
      area: 'windows',
      fault: 'A second window of VS Code adds a credential while the first has one',
      userSees: 'Both windows go on with their keys',
    },
    'the second can add one, and the first goes on',
    async () => {
      await addCredential(second, {
        name: 'Reader',
        baseUrl: stage.sandbox.baseUrl,
        key: sandboxKeys.readOnly,
      });
      await eventually(() => description(second, 'Reader'), 'Custom · read-only');
      await stage.window.page.bringToFront();
      stage.sandbox.clearRequests();
      await stage.window.statusBarItem('pendo.connection').click();
      await eventually(keysSent, [sandboxKeys.readWrite]);
      await eventually(() => description(stage.window, 'Writer'), 'active · Custom · read and write');
      await stage.window.statusBarItem('pendo.connection').says('Pendo: Writer · connected');
    },
  );

  survives(
    {
      area: 'windows',
      fault: 'A third window is opened after two have added credentials',
      userSees: 'All rows',
    },
    'a window that is opened later has them all',
    async () => {
      const third = await stage.window.openWindow();
      await third.showViewContainer('Pendo');
      await third.tree('Credentials').shown();
      await eventually(() => third.tree('Credentials').labels(), ['Reader', 'Writer']);
    },
  );
});
