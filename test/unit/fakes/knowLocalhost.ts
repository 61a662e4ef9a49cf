import dns, { type LookupAddress } from 'node:dns';
import dnsPromises from 'node:dns/promises';

type Lookup = (hostname: string, options: { all?: boolean }, done: (...result: unknown[]) => void) => void;

const loopback: LookupAddress = { address: '127.0.0.1', family: 4 };

/** Gives `localhost` its address while the tests of a suite run, as a hosts file does: a bare system has none. */
export function knowLocalhost(): void {
  const { lookup } = dns;
  const { lookup: lookupSoon } = dnsPromises;

  before('know localhost', () => {
    const known: Lookup = (hostname, options, done) => {
      if (hostname !== 'localhost') {
        (lookup as unknown as Lookup)(hostname, options, done);
      } else if (options.all) {
        done(null, [loopback]);
      } else {
        done(null, loopback.address, loopback.family);
      }
    };
    Object.assign(dns, { lookup: known });
    Object.assign(dnsPromises, {
      lookup: (hostname: string, options: { all: true }) =>
        hostname === 'localhost' ? Promise.resolve([loopback]) : lookupSoon(hostname, options),
    });
  });

  after('forget localhost', () => {
    Object.assign(dns, { lookup });
    Object.assign(dnsPromises, { lookup: lookupSoon });
  });
}
