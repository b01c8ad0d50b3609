#!/usr/bin/env bash
# Makes .venv, the Python environment of the browser tests, unless it already matches Tests/Browser/requirements.txt.
set -euo pipefail
cd "$(dirname "$0")/.."

requirements=Tests/Browser/requirements.txt
stamp=.venv/requirements.installed
cmp --silent "$requirements" "$stamp" && exit 0

echo "Installing the Python environment of the browser tests in .venv (about one minute, 200 MB)…"
python3 -m venv --clear .venv
.venv/bin/python -m pip install --disable-pip-version-check --progress-bar on --requirement "$requirements"
cp "$requirements" "$stamp"
