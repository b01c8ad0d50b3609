#!/usr/bin/env bash
# Says what is wrong with Swift, if something is, and how long the first build takes.
# Usage: setup/swift.sh PRODUCT DURATION     e.g. .build/debug/coporter "about 8 minutes"
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v swift >/dev/null; then
  echo "Swift is not installed, or not in the PATH. Version 6.2 or later: https://www.swift.org/install/linux/" >&2
  exit 69
fi
[[ -e "$1" ]] || echo "First build: $2 on two idle cores, downloads apart. Later ones take seconds."
