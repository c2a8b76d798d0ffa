#!/usr/bin/env bash
# Sets up a Liberty for the tests: what everyone is told to copy, and what Arquillian deploys by. With "direct" as second argument also what lets
# every client in with fanfare.websocket = direct: the JDK's, which the tests use, takes nothing but "Connection: Upgrade".
set -euo pipefail
home=$1 websocket=${2:-endpoint}
config=$(dirname "$0")/../../../server-config/liberty
server=$home/usr/servers/fanfare
rm -rf "$server"
mkdir -p "$server/configDropins/overrides"
cp "$config/server.xml" "$config/jvm.options" "$server"
cp "$(dirname "$0")/liberty-arquillian.xml" "$server/configDropins/overrides"
cp "$home/../../../postgresql.jar" "$server"
[[ $websocket != direct ]] || cp "$config/direct.xml" "$server/configDropins/overrides"
# What only soft references hold is let go at once: it is what else stays that the tests ask about.
echo "-XX:SoftRefLRUPolicyMSPerMB=0" >> "$server/jvm.options"
