# shellcheck shell=bash
# What measuring needs, whatever is measured: the environment that run.sh tells of, the generators, and servers that are
# started and ended. Read by run.sh, growth.sh and consumers.sh, from the folder of the checkout. A measurement appends one line of
# JSON to $ONE; measured() keeps it.

RUNS=${RUNS:-3} DURATION=${DURATION:-10} WARMUP=${WARMUP:-2} FIRST_WARMUP=${FIRST_WARMUP:-20}
CONNS=${CONNS:-1000} SIZE=${SIZE:-128} WINDOW=${WINDOW:-10} RATE=${RATE:-20} IDLE_CONNS=${IDLE_CONNS:-5000} SLOW_CONNS=${SLOW_CONNS:-200}
QUIET_WAIT=${QUIET_WAIT:-0} REPEATS=${REPEATS:-0} MOST_OTHERS=${MOST_OTHERS:-0.15} FANFARE_PORT=${FANFARE_PORT:-18080} JAVA_OPTS=${JAVA_OPTS:--Xmx512m}
T=target/bench
OUT=${OUT:-$T/results.jsonl}
ONE=$T/one.jsonl
WAR=target/fanfare.war
MICRO=target/payara-micro.jar
SERVER=${SERVER:-payara}
GROUP=demo.bench
BASE=http://127.0.0.1:$FANFARE_PORT/fanfare
GENERATOR=${GENERATOR:-}
FANLOAD_HOME=${FANLOAD_HOME:-../shared/bench}
if command -v taskset >/dev/null && [ "$(nproc)" -ge 2 ]; then
  GEN_CPU=${GEN_CPU-0} SERVER_CPU=${SERVER_CPU-1}
else
  GEN_CPU='' SERVER_CPU=''
fi
GEN_PIN=() SERVER_PIN=()
[ -z "$GEN_CPU" ] || GEN_PIN=(taskset -c "$GEN_CPU")
[ -z "$SERVER_CPU" ] || SERVER_PIN=(taskset -c "$SERVER_CPU")

say() { printf '%s\n' "bench: $*" >&2; }
die() { say "$*"; exit 2; }

# shellcheck source=src/bench/servers.sh
. src/bench/servers.sh

# ------------------------------------------------------------ what is started is ended, by its id

STARTED=() FANFARE_PID=''
declare -A PEER_PIDS=() # of each peer that was started, with commas between them
stop() { # stop PID: asks it to end, and ends it after 20 seconds
  local pid=$1 kept=() each
  if kill "$pid" 2>/dev/null; then
    for _ in $(seq 200); do
      is_running "$pid" || break
      sleep 0.1
    done
    if is_running "$pid"; then say "process $pid did not end by itself"; kill -9 "$pid" 2>/dev/null || true; fi
  fi
  wait "$pid" 2>/dev/null || true
  for each in "${STARTED[@]}"; do [ "$each" = "$pid" ] || kept+=("$each"); done
  STARTED=("${kept[@]}")
}
is_running() {
  kill -0 "$1" 2>/dev/null && ! grep -qs '^State:.Z' "/proc/$1/status"
}
stop_all() {
  local pid
  for pid in "${STARTED[@]}"; do stop "$pid"; done
}
trap stop_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# ------------------------------------------------------------------------------ the load clients

prepare_client() {
  local built=target/test-classes/org/fanfare/bench/Bench.class
  if [ ! -f "$built" ] || [ -n "$(find src/bench/java -newer "$built" -print -quit)" ]; then
    command -v mvn >/dev/null || die "mvn is missing: Maven compiles the load client"
    mvn -B -ntp -q test-compile -Pbench
  fi
}
client() { "${GEN_PIN[@]}" java -cp target/test-classes org.fanfare.bench.Bench "$@"; }

prepare_generator() {
  if [ "$GENERATOR" = java ]; then return; fi
  if [ -f "$FANLOAD_HOME/fanload.c" ] && command -v cc >/dev/null; then
    cc -O2 -Wall -o "$T/fanload" "$FANLOAD_HOME/fanload.c"
    GENERATOR=fanload
    return
  fi
  [ -z "$GENERATOR" ] || die "GENERATOR=fanload, but there is no $FANLOAD_HOME/fanload.c, or no cc"
  say "no fanload: put its folder (fanload.c and peers/) beside this checkout as ../shared/bench, or name"
  say "it in FANLOAD_HOME, and install a C compiler; measuring with our own client in Java instead"
  GENERATOR=java
}

busy() { awk '/^cpu /{print $2+$3+$4+$7+$8}' /proc/stat; }
quiet() { # waits for a second in which the machine did next to nothing, at most QUIET_WAIT seconds
  local before
  [ -r /proc/stat ] || return 0
  for _ in $(seq "$QUIET_WAIT"); do
    before=$(busy)
    sleep 1
    [ $(($(busy) - before)) -gt 15 ] || return 0
  done
  [ "$QUIET_WAIT" -eq 0 ] || say "the machine did not become quiet within $QUIET_WAIT s"
}

