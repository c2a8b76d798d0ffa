#!/bin/sh
# Makes a self-signed certificate and its key, for trying TLS: make-self-signed.sh NAME FOLDER
# NAME is a host's name or address. Browsers warn of such a certificate; for the public take a real one.
set -eu
name=${1:?the name or address of the host}
folder=${2:?the folder for cert.pem and key.pem}
case $name in
  *[!0-9.]*) alternative="DNS:$name" ;;
  *) alternative="IP:$name" ;;
esac
mkdir -p "$folder"
umask 077
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 90 \
  -subj "/CN=$name" -addext "subjectAltName=$alternative" -addext basicConstraints=critical,CA:FALSE \
  -keyout "$folder/key.pem" -out "$folder/cert.pem"
chmod 644 "$folder/cert.pem" # clients are given it: curl --cacert cert.pem
