#!/bin/sh
# Makes the certificates of this folder anew: sh make.sh. They are for tests alone; their keys protect nothing.
set -e
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
touch "$work/index"
cat > "$work/openssl.cnf" <<END
[req]
distinguished_name = name
[name]
[ca]
default_ca = authority
[authority]
database = $work/index
new_certs_dir = $work
rand_serial = yes
default_md = sha256
policy = any
[any]
organizationName = supplied
commonName = supplied
[root]
basicConstraints = critical,CA:TRUE
subjectKeyIdentifier = hash
[host]
subjectAltName = DNS:pendo.test,DNS:app.pendo.io,DNS:us1.app.pendo.io,DNS:app.eu.pendo.io,DNS:app.jpn.pendo.io,DNS:app.au.pendo.io,DNS:status.pendo.io,IP:127.0.0.1
END
export OPENSSL_CONF="$work/openssl.cnf"

# sign <name> <section> <common name> [openssl ca options]
sign() {
  name=$1 section=$2 subject=$3
  shift 3
  openssl ecparam -name prime256v1 -genkey -noout -out "$name.key.pem"
  openssl req -new -key "$name.key.pem" -subj "/O=Example Company/CN=$subject" -out "$work/$name.csr"
  openssl ca -batch -notext -extensions "$section" -startdate 20250101000000Z -enddate 21250101000000Z -in "$work/$name.csr" -out "$name.cert.pem" "$@"
}
sign authority root 'Example Company Root' -selfsign -keyfile authority.key.pem
sign host host pendo.test -cert authority.cert.pem -keyfile authority.key.pem
rm authority.key.pem
