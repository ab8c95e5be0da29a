#!/usr/bin/env bash
# Builds everything, runs every test, and ends with one line: "N passed, N failed, N skipped".
# Installs what a fresh machine lacks: Debian's chromium for the browser journeys, where apt is there.
set -uo pipefail
cd "$(dirname "$0")/.."

if ! command -v chromium >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
  echo "Installing chromium for the browser journeys ..."
  as_root=""; [ "$(id -u)" -eq 0 ] || as_root="sudo"
  $as_root apt-get update -qq >/dev/null && $as_root apt-get install -y -qq --no-install-recommends chromium >/dev/null ||
    echo "chromium could not be installed: the browser journeys will be skipped, and say so."
fi

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
dotnet build OpsConsole.sln --nologo -clp:ErrorsOnly -nodeReuse:false || { echo "0 passed, 1 failed"; exit 1; }

log=$(mktemp)
trap 'rm -f "$log"' EXIT
# One test project at a time: the browser journeys and the measured ones are steadier on a small machine.
dotnet test --solution OpsConsole.sln --no-build --no-progress --no-ansi --max-parallel-test-modules 1 "$@" 2>&1 | tee "$log"
code=${PIPESTATUS[0]}
awk '/^Test run summary:/ { found = 1 }
     found && /^ *failed:/ { failed = $2 } found && /^ *succeeded:/ { passed = $2 } found && /^ *skipped:/ { skipped = $2 }
     END { printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped }' "$log"
exit "$code"
