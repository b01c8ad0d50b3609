#!/usr/bin/env bash
# Installs the Debian packages that Coporter needs, only those that are missing.
# Usage: setup/debian.sh run|test|bench      (test adds to run, bench adds to run)
set -euo pipefail

purpose="${1:-run}"
packages=(
  make pkg-config libsqlite3-dev libpq-dev libstemmer-dev
  libcmark-gfm-dev libcmark-gfm-extensions-dev libcurl4-openssl-dev zlib1g-dev
  poppler-utils unzip
)
duration="about one minute"
case "$purpose" in
  run) ;;
  test)
    packages+=(postgresql-15 chromium-headless-shell strace)
    # Debian ships Python's venv apart; another Python has its own.
    python3 -c 'import ensurepip, venv' 2>/dev/null || packages+=(python3-venv)
    duration="two to four minutes, Chromium and PostgreSQL being large"
    ;;
  bench)
    packages+=(wrk nginx gcc libc6-dev postgresql-15)
    ;;
  *)
    echo "setup/debian.sh: « $purpose » is none of run, test, bench." >&2
    exit 64
    ;;
esac

if ! command -v dpkg-query >/dev/null; then
  echo "This is not Debian: install the equivalents of: ${packages[*]}" >&2
  echo "(continuing; the build says what is missing)" >&2
  exit 0
fi

# A package counts as there when it, or one that provides it, is installed.
format='${db:Status-Status} ${Package} ${Provides}\n'
installed="$(dpkg-query --show --showformat="$format" | sed -n 's/^installed //p' | tr -d ,)"
missing=()
for package in "${packages[@]}"; do
  [[ " ${installed//$'\n'/ } " == *" $package "* ]] || missing+=("$package")
done
[[ ${#missing[@]} -eq 0 ]] && exit 0

as_root=()
if [[ $EUID -ne 0 ]]; then
  if ! command -v sudo >/dev/null; then
    echo "Missing packages, and neither root nor sudo to install them. Ask an administrator to run:" >&2
    echo "  apt-get install --no-install-recommends ${missing[*]}" >&2
    exit 77
  fi
  as_root=(sudo --preserve-env=DEBIAN_FRONTEND)
fi

echo "Installing ${#missing[@]} system packages ($duration, downloads included): ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update --quiet
"${as_root[@]}" apt-get install --yes --no-install-recommends "${missing[@]}"
