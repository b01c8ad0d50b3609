"""SIGKILL at each of the first sixty writes: what was acknowledged is there, and no half of anything."""

import contextlib

import pytest

import faults
from trial import Kept, Trial

TASKS = 8
# By so many system calls, from the first row on, each engine has acknowledged some rows.
ENOUGH = 34
# What `make test` runs of the sixty.
SLICE = (1, 2, 3, 5, 8, 13, 21, 34)
places = pytest.mark.parametrize(
    "place", [pytest.param(n, marks=[] if n in SLICE else pytest.mark.soak) for n in range(1, 61)])


def hold(address, trial):
    """Compares what was said before the kill with what is there; the rows that were acknowledged."""
    trial.killed()
    acknowledged = trial.numbers("ack")
    # Those that were under way may be there, whole, or not.
    Kept(address).must_hold(trial, may_hold=range(1, len(acknowledged) + TASKS + 1))
    return acknowledged


def kill_row(address, folder, calls, place):
    """Opens the database, then writes rows until the system call of that number, counted from the first row on."""
    with Trial("write", address, "--tasks", TASKS, "--on-cue") as trial, contextlib.ExitStack() as stack:
        stack.enter_context(faults.injection(folder, [trial.pid], calls, f"signal=KILL:when={place}"))
        trial.cue()
        return hold(address, trial)


@places
def test_a_file_that_is_created(strace, file, place):
    """From the opening on: the first kills meet a database that is half made."""
    through = ["strace", "--follow-forks", "--output=/dev/null",
               f"--inject=pwrite64,fsync,fdatasync:signal=KILL:when={place}"]
    with Trial("write", file, "--tasks", TASKS, through=through) as trial:
        hold(file, trial)


@places
def test_a_file_that_exists(strace, file, tmp_path, place):
    Kept(file)
    acknowledged = kill_row(file, tmp_path, "pwrite64,fsync,fdatasync", place)
    assert acknowledged or place < ENOUGH, "so many writes of the system are enough for some rows"


@places
def test_a_server(strace, server, tmp_path, place):
    address = server.database()
    Kept(address)
    acknowledged = kill_row(address, tmp_path, "sendto", place)
    assert acknowledged or place < ENOUGH, "so many messages to the server are enough for some rows"
