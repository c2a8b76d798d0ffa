#!/usr/bin/env bash
# Measures how the cost of a delivery changes with what there is more of, and draws it.
#
#   src/bench/growth.sh [series...]   default: subscribers groups size
#   src/bench/growth.sh draw          draws again what was measured before, and measures nothing
#
#   subscribers  10, 100, 1,000 and 10,000 of one group, 128 bytes
#   groups       1,000 subscribers spread over 1, 10, 100 and 1,000 groups, 128 bytes
#   size         100 subscribers of one group, messages of 32 bytes to 64 KiB
#
# Subscribers are bare WebSockets, and a WebSocket publishes, as in run.sh; 10 messages are under way at any
# time. The generator is fanload; for groups it is the client in Java, because fanload waits for every subscriber
# to have every message. There 10 messages are under way in each group: as many deliveries as with one group.
#
# Needed and environment: as for run.sh, where not said otherwise here (defaults):
#   RUNS=3 DURATION=6 WARMUP=2 FIRST_WARMUP=20   all three series take less than ten minutes
#   SUBSCRIBERS='10 100 1000 10000' GROUPS_OF_1000='1 10 100 1000' SIZES='32 128 1024 8192 65536'
#   JAVA_OPTS='-Xmx512m -Dfanfare.websocket=direct'
#   OUT=target/bench/growth.jsonl   one line of JSON for each run; begun anew unless it is only drawn
#   IMAGES=src/site/resources/images   where growth-SERIES.svg is written
#
# Prints a Markdown table of each series, the median of its runs. Exit status: as of run.sh.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

DURATION=${DURATION:-6}
JAVA_OPTS=${JAVA_OPTS:--Xmx512m -Dfanfare.websocket=direct}
OUT=${OUT:-target/bench/growth.jsonl}
IMAGES=${IMAGES:-src/site/resources/images}
SUBSCRIBERS=${SUBSCRIBERS:-10 100 1000 10000}
GROUPS_OF_1000=${GROUPS_OF_1000:-1 10 100 1000}
SIZES=${SIZES:-32 128 1024 8192 65536}

# shellcheck source=src/bench/common.sh
. src/bench/common.sh

# closed_loop SERIES X ARGUMENTS...: the runs of one point, of $CONNS subscribers and $SIZE bytes, and with what the arguments say
closed_loop() {
  local label=websocket/$1/$2 run
  shift 2
  for run in $(seq "$RUNS"); do
    say "$label, run $run of $RUNS"
    measured "$label" "$OUT" load "$label" --window "$WINDOW" --warmup "$WARMUP" --duration "$DURATION" "$@"
  done
}

warm_up() {
  say "warming up with $GENERATOR"
  measured websocket/warm /dev/null load websocket/warm --window "$WINDOW" --warmup 0 --duration "$FIRST_WARMUP"
}

measure_subscribers() {
  local CONNS
  for CONNS in $SUBSCRIBERS; do closed_loop subscribers "$CONNS"; done
}

measure_groups() {
  local CONNS=1000 GENERATOR=java groups
  for groups in $GROUPS_OF_1000; do closed_loop groups "$groups" --groups "$groups"; done
}

measure_size() {
  local CONNS=100 SIZE
  for SIZE in $SIZES; do closed_loop size "$SIZE"; done
}

# Each series has a server of its own and begins with least, because many connections leave their traces in the heap.
measure() { # measure SERIES...
  local series
  prepare 12000
  for series in "$@"; do
    # Less history than by default: that of 1,000 groups would be more than log.total, where each group keeps next to nothing.
    start_fanfare -Dfanfare.rule-defaults.max-groups=2000 -Dfanfare.rule-defaults.history.count=100
    warm_up
    "measure_$series"
    stop "$FANFARE_PID"
  done
  printf '{"label":"conditions","text":"%s (java for groups)"}\n' "$(conditions)" >>"$OUT"
}

draw() {
  [ -s "$OUT" ] || die "there is no $OUT to draw: measure first"
  mkdir -p "$IMAGES"
  client growth --file "$OUT" --to "$IMAGES"
}

if [ "${1:-}" = draw ]; then
  prepare_client
  draw
  exit
fi
[ $# -gt 0 ] || set -- subscribers groups size
for series in "$@"; do
  [ "$(type -t "measure_$series")" = function ] || die "$series is not a series; there are: subscribers groups size, and draw"
done
measure "$@"
draw
finish
