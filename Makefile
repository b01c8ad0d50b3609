# Coporter: the one tool. `make help` is its page.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# What `coporter demo` is told: make run ARGS="--port 9000 --size 10000"
ARGS ?=
# Where the reference outcomes of votes are; the tests say so when they are not there.
export PABULIB ?= $(CURDIR)/../shared/data/pabulib
# Where proofs of another implementation are; the tests say so when they are not there.
export MERKLE_VECTORS ?= $(CURDIR)/../shared/data/merkle
# Where real labelled texts lie, kept outside the project; the tests that read them say when they are absent.
export GROUPING ?= $(abspath ../shared/data/grouping)
# Two at a time, the tests of a file in their order: they share a server.
PYTEST := .venv/bin/python -m pytest --quiet --numprocesses 2 --dist loadfile
# What is formatted.
SWIFT := Sources Tests Package.swift

.PHONY: help
help: ## this page
	@echo "make <target>:"
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

.PHONY: run
run: ## install what is missing, build, open the demonstration (ARGS="--port 9000")
	@setup/debian.sh run
	@setup/swift.sh .build/debug/coporter "about 8 minutes"
	@swift build --product coporter
	@exec .build/debug/coporter demo $(ARGS)

.PHONY: test
test: ## everything that is checked before a commit: cores, rooms, both engines, pages in Chromium
	@setup/debian.sh test
	@setup/python.sh
	@setup/swift.sh .build/debug/coporterPackageTests.xctest "about 15 minutes"
	@setup/build-tests.sh
	@swift test --skip-build --parallel
	@$(PYTEST) Tests/Operations -m "not soak"
	@$(PYTEST) Tests/Browser

.PHONY: soak
soak: ## what is long (under an hour): kills, failing disks and servers, two nodes at once, sqlmap, hostile crawls, races, random bytes
	@setup/debian.sh test
	@setup/python.sh
	@setup/swift.sh .build/debug/storage-trial "about 15 minutes"
	@setup/build-tests.sh
	@.venv/bin/python -m pytest Tests/Operations --quiet
	@SOAK=1 swift test --skip-build --filter 'MemoryTests|TallyPropertyTests|ExaminationTests|LikenessGroupsTests'
	@SOAK=1 swift test --skip-build --filter 'coporterTests\.(Hostile|FormOrigin|Race|TokenLife|DecoderFuzz|DepositProperty|InstructionProperty|BallotRace)'
	@SOAK=1 .venv/bin/python -m pytest Tests/Browser/test_hostile.py Tests/Browser/test_api.py --quiet

.PHONY: coverage
coverage: ## run the Swift tests and print which lines they reach, file by file
	@setup/debian.sh test
	@swift test --enable-code-coverage --parallel
	@setup/coverage.py "$$(swift test --show-codecov-path)"

.PHONY: format
format: ## format the Swift sources in place
	@swift format --in-place --parallel --recursive $(SWIFT)

.PHONY: format-check
format-check: ## fail on a formatting difference
	@swift format lint --strict --parallel --recursive $(SWIFT)

.PHONY: bench
bench: ## measure the release build beside nginx on this machine, and print a table
	@setup/debian.sh bench
	@setup/swift.sh .build/release/coporter "about 20 minutes"
	@swift build --configuration release --static-swift-stdlib --product coporter
	@swift build --configuration release --static-swift-stdlib --product storage-trial
	@python3 setup/bench.py .build/release/coporter

.PHONY: release
release: ## one archive for a Debian server without Swift
	@setup/debian.sh run
	@setup/swift.sh .build/release/coporter "about 20 minutes"
	@setup/release.sh

.PHONY: clean
clean: ## remove what was built, the Python environment included
	@rm -rf .build .venv coporter-*.tar.gz
