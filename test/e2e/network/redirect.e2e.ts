import assert from 'node:assert/strict';
import { sandboxKeys } from '../../sandbox/keys';
import { startSandbox, type Sandbox } from '../../sandbox/startSandbox';
import { survives } from '../../survives';
import { addCredential } from '../credentialForm';
import { setStage } from '../stage';
import { checkThatFails } from './connectionCheck';

const verify = '/api/v1/token/verify';

describe('a redirect to another server', () => {
  const stage = setStage();
  let other: Sandbox;

  before('start the other server, and add a credential for the first', async () => {
    other = await startSandbox();
    await addCredential(stage.window, {
      name: 'Northwind',
      baseUrl: stage.sandbox.baseUrl,
      key: sandboxKeys.readWrite,
    });
    await stage.window.statusBarItem('pendo.connection').says('connected');
  });
  after('end the other server', () => other.close());

  for (const status of [301, 302, 303, 307, 308]) {
    survives(
      {
        area: 'input',
        fault: 'The host answers with a redirect to another one.',
        userSees: '“Sent elsewhere”, with the name of that host, which never hears of the key.',
      },
      `does not carry the key there (${status})`,
      async () => {
        stage.sandbox.fault(verify, { kind: 'redirect', to: `${other.baseUrl}${verify}`, status });
        assert.match(
          await checkThatFails(stage.window, 'Northwind'),
          new RegExp(`Sent elsewhere\\. .+ points to ${new URL(other.baseUrl).host}\\.`),
        );
        assert.deepEqual(other.requests, []);
      },
    );
  }

  it('would have been answered there, had anybody come', async () => {
    const response = await fetch(`${other.baseUrl}${verify}`, {
      headers: { 'x-pendo-integration-key': sandboxKeys.readWrite },
    });
    assert.equal(response.status, 200);
  });
});
