#!/usr/bin/env bash
# Sets up a GlassFish 8 for the tests: what everyone is told to run, and the command line where Arquillian's adapter for
# GlassFish 7 looks for it.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
home=$1
bash "$here/../../../server-config/glassfish/configure.sh" "$home"
classes=$(mktemp -d)
trap 'rm -rf "$classes"' EXIT
javac -d "$classes" "$here/Asadmin.java"
jar --create --file "$home/glassfish/modules/admin-cli.jar" --main-class Asadmin -C "$classes" .
