#!/usr/bin/env bash
# Measures what consumers cost, in a copy of Fanfare's WAR that also has the application of src/bench/java/org/fanfare/bench/app.
#
#   src/bench/consumers.sh [part...]     default: relay echo idle leaks
#
#   relay   a group that a consumer relays, beside the group's own URL, by turns
#   echo    1,000 connections with one message of 128 bytes under way on each: an echo written by hand (@ServerEndpoint) and a consumer's, by turns,
#           in a server that carries WebSockets by endpoints, and again in one that is direct
#   channels  the same by Django Channels, on daphne and on uvicorn (Debian's packages, which root gets installed where they are missing)
#   idle    memory for connections of a consumer that joins, and of one that relays, a fresh server each time
#   leaks   10,000 connections that come and go, some of consumers that fail; the classes of which more objects live then are printed
#
# Needed, and the environment: as for run.sh. A measurement without a first warm-up of 15 s is one of the JVM's compilers.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# shellcheck source=src/bench/common.sh
. src/bench/common.sh
CHANNELS_PORT=${CHANNELS_PORT:-18090}

assemble() { # puts the application's classes into a copy of the WAR
  local built=$T/consumers
  rm -rf "$built"
  mkdir -p "$built/WEB-INF/classes/org/fanfare/bench"
  cp -r target/test-classes/org/fanfare/bench/app "$built/WEB-INF/classes/org/fanfare/bench/"
  rm -f "$built/WEB-INF/classes/org/fanfare/bench/app/package-info.class" # its annotation is no library of the WAR
  cp "$WAR" "$T/consumers.war"
  jar uf "$T/consumers.war" -C "$built" WEB-INF
  WAR=$T/consumers.war
}

in_turn() { # in_turn RUN ONE OTHER: the two, the other first in each second run, so that the order favours none
  if (($1 % 2)); then echo "$2 $3"; else echo "$3 $2"; fi
}

measure_relay() {
  local face run
  start_fanfare "$@"
  for face in websocket relay; do
    say "warming up $face"
    measured "$face/warm" /dev/null load "$face/warm" --window "$WINDOW" --warmup 0 --duration "$FIRST_WARMUP"
  done
  for run in $(seq "$RUNS"); do
    say "run $run of $RUNS"
    for face in $(in_turn "$run" websocket relay); do
      measured "$face/load" "$OUT" load "$face/load" --window "$WINDOW" --warmup "$WARMUP" --duration "$DURATION"
    done
  done
  stop "$FANFARE_PID"
}

echoed() { # echoed URL PROCESS LABEL OUT ARGUMENTS...
  local url=$1 process=$2 label=$3 out=$4
  shift 4
  measured "$label" "$out" client echo --url "$url" --subscribers "$CONNS" --size "$SIZE" --server-pid "$process" --label "$label" --json "$ONE" "$@"
}
measure_echo() {
  local carrier path run
  for carrier in endpoint direct; do
    start_fanfare "-Dfanfare.websocket=$carrier"
    for path in naive-echo echo; do
      echoed "$BASE/bench/$path" "$FANFARE_PID" "$path-$carrier/warm" /dev/null --warmup 0 --duration "$FIRST_WARMUP"
    done
    for run in $(seq "$RUNS"); do
      say "$carrier, run $run of $RUNS"
      for path in $(in_turn "$run" naive-echo echo); do
        echoed "$BASE/bench/$path" "$FANFARE_PID" "$path-$carrier/echo" "$OUT" --warmup "$WARMUP" --duration "$DURATION"
      done
    done
    stop "$FANFARE_PID"
  done
}

measure_channels() {
  local server run peer command each
  for each in python3-django python3-django-channels daphne python3-uvicorn python3-websockets python3-uvloop python3-httptools; do
    dpkg -s "$each" >/dev/null 2>&1 || apt-get install -y -q --no-install-recommends "$each" >&2
  done
  for server in daphne uvicorn; do
    case $server in
      daphne) command=(daphne -b 127.0.0.1 -p "$CHANNELS_PORT" -v 0) ;;
      uvicorn) command=(uvicorn --host 127.0.0.1 --port "$CHANNELS_PORT" --loop uvloop --http httptools --ws websockets --lifespan off --log-level warning) ;;
    esac
    PYTHONPATH=src/bench/peers PYTHONDONTWRITEBYTECODE=1 "${SERVER_PIN[@]}" /usr/bin/python3 -m "${command[@]}" channels_echo:application \
      >"$T/channels.log" 2>&1 </dev/null &
    peer=$!
    STARTED+=("$peer")
    for _ in $(seq 100); do
      if (exec 3<>"/dev/tcp/127.0.0.1/$CHANNELS_PORT") 2>/dev/null; then break; fi
      is_running "$peer" || die "$server did not start; its log is $T/channels.log"
      sleep 0.2
    done
    echoed "http://127.0.0.1:$CHANNELS_PORT/echo" "$peer" "channels-$server/warm" /dev/null --warmup 0 --duration "$WARMUP"
    for run in $(seq "$RUNS"); do
      say "$server, run $run of $RUNS"
      echoed "http://127.0.0.1:$CHANNELS_PORT/echo" "$peer" "channels-$server/echo" "$OUT" --warmup "$WARMUP" --duration "$DURATION"
    done
    stop "$peer"
  done
}

measure_idle() {
  local path run
  for run in $(seq "$RUNS"); do
    for path in relay joined; do
      start_fanfare
      say "idle $path, run $run of $RUNS"
      sleep 2
      measured "$path/idle" "$OUT" client idle --face bare --url "$BASE/bench/$path/$GROUP" --server-pid "$FANFARE_PID" --subscribers "$IDLE_CONNS" \
        --label "$path/idle" --json "$ONE"
      stop "$FANFARE_PID"
    done
  done
}

measure_leaks() {
  start_fanfare -Dfanfare.demo.clock=false
  measured consumers/leaks "$OUT" client leaks --url "$BASE/bench" --server-pid "$FANFARE_PID" --json "$ONE"
  stop "$FANFARE_PID"
}

[ $# -gt 0 ] || set -- relay echo idle leaks
for part in "$@"; do
  [ "$(type -t "measure_$part")" = function ] || die "$part is not a part; there are: relay echo channels idle leaks"
done
prepare 12000
assemble
for part in "$@"; do "measure_$part"; done
if [ -s "$OUT" ]; then
  conditions
  client table --file "$OUT"
fi
finish
