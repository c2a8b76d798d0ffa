#!/usr/bin/env bash
# Runs every test there is: installs Chromium if it is missing, builds from scratch, and sees that none was skipped.
set -euo pipefail
cd "$(dirname "$0")/../.."

if ! command -v chromium >/dev/null; then
  echo "Installing Chromium for the browser tests (Debian package 'chromium')"
  apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends chromium
fi

ulimit -n "$(ulimit -Hn)"
mvn -B -ntp clean verify

# What must have run, whole: a class of the list without a report, without tests, or with a skipped one fails.
problems=0
while read -r name; do
  [[ -z $name || $name == \#* ]] && continue
  report=$(find target/surefire-reports target/failsafe-reports -name "TEST-*$name.xml" -print -quit 2>/dev/null)
  if [[ -z $report ]]; then
    echo "must run, did not: $name"
    problems=1
  elif ! grep -qE '<testsuite [^>]*tests="[1-9]' "$report" || ! grep -qE '<testsuite [^>]*skipped="0"' "$report"; then
    echo "must run in full, did not: $name ($report)"
    problems=1
  fi
done < src/test/must-run.txt
if grep -lE '<skipped' target/surefire-reports/TEST-*.xml target/failsafe-reports/TEST-*.xml; then
  echo "tests were skipped in the files above"
  problems=1
fi
exit "$problems"
