#!/usr/bin/env bash
# Runs the tests that decide whether a change is good. "run.sh" is the quick gate, "run.sh all" the full matrix: the wire whole on every server, with both
# ways to carry a WebSocket, and all there is of proxies and browsers on Payara Micro 6. Installs what they need, builds from scratch, and prints where the
# time went and what is wrong. GlassFish 8 and Payara Micro 7 need a JDK 21 or newer beside the one that builds: one is looked for, or JAVA25_HOME names it.
set -euo pipefail
cd "$(dirname "$0")/../.."
gate=${1:-quick} here=target/gate more='' policy='' watch='' others='' java=${JAVA_HOME:+$JAVA_HOME/bin/}
case $gate in quick) most=3000 fuzz=anyBytes long=-Dwire.full=false plain=-DexcludedGroups=full ;; all) most=5000 fuzz=anyBytesForMinutes long=-Dwire.full=true plain=-Dplain.long=true more='npm:npm pg_ctlcluster:postgresql curl:curl /usr/bin/python3:python3 php:php-cli' ;; *) echo "run.sh: quick or all, not $gate" >&2; exit 2 ;; esac

descendants() { local each; for each in $(pgrep -P "$1"); do echo "$each"; descendants "$each"; done; }
end_all() { local ids; ids=$(for each in "$@"; do echo "$each"; descendants "$each"; done); [[ -z $ids ]] || kill $ids 2>/dev/null || true; }
end_glassfish() { # end_glassfish SERVER: it outlives its adapter, which does not stop it a second time, after a test was run again; its file tells its id
  local file pid
  for file in target/servers/$1/*/glassfish/domains/domain1/config/pid; do
    pid=$(cat "$file" 2>/dev/null) && grep -qs "$PWD/target" "/proc/$pid/cmdline" && kill "$pid" 2>/dev/null || continue
    for _ in $(seq 100); do kill -0 "$pid" 2>/dev/null || break; sleep 0.2; done
  done
}
trap '[[ -z $policy ]] || rm -f "$policy"; end_all $watch $others; end_glassfish "*"' EXIT

missing=() # what fits on a screen is judged in the fonts that the pages name
for each in pgrep:procps chromium:chromium /usr/sbin/apache2:apache2 /usr/sbin/nginx:nginx /usr/share/fonts/truetype/liberation:fonts-liberation redis-server:redis-server openssl:openssl $more; do
  [[ -e ${each%:*} ]] || command -v "${each%:*}" >/dev/null || missing+=("${each#*:}")
done
if ((${#missing[@]})); then
  echo "Installing what the tests need (Debian packages ${missing[*]})"
  if [[ ! -e /usr/sbin/policy-rc.d ]]; then # the tests start the programs themselves: nothing that an installation would start is wanted
    policy=/usr/sbin/policy-rc.d
    printf '#!/bin/sh\nexit 101\n' > "$policy" && chmod 755 "$policy"
  fi
  apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}"
fi

left_out=(glassfish8 payara7)
for home in "${JAVA25_HOME:-}" $(find /usr/lib/jvm -mindepth 1 -maxdepth 1 2>/dev/null); do
  version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$home/release" 2>/dev/null || true)
  if [[ ${version:-0} -ge 21 && -x $home/bin/java ]]; then export JAVA25_HOME=$home && left_out=() && break; fi
done
if ((${#left_out[@]})); then
  echo "Left out: ${left_out[*]}. They need a JDK 21 or newer: install one, and name it in JAVA25_HOME if it is not found."
  [[ $gate == quick ]] || exit 1
fi

ulimit -n "$(ulimit -Hn)"
rm -rf target && mkdir -p "$here/logs"
part() { # part NAME COMMAND...: its output goes to a log, its time and status to the table
  local name=$1 begun=$SECONDS status=0; shift
  if [[ -e $here/over ]]; then status=125; else "$@" > "$here/logs/$name.log" 2>&1 || status=$?; fi
  printf '%s\t%d\t%d\t%d\n' "$name" "$begun" "$SECONDS" "$status" >> "$here/times.tsv"
  echo "$name: $((SECONDS - begun)) s, status $status ($here/logs/$name.log)"; ((status == 0)) || tail -n 100 "$here/logs/$name.log" || true
}
watch_over() { # ends a gate that hangs, and tells where: the stacks of all its processes are in target/gate/hung
  local run each
  sleep "$most"
  mkdir "$here/hung" && touch "$here/over"
  run=$(descendants "$1")
  for each in $run; do timeout 20 "$java"jcmd "$each" Thread.print > "$here/hung/$each.txt" 2>/dev/null || true; done
  echo "Not done after $most s. What the tests wait for (all stacks: $here/hung):"
  grep -hA 40 '^"main".*prio=' "$here"/hung/*.txt | grep -E '^"main"|org.fanfare|java.net|LockSupport' || true
  run=$(for each in $run; do [[ $(cat "/proc/$each/comm" 2>/dev/null) != java ]] || echo "$each"; done)
  for each in TERM KILL; do kill -$each $run 2>/dev/null || true; sleep 20; done
}
watch_over $$ &
watch=$!

# Servers and clients that live for half a minute spend half of their CPU time in the JVM's second compiler: only Payara Micro with endpoints keeps it.
wire() { # wire RUN TAGS: the tests of these tags, on the server and with the carrier that the run is named after
  local server=${1%-direct} carrier=endpoint options=-XX:TieredStopAtLevel=1 log
  [[ $1 == "$server" ]] || carrier=direct; [[ $1 != payara ]] || options=-XX:-OmitStackTraceInFastThrow # what its log tells keeps its reason
  case $1 in glassfish*) set -- "$1" "($2) & !database & !resource" ;; liberty*) set -- "$1" "($2) & !database" ;; esac # GlassFish's JAX-RS loses polls
  [[ " ${left_out[*]} " != *" $server "* ]] || return 0
  part "$1" env JAVA_TOOL_OPTIONS="$options" mvn -B -ntp "-P$server" dependency:copy@payara-micro dependency:unpack@server exec:exec@configure \
    failsafe:integration-test@wire failsafe:verify@wire "-Dwebsocket=$carrier" "-Dwire.run=$1" "-Dwire.tags=$2" "$long"
  end_glassfish "$server"
  for log in target/servers/"$server"/*/{standalone/log/server.log,usr/servers/fanfare/logs/messages*.log,glassfish/domains/domain1/logs/server.log*} \
    target/proxies/"${server/#payara/node}"-*/server.log; do # Payara Micro's own log is in the output of its tests, that of nodes is not
    [[ ! -e $log ]] || mv "$log" "$here/logs/$1.server-$(basename "$(dirname "$log")")-$(basename "$log")"
  done
}
fuzzed() { # the frame reader, with bytes that nobody thought of
  part fuzz env JAZZER_FUZZ=1 mvn -B -ntp surefire:test -Djacoco.skip -Dplain.to.files=false "-Dtest=FrameParserFuzz#$fuzz" -Dgate.run=fuzz
  part fuzzed grep -E '^Done [0-9]+ runs' "$here/logs/fuzz.log"
}
quick_others() {
  wire wildfly '!direct & !payara & !full & !consumers'; wire wildfly-direct 'core | conformance | consumers'; wire liberty 'core | admission | blocking'
  wire glassfish8 'core | admission'; wire glassfish7 core; fuzzed
}
quick_payara() { wire payara-direct '!full & !conformance & !resource & !consumers & !bounds'; wire payara 'core | frames'; } # the streams take about as long as each other
both() { wire "$1" "$2"; wire "$1-direct" '!payara & !undeploy'; } # both SERVER TAGS: everything with direct besides
all_others() { for each in wildfly liberty glassfish7 glassfish8; do both $each '!direct & !payara'; done; fuzzed; }
all_payara() { wire payara '!direct & !undeploy & (!payara | !full)'; wire payara-direct '!undeploy'; both payara7 '!direct & !payara & !undeploy'; }

part build mvn -B -ntp verify -Pbench -Dexec.skip -Djacoco.skip -DskipITs "$long" "$plain"
grep -q '^build.*[[:space:]]0$' "$here/times.tsv" || exit 1 # what fails by itself is not deployed
"${gate}_others" &
others=$!
"${gate}_payara"
wait "$others" && others='' || part others false
"$java"java -cp target/test-classes org.fanfare.gate.Verdict "$gate" "${left_out[@]}"