FAILED=0
failed() { # failed LABEL STATUS
  local what
  case $2 in
    1) what='a law was broken' ;;
    3) what='the others felt it: more than 1.5 times the p99' ;;
    *) what="could not be measured (status $2)" ;;
  esac
  say "$1: $what"
  ! is_ours "${1%%/*}" || FAILED=1
}
is_ours() { # is_ours FACE: whether it is one of Fanfare's
  case $1 in websocket | fanfare | sse | poll | relay | joined | consumers | echo-*) ;; *) return 1 ;; esac
}

# measured LABEL OUT COMMAND...: one run, whose line of JSON the command appends to $ONE; disturbed runs are repeated
measured() {
  local label=$1 out=$2 status tries
  shift 2
  for ((tries = REPEATS; ; tries--)); do
    quiet
    rm -f "$ONE"
    status=0
    "$@" || status=$?
    case $label in */warm) break ;; esac
    if [ "$status" -eq 1 ] || [ "$tries" -eq 0 ] || ! disturbed; then break; fi
    say "$label: others used $OTHERS cores meanwhile; again"
  done
  [ ! -s "$ONE" ] || cat "$ONE" >>"$out"
  [ "$status" -eq 0 ] || failed "$label" "$status"
  sleep 1
}
disturbed() { # leaves in OTHERS how many cores other processes used during the last run
  OTHERS=$(sed -n 's/.*"other_cores":\(-\{0,1\}[0-9.]*\).*/\1/p' "$ONE" 2>/dev/null || true)
  awk -v o="${OTHERS:-0}" -v most="$MOST_OTHERS" 'BEGIN { exit !(o > most) }'
}

# load LABEL ARGUMENTS...: LABEL is FACE/MEASUREMENT, the arguments are --rate or --window and times
load() {
  local label=$1 face=${1%%/*}
  shift
  if [ "$GENERATOR" = fanload ]; then
    fanload_args "$face"
    "${GEN_PIN[@]}" timeout 300 "$T/fanload" "${ARGS[@]}" \
      --conns "$CONNS" --size "$SIZE" --label "$label" --json "$ONE" "$@" >&2
  else
    java_args "$face"
    client load "${ARGS[@]}" --subscribers "$CONNS" --size "$SIZE" --label "$label" --json "$ONE" "$@"
  fi
}

fanload_args() { # sets ARGS for a face
  local path=/fanfare/groups/$GROUP protocol='Sec-WebSocket-Protocol: fanfare' cursor
  ARGS=(--port "$FANFARE_PORT" --server-pid "$FANFARE_PID" --pub ws --pub-path "$path-publisher"
    --pub-header "$protocol" --pub-ready '"hello"'
    --pub-template "{\"publish\":{\"groups\":[\"$GROUP\"],\"text\":\"{}\"}}")
  case $1 in
    websocket) ARGS+=(--mode ws --path "$path") ;;
    relay) ARGS+=(--mode ws --path "/fanfare/bench/relay/$GROUP") ;; # that of consumers.sh
    fanfare) ARGS+=(--mode ws --path "$path" --header "$protocol" --ready '"hello"') ;;
    sse) ARGS+=(--mode sse --path "$path" --ready 'id:') ;;
    poll) # begins at now, as the other faces do
      cursor=$(curl -sf "$BASE/groups/$GROUP?wait=0" | sed 's/.*"cursor":"\([^"]*\)".*/\1/')
      ARGS+=(--mode poll --path "$path?after={cursor}" --cursor-json cursor --cursor-init "$cursor"
        --header 'Accept: application/json')
      ;;
    *) # as run-all.sh of the peers reads them: with the shell's quotes
      eval "ARGS=($(tr '\n' ' ' <"$(peer_args_file "$1")"))"
      ARGS+=(--server-pid "${PEER_PIDS[$(peer_of "$1")]}")
      ;;
  esac
}

java_args() { # sets ARGS for a face
  local naive=http://127.0.0.1:9601
  ARGS=(--url "$BASE/groups/$GROUP" --server-pid "${FANFARE_PID:-0}")
  case $1 in
    naive)
      ARGS=(--face bare --url "$naive/ws" --publisher "$naive/pub" --publisher-face bare
        --server-pid "${PEER_PIDS[payara-naive]}")
      ;;
    websocket) ARGS+=(--face bare) ;;
    relay) ARGS=(--face bare --url "$BASE/bench/relay/$GROUP" --publisher "$BASE/groups/$GROUP-publisher" --server-pid "${FANFARE_PID:-0}") ;;
    *) ARGS+=(--face "$1") ;;
  esac
}

