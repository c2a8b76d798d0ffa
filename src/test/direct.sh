#!/usr/bin/env bash
# Runs the wire tests once more with fanfare.websocket = direct: on Payara Micro (with Chromium, httpd and nginx in front), WildFly,
# Open Liberty and GlassFish 7 and 8. On Open Liberty with direct.xml of server-config/liberty, for the JDK's clients. run.sh runs a
# part of this at each change. Takes half an hour and more; arguments, if any, name the servers.
set -euo pipefail
cd "$(dirname "$0")/../.."

export JAVA25_HOME=${JAVA25_HOME:-$(find /usr/lib/jvm -maxdepth 1 -name '*25*' -exec test -x '{}/bin/java' \; -print -quit 2>/dev/null || true)}
ulimit -n "$(ulimit -Hn)"
[[ $# -gt 0 ]] || set -- payara wildfly liberty glassfish7 glassfish8
mvn -B -ntp -q clean verify -Pservers -DskipITs -Dwebsocket=direct # sets the servers up; the wire tests follow
goals=()
for server in "$@"; do goals+=("failsafe:integration-test@$server" "failsafe:verify@$server"); done
end_servers() { pkill -f "java .*$PWD/target/servers/" || true; } # the adapter does not stop a GlassFish a second time
status=0
alone=() # what there is for direct alone: compression, and Autobahn's conformance suite
for server in "$@"; do alone+=("failsafe:integration-test@${server/%payara/payara-direct}" "failsafe:verify@${server/%payara/payara-direct}"); done
mvn -B -ntp "${goals[@]}" -Pservers -Dwebsocket=direct -Dreports.suffix=-direct || status=$?
end_servers
mvn -B -ntp "${alone[@]}" -Pservers -Dwebsocket=direct -Dreports.suffix=-direct-alone -Dit.test='ConformanceIT,DeflateIT,UncompressedIT' || status=$?
end_servers
[[ $# -lt 5 ]] || src/test/matrix.sh direct || status=$?
exit "$status"
