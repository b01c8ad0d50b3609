#!/usr/bin/env python3
"""Prints the share of lines that the tests reach, for each of our files, from the least covered.

Usage: setup/coverage.py COVERAGE.json     (what `swift test --show-codecov-path` names)
"""

import json
import pathlib
import sys


def main() -> None:
    sources = pathlib.Path(__file__).resolve().parent.parent / "Sources"
    export = json.loads(pathlib.Path(sys.argv[1]).read_text())
    rows = []
    for file in export["data"][0]["files"]:
        path = pathlib.Path(file["filename"])
        if path.is_relative_to(sources):
            lines = file["summary"]["lines"]
            rows.append((lines["covered"], lines["count"], str(path.relative_to(sources))))
    rows.sort(key=lambda row: row[0] / row[1] if row[1] else 1)
    for covered, count, name in rows:
        print(f"{100 * covered / count if count else 100:5.1f} %  {covered:5} of {count:5}  {name}")
    covered, count = sum(row[0] for row in rows), sum(row[1] for row in rows)
    print(f"{100 * covered / count if count else 100:5.1f} %  {covered:5} of {count:5}  in all")


if __name__ == "__main__":
    main()
