#!/usr/bin/env bash
# Sets up a WildFly for the tests: by what everyone is told to run, and by what the tests alone want.
set -euo pipefail
home=$1 here=$(dirname "$0")
"$home/bin/jboss-cli.sh" --file="$here/../../../server-config/wildfly/fanfare.cli"
"$home/bin/jboss-cli.sh" --file="$here/wildfly.cli"
