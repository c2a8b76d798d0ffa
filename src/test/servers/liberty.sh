#!/usr/bin/env bash
# Sets up a Liberty for the tests: what everyone is told to copy, and what Arquillian deploys by.
set -euo pipefail
home=$1
config=$(dirname "$0")/../../../server-config/liberty
server=$home/usr/servers/fanfare
rm -rf "$server"
mkdir -p "$server/configDropins/overrides"
cp "$config/server.xml" "$config/jvm.options" "$server"
cp "$(dirname "$0")/liberty-arquillian.xml" "$server/configDropins/overrides"
# What only soft references hold is let go at once: it is what else stays that the tests ask about.
echo "-XX:SoftRefLRUPolicyMSPerMB=0" >> "$server/jvm.options"
