"""What a database file survives. In each: errors of the right kind, nothing half written, then writes again."""

import contextlib

import pytest

import faults
from trial import Kept, Trial, survive

soak = pytest.mark.soak


@contextlib.contextmanager
def writing(file, *options):
    """A process that writes to the file; at its end exactly the acknowledged rows must be there."""
    with Trial("write", file, *options) as trial:
        yield trial
        trial.end()
    Kept(file).must_hold(trial)


@pytest.mark.parametrize("when", [
    pytest.param("1", id="once"),
    pytest.param("5", id="fifth", marks=soak),
    pytest.param("3+3", id="every-third", marks=soak),
    pytest.param("1+", id="all"),
])
def test_a_failed_fsync(strace, file, tmp_path, when):
    with writing(file) as trial:
        survive(trial, faults.injection(tmp_path, [trial.pid], "fsync,fdatasync", f"error=EIO:when={when}"),
                ["unavailable"])


@pytest.mark.parametrize("fault, kind", [
    pytest.param("EIO", "unavailable", marks=soak), pytest.param("ENOSPC", "full", marks=soak),
    pytest.param("EDQUOT", "full", marks=soak)])
@pytest.mark.parametrize("when", ["1", "2", "3", "4+5", "1+"])
def test_a_failed_write(strace, file, tmp_path, fault, kind, when):
    with writing(file) as trial:
        survive(trial, faults.injection(tmp_path, [trial.pid], "pwrite64", f"error={fault}:when={when}"), [kind])


@pytest.mark.parametrize("calls, fault, kind", [
    pytest.param("fsync,fdatasync", "EIO", "unavailable"),
    pytest.param("pwrite64", "EIO", "unavailable", marks=soak),
])
def test_a_failure_while_the_log_is_brought_into_the_file(strace, file, tmp_path, calls, fault, kind):
    with writing(file, "--bytes", 3000) as trial:
        survive(trial, faults.injection(tmp_path, [trial.pid], calls, f"error={fault}:when=1+", path=file), [kind])


def test_a_full_disk(small_disk):
    disk = small_disk("16m")
    file = disk.folder / "trial.db"
    with Trial("write", file, "--bytes", 1000, through=disk.through) as trial:
        for _ in range(2):
            survive(trial, disk.full(), ["full"])
        trial.end()
    Kept(file, through=disk.through).must_hold(trial)


def test_a_limit_of_size(file):
    with writing(file) as trial:
        trial.wait_for("ack", 20)
        survive(trial, faults.size_limit(trial.pid, file.with_name(file.name + "-wal")), ["full"])


@soak
def test_a_file_held_by_another(file):
    with writing(file) as trial:
        survive(trial, faults.locked(file), ["timeout"])


def test_a_file_that_vanishes(file):
    with writing(file) as trial:
        survive(trial, faults.vanished(file), ["unavailable"])
