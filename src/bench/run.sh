#!/usr/bin/env bash
# Measures Fanfare on Payara Micro, or on another server, on this machine, over loopback.
#
#   src/bench/run.sh [part...]           default: naive websocket fanfare sse poll latency idle slow churn
#   src/bench/run.sh silence             9,000 connections that fall silent (by name only)
#   src/bench/run.sh client COMMAND ...  the Java load client alone, against any server
#
#   websocket fanfare sse poll   the faces to measure: 1,000 subscribers, 128 bytes, closed loop of 10
#   naive     beside them, by turns, a broadcast as one writes it by hand (fanload's peer payara-naive)
#   NAME NAME:sse NAME:poll   likewise another of fanload's peers, such as limit-coalesce, the least a server can do, or nchan
#   latency   the same faces at a fixed rate of 20 messages a second
#   idle      memory for 5,000 WebSockets that wait, a fresh server each time
#   start     from the start to the first answer, a fresh server each time
#   slow      200 readers with and without one more client that has stopped reading
#   churn     1,000 WebSocket readers at 20 messages a second while nobody and while 200 others a second come and go:
#             each reads for a second, leaves, half of the times by a reset, and comes back with its last cursor. All
#             of them are in the one thread of the client in Java: a second process on the generator's core would
#             take turns with the first, and what that waits would be told as the server's delay.
#
# Needed: mvn package has been run; a JDK, curl. On Linux the server's CPU time and memory are read
# from /proc, and taskset keeps server and generator on a core of their own.
#
# The generator is fanload (C), if its folder is there and a C compiler: $FANLOAD_HOME, or
# ../shared/bench beside this checkout. Else it is our own client in Java, which checks the same.
#
# Every face is published to in the same way, and in that of payara-naive: over one WebSocket that
# is not a subscriber itself, one frame for each message, no answer. A bare socket reads what it
# publishes; so the publisher is a fanfare socket on another group, that names the group in each frame.
#
# Environment (defaults):
#   RUNS=3 DURATION=10 WARMUP=2 FIRST_WARMUP=20   runs of each measurement; seconds
#   CONNS=1000 SIZE=128 WINDOW=10 RATE=20 IDLE_CONNS=5000
#   GEN_CPU=0 SERVER_CPU=1      cores of generator and server; empty: not pinned
#   CHURN_ARGS=                 more options for churn, such as '--arrivals 400'
#   SLOW_CONNS=200 SLOW_ARGS=   readers of slow; more options for it, such as '--stuck 15', or '--rate 10' for many readers
#   QUIET_WAIT=0                before each run wait so many seconds at most for a quiet machine
#   REPEATS=0 MOST_OTHERS=0.15  repeat a run so many times at most, while others use more cores than that
#   GENERATOR=fanload|java      default: fanload if it can be had
#   SERVER=payara               or wildfly, liberty, glassfish7, glassfish8 (with JAVA25_HOME)
#   FANFARE_PORT=18080 JAVA_OPTS=-Xmx512m
#   OUT=target/bench/results.jsonl   one line of JSON for each run; begun anew each time
#
# Prints Markdown tables. Exit status: 1 if a delivery to a Fanfare client was lost, came twice, out of
# order or damaged, or if a bound was not kept; 2 if it could not measure.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# shellcheck source=src/bench/common.sh
. src/bench/common.sh

# ------------------------------------------------------------------------------------- the parts

measure_faces() {
  local face run
  for face in "${FACES[@]}"; do
    say "warming up $face"
    measured "$face/warm" /dev/null load "$face/warm" --window "$WINDOW" --warmup 0 --duration "$FIRST_WARMUP"
  done
  for run in $(seq "$RUNS"); do
    say "run $run of $RUNS"
    for face in "${FACES[@]}"; do
      measured "$face/load" "$OUT" load "$face/load" --window "$WINDOW" --warmup "$WARMUP" --duration "$DURATION"
    done
    [ -n "$LATENCY" ] || continue
    for face in "${FACES[@]}"; do
      measured "$face/latency" "$OUT" load "$face/latency" --rate "$RATE" --warmup "$WARMUP" --duration "$DURATION"
    done
  done
}

measure_slow() {
  local face label
  say "slow: a minute or more for each of three faces"
  for face in bare fanfare sse; do
    label=${face/bare/websocket}/slow
    # shellcheck disable=SC2086 # several options in one variable
    measured "$label" "$OUT" client slow --subscribers "$SLOW_CONNS" ${SLOW_ARGS:-} --face "$face" --url "$BASE/groups/$GROUP" \
      --server-pid "$FANFARE_PID" --label "$label" --json "$ONE"
  done
}