# ----------------------------------------------------------------------------------- the servers

get_payara() {
  [ -f "$MICRO" ] && return
  local version
  version=$(version_of payara.version)
  say "getting Payara Micro $version"
  mvn -B -q org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy -Dmdep.stripVersion=true \
    -Dartifact=fish.payara.extras:payara-micro:"$version" -DoutputDirectory=target >&2
}

start_payara() {
  # shellcheck disable=SC2086 # several options in one variable
  exec "${SERVER_PIN[@]}" java @server-config/payara/jvm.options $JAVA_OPTS "$@" -jar "$MICRO" --nocluster --nohazelcast --disablephonehome \
    --port "$FANFARE_PORT" --prebootcommandfile server-config/payara/preboot.txt \
    --contextroot /fanfare --deploy "$WAR"
}

start_fanfare() { # start_fanfare SYSTEM-PROPERTY...
  local log=$T/fanfare.log begun=${EPOCHREALTIME/./}
  if (exec 3<>"/dev/tcp/127.0.0.1/$FANFARE_PORT") 2>/dev/null; then
    die "port $FANFARE_PORT is taken: name another in FANFARE_PORT"
  fi
  "start_$SERVER" "$@" >"$log" 2>&1 </dev/null &
  local launcher=$!
  FANFARE_PID=$launcher
  STARTED+=("$launcher")
  for _ in $(seq 600); do
    if [ "$(curl -s -o /dev/null -w '%{http_code}' "$BASE/groups/$GROUP?wait=0" || true)" = 200 ]; then
      # shellcheck disable=SC2034 # run.sh tells it
      READY_MILLIS=$(((${EPOCHREALTIME/./} - begun) / 1000))
      if [ "$SERVER" != payara ]; then
        FANFARE_PID=$("pid_$SERVER")
        STARTED+=("$FANFARE_PID")
      fi
      return
    fi
    is_running "$launcher" || break
    sleep 0.2
  done
  tail -n 20 "$log" >&2
  die "Fanfare did not answer at $BASE; its log is $log"
}

# A peer is a folder of $FANLOAD_HOME/peers, measured with what its load.args, load-sse.args or load-poll.args says. As a face it is NAME, NAME:sse
# or NAME:poll; naive stands for payara-naive.
peer_of() { # peer_of FACE: the name of its folder
  local name=${1%%:*}
  [ "$name" != naive ] || name=payara-naive
  printf '%s' "$name"
}
peer_args_file() { # peer_args_file FACE
  local variant=''
  [[ $1 != *:* ]] || variant=-${1#*:}
  printf '%s' "$FANLOAD_HOME/peers/$(peer_of "$1")/load$variant.args"
}
start_peer() { # start_peer FACE, unless it is there already
  local name each
  name=$(peer_of "$1")
  [ -z "${PEER_PIDS[$name]:-}" ] || return 0
  PEER_PIDS[$name]=$(env -u PORT BENCH_TMP="$PWD/$T/peers" JAVA_OPTS="$JAVA_OPTS" PIN="$SERVER_CPU" "$FANLOAD_HOME/peers/$name/run.sh") ||
    die "$name did not start"
  for each in ${PEER_PIDS[$name]//,/ }; do STARTED+=("$each"); done
}
stop_peer() { # stop_peer FACE
  local name each
  name=$(peer_of "$1")
  for each in ${PEER_PIDS[$name]//,/ }; do stop "$each"; done
  PEER_PIDS[$name]=''
}

# ---------------------------------------------------------------------------- before and after

prepare() { # prepare FILES: everything is there, so many open files are needed
  local files
  ulimit -n "$(ulimit -Hn)"
  files=$(ulimit -n)
  [ "$files" = unlimited ] || [ "$files" -ge "$1" ] || say "only $files open files are allowed (ulimit -Hn), $1 are needed"
  mkdir -p "$T" "$(dirname "$OUT")"
  : >"$OUT"
  [ -f "$WAR" ] || die "there is no $WAR: run 'mvn package' first"
  [ "$(type -t "start_$SERVER")" = function ] || die "SERVER=$SERVER is none; there are: payara wildfly liberty glassfish7 glassfish8"
  "get_$SERVER"
  prepare_client
  prepare_generator
}

conditions() {
  printf '%s, %s cores, Linux %s, Java %s, %s on %s, generator %s\n' \
    "$(date -u +%FT%RZ)" "$(nproc)" "$(uname -r)" \
    "$(java -version 2>&1 | sed -n '1s/.*"\(.*\)".*/\1/p')" "$JAVA_OPTS" "$SERVER" "$GENERATOR"
}

finish() { [ "$FAILED" -eq 0 ] || { say "not everything was as it must be: see above"; exit 1; }; }
