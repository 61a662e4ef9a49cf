import assert from 'node:assert/strict';
import diagnosticsChannel from 'node:diagnostics_channel';
import { EventEmitter } from 'node:events';
import { watchSecurity, type Secured } from '../../../src/pendo/watchSecurity';

describe('watchSecurity', () => {
  // As Node makes a request from 22.12 on; an older one does not tell.
  const makeRequest = (): EventEmitter => {
    const request = new EventEmitter();
    diagnosticsChannel.channel('http.client.request.created').publish({ request });
    return request;
  };
  const watch = (): { readonly request: EventEmitter; readonly secured: Secured } => {
    const { started, secured } = watchSecurity(makeRequest);
    return { request: started, secured };
  };

  it('does not know before there is an answer', () => {
    assert.equal(watch().secured(), undefined);
  });

  it('knows that an answer came over TLS', () => {
    const { request, secured } = watch();
    request.emit('response', { socket: { encrypted: true } });
    assert.equal(secured(), true);
  });

  it('knows that an answer came without TLS', () => {
    const { request, secured } = watch();
    request.emit('response', { socket: {} });
    assert.equal(secured(), false);
  });

  it('tells two requests apart that run at the same time', () => {
    const [first, second] = [watch(), watch()];
    second.request.emit('response', { socket: {} });
    first.request.emit('response', { socket: { encrypted: true } });
    assert.deepEqual([first.secured(), second.secured()], [true, false]);
  });

  it('watches no request that is made later', () => {
    const { secured } = watch();
    makeRequest().emit('response', { socket: {} });
    assert.equal(secured(), undefined);
  });

  it('stops watching where the start throws', () => {
    const failed = new Error('no such host');
    assert.throws(() => watchSecurity(() => assert.fail(failed)), failed);
    assert.equal(diagnosticsChannel.hasSubscribers('http.client.request.created'), false);
  });
});
