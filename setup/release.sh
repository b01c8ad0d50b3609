#!/usr/bin/env bash
# Makes coporter-<version>-linux-<architecture>.tar.gz: a program that runs on a Debian server without Swift.
set -euo pipefail
cd "$(dirname "$0")/.."

version="$(sed -n 's/^## \([0-9][0-9.]*\).*/\1/p' CHANGELOG.md | head -n 1)"
[[ -n "$version" ]] || { echo "CHANGELOG.md names no version." >&2; exit 65; }
name="coporter-$version-linux-$(uname -m)"

echo "Release build: about 20 minutes the first time on two cores."
swift build --configuration release --static-swift-stdlib --product coporter
built="$(swift build --configuration release --static-swift-stdlib --show-bin-path)"

stage=".build/release-archive/$name"
rm -rf .build/release-archive
mkdir -p "$stage/licences"

strip -o "$stage/coporter" "$built/coporter"
cp -R "$built"/*.resources "$stage/"
cp packaging/coporter.service packaging/coporter.yaml packaging/nginx.conf "$stage/"
cp LICENSE CHANGELOG.md "$stage/"
cp -RL docs "$stage/docs"
# Whoever checks a result needs nothing else of the sources.
mkdir "$stage/verifier"
cp verifier/*.py "$stage/verifier/"
# Which versions of the dependencies are inside.
cp Package.resolved "$stage/dependencies.json"

# Every dependency whose sources were fetched, with the notices that some licences ask to keep.
cp LICENSE "$stage/licences/coporter.txt"
for text in .build/checkouts/*/LICENSE* .build/checkouts/*/NOTICE*; do
  [[ -f "$text" ]] || continue
  dependency="$(basename "$(dirname "$text")")"
  cp "$text" "$stage/licences/$dependency-$(basename "$text")"
done
# The Swift runtime is inside the program: Apache 2.0 with its runtime exception.
runtime="$(dirname "$(dirname "$(readlink -f "$(command -v swift)")")")/share/swift/LICENSE.txt"
if [[ ! -f "$runtime" ]]; then
  echo "The licence of the Swift runtime is not at $runtime." >&2
  exit 66
fi
cp "$runtime" "$stage/licences/swift-LICENSE.txt"

# The Debian packages whose shared libraries the program opens, as this machine names them.
if command -v dpkg-query >/dev/null; then
  objdump -p "$stage/coporter" | sed -n 's/^ *NEEDED *//p' | while read -r library; do
    dpkg-query --search "*/$library" 2>/dev/null | head -n 1 | cut --delimiter=: --fields=1
  done | sort --unique > "$stage/debian-packages.txt"
fi

chmod -R u=rwX,go=rX "$stage"
tar --create --gzip --owner=0 --group=0 --sort=name --file "$name.tar.gz" --directory .build/release-archive "$name"
ls -lh "$name.tar.gz"
