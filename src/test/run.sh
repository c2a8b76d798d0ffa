#!/usr/bin/env bash
# Runs the tests that decide whether a change is good: unit, contract and wire tests on Payara Micro, also with a real Chromium and through
# a real httpd and nginx, and the wire tests on WildFly, Open Liberty and GlassFish 7 and 8. Installs what they need if it is missing, builds
# from scratch, and sees that none was skipped. JAVA25_HOME names a JDK 21 or newer for GlassFish 8; without it one is looked for.
set -euo pipefail
cd "$(dirname "$0")/../.."

policy='' servers='' watch=''
# The adapter does not stop a GlassFish a second time, after a test was run again: it would be in the way of the next.
end_servers() { pkill -f "java .*$PWD/target/servers/" || true; }
at_the_end() {
  [[ -z $policy ]] || rm -f "$policy"
  # The shell first, lest it go on with its next command, then what it runs.
  [[ -z $servers ]] || { running=$(pgrep -P "$servers" || true); kill "$servers" $running 2>/dev/null || true; }
  # shellcheck disable=SC2046 # several processes
  [[ -z $watch ]] || kill "$watch" $(pgrep -P "$watch" || true) 2>/dev/null || true
  end_servers
}
trap at_the_end EXIT

# A run that hangs ends after a while, and tells where it hung: what the tests' own threads do, and the stacks of all processes in target/hung.
most_seconds=${MOST_SECONDS:-3000}
watch_over() {
  local run=$1 process
  sleep "$most_seconds"
  mkdir -p target/hung
  for process in $(pgrep -f "java .*$PWD/target/"); do
    timeout 20 jstack "$process" > "target/hung/$process.txt" 2>&1 || true
  done
  echo "Not done after $most_seconds s. The last lines of target/servers.log, and what the tests wait for (all stacks: target/hung):"
  tail -n 15 target/servers.log 2>/dev/null | cut -c1-300 || true
  grep -hA 40 '^"main".*prio=' target/hung/*.txt | grep -E '^"main"|org.fanfare|org.jboss.arquillian.*deploy|java.net|LockSupport' || true
  # shellcheck disable=SC2046
  kill $(pgrep -P "$run" java || true) $(pgrep -f "java .*$PWD/target/" || true) 2>/dev/null || true
  sleep 20
  kill "$run"
}
watch_over $$ &
watch=$!

missing=()
command -v chromium >/dev/null || missing+=(chromium)
[[ -x /usr/sbin/apache2 ]] || missing+=(apache2)
[[ -x /usr/sbin/nginx ]] || missing+=(nginx)
[[ -d /usr/share/fonts/truetype/liberation ]] || missing+=(fonts-liberation) # what fits on a screen is judged in the fonts that the pages name
if ((${#missing[@]})); then
  echo "Installing what the tests need (Debian packages ${missing[*]})"
  # The tests start the programs themselves: nothing that an installation would start is wanted.
  if [[ ! -e /usr/sbin/policy-rc.d ]]; then
    policy=/usr/sbin/policy-rc.d
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod 755 "$policy"
  fi
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
fi

if [[ -z ${JAVA25_HOME:-} ]]; then
  JAVA25_HOME=$(find /usr/lib/jvm -maxdepth 1 -name '*25*' -exec test -x '{}/bin/java' \; -print -quit 2>/dev/null || true)
  [[ -n $JAVA25_HOME ]] || { echo "GlassFish 8 needs JDK 21 or newer: set JAVA25_HOME" >&2; exit 1; }
  export JAVA25_HOME
fi

ulimit -n "$(ulimit -Hn)"
mvn -B -ntp clean verify -Pservers -DskipITs

# The frame reader, given for half a minute what a fuzzer makes of what it has seen so far.
problems=0
JAZZER_FUZZ=1 mvn -B -ntp surefire:test -Dtest=FrameReaderFuzz > target/fuzz.log 2>&1 || problems=1
if ((problems)) || ! grep -E '^Done [0-9]+ runs' target/fuzz.log; then
  tail -n 50 target/fuzz.log
  problems=1
fi

# The wire: Payara Micro with all that is in front of it, and beside it the other servers, one after the other, with what it leaves over of the
# machine. (mvn verify -Pservers does the same, one after the other.)
goals() { # goals EXECUTION...: runs the tests of each, and fails at the end if any did
  printf 'failsafe:integration-test@%s ' "$@"
  printf 'failsafe:verify@%s ' "$@"
}
# Then, in both, a part of what src/test/direct.sh runs in full: the laws and what servers keep with direct, and direct behind TLS.
direct='-Dwebsocket=direct -Dreports.suffix=-direct'
# Servers and clients that live for half a minute spend half of their CPU time in the JVM's second compiler: here they do without it. The unit tests
# and Payara Micro with direct keep it, as do direct.sh and mvn verify.
quick=(env JAVA_TOOL_OPTIONS=-XX:TieredStopAtLevel=1)
others() {
  local status=0
  # shellcheck disable=SC2046 # several goals
  mvn -B -ntp $(goals wildfly liberty glassfish7 glassfish8) -Pservers || status=1
  end_servers
  # Open Liberty with what lets the JDK's WebSockets in too (server-config/liberty/direct.xml).
  # shellcheck disable=SC2046,SC2086
  mvn -B -ntp exec:exec@configure-liberty $(goals wildfly liberty glassfish7 glassfish8) -Pservers $direct \
    '-Dit.test=LawsIT,UndeployedIT,VanishedIT#everyoneWho*,MalformedIT#aRequestBehind*' || status=1
  # There a write waits for its client: whoever does not read must hold nobody up.
  # shellcheck disable=SC2046,SC2086
  mvn -B -ntp $(goals liberty) -Pservers $direct -Dit.test=SlowReaderIT || status=1
  return "$status"
}
export -f end_servers goals others
export direct
nice -n 5 "${quick[@]}" bash -c others > target/servers.log 2>&1 &
servers=$!
# shellcheck disable=SC2046
"${quick[@]}" mvn -B -ntp $(goals payara) || problems=1
# shellcheck disable=SC2046
mvn -B -ntp $(goals payara-direct) || problems=1
# shellcheck disable=SC2046,SC2086
"${quick[@]}" mvn -B -ntp $(goals payara) $direct -Dit.test=HttpdTlsIT,NginxTlsIT || problems=1
echo "Payara Micro done after $SECONDS s"
wait "$servers" || problems=1
servers=''
echo "All servers done after $SECONDS s"
echo "On the other servers (target/servers.log):"
grep -E '^\[ERROR\]|Tests run:.* Time|BUILD' target/servers.log || true

# What must have run, whole: a class of a list without a report, without tests, or with a skipped one fails.
must_run() {
  local list=$1 name report
  shift
  while read -r name; do
    [[ -z $name || $name == \#* ]] && continue
    report=$(find "$@" -maxdepth 1 -name "TEST-*.$name.xml" -print -quit 2>/dev/null || true)
    if [[ -z $report ]]; then
      echo "must run, did not: $name ($*)"
      problems=1
    elif ! grep -qE '<testsuite [^>]*tests="[1-9]' "$report" || ! grep -qE '<testsuite [^>]*skipped="0"' "$report"; then
      echo "must run in full, did not: $name ($report)"
      problems=1
    fi
  done < "$list"
}
must_run src/test/must-run.txt target/surefire-reports target/failsafe-reports
must_run src/test/must-run-direct.txt target/failsafe-reports/payara-direct
for server in wildfly liberty glassfish7 glassfish8; do
  must_run src/test/must-run-servers.txt "target/failsafe-reports/$server"
done
for server in wildfly liberty glassfish7 glassfish8; do
  must_run <(printf '%s\n' LawsIT UndeployedIT VanishedIT MalformedIT) "target/failsafe-reports/$server-direct"
done
must_run <(echo SlowReaderIT) target/failsafe-reports/liberty-direct
must_run <(printf '%s\n' HttpdTlsIT NginxTlsIT) target/failsafe-reports-direct
if grep -rlE '<skipped' --include='TEST-*.xml' target/surefire-reports target/failsafe-reports*; then
  echo "tests were skipped in the files above"
  problems=1
fi
flakes=$(grep -rlE '<flaky(Failure|Error)' --include='TEST-*.xml' target/failsafe-reports* || true)
[[ -z $flakes ]] || printf 'failed once and passed when run again, in:\n%s\n' "$flakes"
src/test/matrix.sh check || problems=1
exit "$problems"
