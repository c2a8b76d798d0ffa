#!/usr/bin/env bash
# Prints, as Markdown, how many tests of each law passed on each server and transport: made of the reports in target/ and of laws.txt.
# "matrix.sh write" puts it into the README, "matrix.sh check" fails unless the README has just that; "matrix.sh direct" prints what
# src/test/direct.sh reports.
set -euo pipefail
cd "$(dirname "$0")/../.."

# Prints "name passed" for each test of a report, and its "class": a test with neither failure nor skip has passed.
tests() {
  local report
  for report in "$1"/TEST-org.fanfare.wire.*IT.xml; do
    [[ -e $report ]] || continue
    awk -v class="$(sed -E 's/.*\.([A-Za-z]+)\.xml$/\1/' <<< "$report")" '
      /<testcase / {
        if (name != "") print class, name, passed
        match($0, /<testcase name="[^"]*"/)
        name = substr($0, RSTART + 16, RLENGTH - 17); passed = 1
      }
      /<(failure|error|skipped)[ >\/]/ { passed = 0 }
      END { if (name != "") print class, name, passed }' "$report"
  done
}

# One line for each transport of a server: laws 1 to 10, each the number of tests that passed, with ✗ if one did not.
rows() {
  tests "$2" | awk -v server="$1" -v id="$(basename "$2")" '
    FNR == NR {
      if ($0 !~ /^#/ && NF) { n++; law[n] = $1; on[n] = $2; class[n] = $3; test[n] = $4; broken[n] = ($5 == "not:" id) }
      next
    }
    {
      name = $2; face = 0
      if (match(name, /\[[0-9]+\]$/)) face = substr(name, RSTART + 1, RLENGTH - 2)
      sub(/\(.*/, "", name); sub(/\[.*/, "", name)
      for (i = 1; i <= n; i++) {
        if (class[i] != $1 || test[i] != name) continue
        found[i] = 1
        transports = on[i] == "face" ? substr("wsp", face, 1) : on[i]
        for (t = 1; t <= length(transports); t++) {
          key = law[i] substr(transports, t, 1)
          if ($NF == 1 && !broken[i]) passed[key]++; else failed[key]++
        }
      }
    }
    END {
      for (i = 1; i <= n; i++) if (!found[i]) { print "no report of " class[i] " " test[i] " on " server > "/dev/stderr"; bad = 1 }
      split("w s p", letter, " "); label["w"] = "WebSocket"; label["s"] = "SSE"; label["p"] = "long-poll"
      for (t = 1; t <= 3; t++) {
        line = "| " (t == 1 ? server : "") " | " label[letter[t]] " |"
        for (l = 1; l <= 10; l++) {
          key = l letter[t]
          line = line " " (key in failed ? "✗" : key in passed ? passed[key] : "–") " |"
        }
        print line
      }
      exit bad
    }' src/test/laws.txt -
}

heading() {
  echo '| server | transport | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 |'
  echo '|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|'
}
endpoints() {
  heading
  rows 'Payara Micro 6' target/failsafe-reports
  rows 'WildFly 39' target/failsafe-reports/wildfly
  rows 'Open Liberty 26' target/failsafe-reports/liberty
  rows 'GlassFish 7' target/failsafe-reports/glassfish7
  rows 'GlassFish 8' target/failsafe-reports/glassfish8
}
direct() { # the WebSocket alone, which is what direct carries
  heading
  rows 'Payara Micro 6' target/failsafe-reports-direct | sed -n 1p
  rows 'WildFly 39' target/failsafe-reports/wildfly-direct | sed -n 1p
  rows 'Open Liberty 26' target/failsafe-reports/liberty-direct | sed -n 1p
  rows 'GlassFish 7' target/failsafe-reports/glassfish7-direct | sed -n 1p
  rows 'GlassFish 8' target/failsafe-reports/glassfish8-direct | sed -n 1p
}

if [[ ${1:-} == direct ]]; then
  direct
  exit
fi
table=$(endpoints)
if [[ ${1:-} == write ]]; then
  { sed '/^<!-- matrix/q' README.md; echo "$table"; sed -n '/^<!-- end of the matrix/,$p' README.md; } > target/README.md
  cp target/README.md README.md
elif [[ ${1:-} == check ]]; then
  if ! diff <(sed -n '/^<!-- matrix/,/^<!-- end of/p' README.md | grep '^|') <(echo "$table"); then
    echo "the matrix of the README is not what the reports say: src/test/matrix.sh prints it" >&2
    exit 1
  fi
else
  echo "$table"
fi