measure_churn() {
  local face label
  for face in bare fanfare; do
    label=${face/bare/websocket}/churn
    say "$label: by turns quiet and busy, $RUNS times"
    # shellcheck disable=SC2086 # several options in one variable
    measured "$label" "$OUT" client churn --subscribers "$CONNS" --size "$SIZE" --rate "$RATE" --rounds "$RUNS" \
      --duration "$DURATION" --warmup "$FIRST_WARMUP" ${CHURN_ARGS:-} --face "$face" --url "$BASE/groups/$GROUP" \
      --server-pid "$FANFARE_PID" --label "$label" --json "$ONE"
  done
}

measure_idle() {
  local run face pid
  for run in $(seq "$RUNS"); do
    for face in "${FACES[@]}"; do
      case $face in
        naive) start_peer naive; pid=${PEER_PIDS[payara-naive]} ;;
        websocket | fanfare) start_fanfare; pid=$FANFARE_PID ;;
        *) continue ;;
      esac
      say "idle $face, run $run of $RUNS"
      sleep 2
      java_args "$face"
      drop_publisher
      measured "$face/idle" "$OUT" client idle "${ARGS[@]}" --subscribers "$IDLE_CONNS" \
        --label "$face/idle" --json "$ONE"
      stop "$pid"
      PEER_PIDS=()
    done
  done
}
drop_publisher() { # idle publishes nothing
  local kept=() i
  for ((i = 0; i < ${#ARGS[@]}; i += 2)); do
    case ${ARGS[i]} in --publisher*) ;; *) kept+=("${ARGS[i]}" "${ARGS[i + 1]}") ;; esac
  done
  ARGS=("${kept[@]}")
}

measure_start() {
  local run all=() SERVER_PIN=() # nobody starts a server on one core
  for run in $(seq "$RUNS"); do
    quiet
    start_fanfare
    all+=("$READY_MILLIS")
    stop "$FANFARE_PID"
  done
  printf '%s: from the start to the first answer, %s runs: %s ms\n' "$SERVER" "$RUNS" "${all[*]}"
}

measure_silence() {
  local key=a-key-for-this-run-only status=0
  start_fanfare -Dfanfare.heartbeat=5s -Dfanfare.sse.lifetime=20s "-Dfanfare.keys.0=$key"
  client silence --url "$BASE/groups/$GROUP" --statistics "$BASE/api/statistics" --key "$key" \
    --server-pid "$FANFARE_PID" || status=$?
  [ "$status" -eq 0 ] || failed fanfare/silence "$status"
  stop "$FANFARE_PID"
}

main() {
  local part face kept run_faces='' idle='' slow='' churn='' silence='' start=''
  LATENCY=''
  FACES=()
  [ $# -gt 0 ] || set -- naive websocket fanfare sse poll latency idle slow churn
  for part in "$@"; do
    case $part in
      naive | websocket | fanfare | sse | poll) FACES+=("$part"); run_faces=1 ;;
      latency) LATENCY=1 ;;
      idle) idle=1 ;;
      slow) slow=1 ;;
      churn) churn=1 ;;
      start) start=1 ;;
      silence) silence=1 ;;
      *)
        [ -f "$(peer_args_file "$part")" ] || die "$part is not a part; there are: naive websocket fanfare sse poll latency idle slow churn" \
          "start silence, and the peers in $FANLOAD_HOME"
        FACES+=("$part")
        run_faces=1
        ;;
    esac
  done
  if [ -z "$run_faces" ] && [ -n "$LATENCY$idle" ]; then # by themselves they mean every face
    FACES=(naive websocket fanfare sse poll)
    [ -z "$LATENCY" ] || run_faces=1
  fi

  prepare 12000
  if [[ " ${FACES[*]} " == *' naive '* ]] && [ ! -f "$(peer_args_file naive)" ]; then
    say "no $(peer_args_file naive): measuring without the hand-written broadcast"
    kept=()
    for face in "${FACES[@]}"; do [ "$face" = naive ] || kept+=("$face"); done
    FACES=("${kept[@]}")
  fi
  if [ "$GENERATOR" = java ]; then # it speaks to Fanfare and to the hand-written broadcast
    for face in "${FACES[@]}"; do [ "$face" = naive ] || is_ours "$face" || die "$face is measured by fanload alone"; done
  fi

  [ -z "$silence" ] || measure_silence
  [ -z "$start" ] || measure_start
  [ -z "$idle" ] || measure_idle
  if [ -n "$run_faces$slow$churn" ]; then
    start_fanfare
    if [ -n "$run_faces" ]; then
      for face in "${FACES[@]}"; do is_ours "$face" || start_peer "$face"; done
      measure_faces
      for face in "${FACES[@]}"; do is_ours "$face" || stop_peer "$face"; done
    fi
    [ -z "$slow" ] || measure_slow
    [ -z "$churn" ] || measure_churn
  fi
  if [ -s "$OUT" ]; then
    conditions
    client table --file "$OUT"
  fi
  finish
}

if [ "${1:-}" = client ]; then
  shift
  prepare_client
  client "$@"
else
  main "$@"
fi
