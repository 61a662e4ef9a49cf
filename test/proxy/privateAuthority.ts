import * as fs from 'node:fs';
import * as path from 'node:path';

const folder = path.join(__dirname, 'certificates');

/** The root certificate of a company that no machine trusts by itself. */
export const authorityFile = path.join(folder, 'authority.cert.pem');

/** What a server shows for `pendo.test` and Pendo's own host names: signed by that company. */
export const hostTls = {
  key: fs.readFileSync(path.join(folder, 'host.key.pem'), 'utf8'),
  cert: fs.readFileSync(path.join(folder, 'host.cert.pem'), 'utf8'),
};

type Environment = Readonly<Record<string, string | undefined>>;

const noProxyVariables: Environment = Object.fromEntries(
  ['http_proxy', 'https_proxy', 'no_proxy', 'all_proxy']
    .flatMap((name) => [name, name.toUpperCase()])
    .map((name) => [name, undefined]),
);

/**
 * The environment of a machine whose system has the company's root among its certificates, without being root on this one:
 * OpenSSL, which Node asks for the certificates of the system, takes them from where these variables say.
 */
export const companyMachine: Environment = {
  ...noProxyVariables,
  SSL_CERT_FILE: authorityFile,
  SSL_CERT_DIR: path.join(folder, 'none'),
  NODE_EXTRA_CA_CERTS: undefined,
};
