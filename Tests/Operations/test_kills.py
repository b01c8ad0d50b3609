"""SIGKILL at each of the first sixty writes: what was acknowledged is there, and no half of anything."""

import pytest

from trial import Kept, Trial

TASKS = 8
# What `make test` runs of the sixty.
SLICE = (1, 2, 3, 5, 8, 13, 21, 34)
places = pytest.mark.parametrize(
    "place", [pytest.param(n, marks=[] if n in SLICE else pytest.mark.soak) for n in range(1, 61)])


def kill(address, calls, place):
    """Writes until the system call of that number, then compares what was said with what is there."""
    through = ["strace", "--follow-forks", "--output=/dev/null", f"--inject={calls}:signal=KILL:when={place}"]
    with Trial("write", address, "--tasks", TASKS, through=through) as trial:
        trial.killed()
        acknowledged = trial.numbers("ack")
        # Those that were under way may be there, whole, or not.
        under_way = range(1, len(acknowledged) + TASKS + 1)
        Kept(address).must_hold(trial, may_hold=under_way)
    return acknowledged


@places
def test_a_file_that_is_created(strace, file, place):
    kill(file, "pwrite64,fsync,fdatasync", place)


@places
def test_a_file_that_exists(strace, file, place):
    Kept(file)
    acknowledged = kill(file, "pwrite64,fsync,fdatasync", place)
    if place == 60:
        assert acknowledged, "sixty writes of the system are enough for some rows"


@places
def test_a_server(strace, server, place):
    address = server.database()
    Kept(address)
    kill(address, "sendto", place)
