#!/usr/bin/env bash
# Builds everything with its tests, and refuses two warnings of the compiler in our own files: an expression or a body
# that takes a second or more to type-check, and a package or public import that is wider than needed.
#
# The compiler warns earlier (Package.swift), and its durations hold more than our code: the first body that uses a
# module pays for loading it, up to 0.3 s in a file of tests, and a slow or busy machine doubles all. What needs
# mending grows exponentially and leaves a second far behind.
#
# The compiler repeats no warning for a file that it does not compile again. A file with one is therefore touched, so
# that the warning comes back at each build until it is repaired.
set -euo pipefail
cd "$(dirname "$0")/.."

log=.build/build-tests.log
mkdir -p .build

build() {
  swift build --build-tests 2>&1 | tee "$log"
}

# Prints the refused warnings of our own files, each once.
refused() {
  grep --extended-regexp "^$(pwd -P)/(Sources|Tests)/.*warning: $1" "$log" | sort --unique || true
}

# Marks the files that are named at the head of the lines read, so that the next build compiles them again.
touch_files() {
  cut --delimiter=: --fields=1 | sort --unique | xargs --no-run-if-empty touch --no-create
}

slow='.* took [0-9]{4,}ms to type-check'
wide='(public|package) import of .* was not used'

build
imports="$(refused "$wide")"
touch_files <<<"$imports"

# A duration measured while a core was busy with something else is only a suspicion: the suspects are measured again by
# themselves, and the shortest of four measures counts.
durations="$(refused "$slow")"
for _ in 1 2 3; do
  [[ -n "$durations" ]] || break
  echo "Measuring again the files that were slow to type-check…"
  touch_files <<<"$durations"
  build
  durations="$(refused "$slow")"
done
touch_files <<<"$durations"

if [[ -n "$imports$durations" ]]; then
  echo
  echo "Refused warnings (docs/decisions/0001-one-package.md):" >&2
  printf '%s\n' "$imports" "$durations" | grep . >&2
  exit 1
fi
