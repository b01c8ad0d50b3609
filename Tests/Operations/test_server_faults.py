"""What two nodes on PostgreSQL, or one, survive. In each: errors of the right kind, nothing half written, then writes
without restart of ours."""

import contextlib
import os
import re
import signal
import subprocess
import time

import pytest

import faults
from postgresql import PostgreSQL
from trial import Kept, Trial, survive

soak = pytest.mark.soak


@contextlib.contextmanager
def writing(address):
    """A process that writes; at its end every acknowledged row must be there. An answer that was lost with the
    connection may have been yes."""
    with Trial("write", address) as trial:
        yield trial
        trial.end()
    Kept(address).must_hold(trial, may_hold=trial.numbers("error"))


@contextlib.contextmanager
def once(act):
    act()
    yield


@pytest.mark.parametrize("mode", ["fast", pytest.param("immediate", marks=soak)])
def test_a_server_that_stops_and_starts_again(server, mode):
    with writing(server.database()) as trial:
        survive(trial, server.stopped(mode), ["unavailable"])


def test_a_connection_that_is_cut(server):
    address = server.database()
    with writing(address) as trial:
        for _ in range(3):
            trial.wait_for("ack", 20)
            cut = f"SELECT pg_terminate_backend({server.writers(address)[0]}, 5000)"
            assert server.ask(cut) == "t"
            trial.wait_for("ack", 20, since=trial.here())
    assert set(trial.kinds()) <= {"unavailable"}


@soak
def test_a_server_whose_process_is_killed(server):
    address = server.database()
    with writing(address) as trial:
        trial.wait_for("ack", 1)
        writer = server.writers(address)[0]
        survive(trial, once(lambda: os.kill(writer, signal.SIGKILL)), ["unavailable"], errors=1)


@soak
@pytest.mark.parametrize("when", ["1", "5"])
def test_a_failed_fsync(strace, server, tmp_path, when):
    """PostgreSQL ends all its connections, recovers, and comes back."""
    address = server.database()
    with writing(address) as trial:
        trial.wait_for("ack", 1)
        writer = server.writers(address)
        fault = faults.injection(tmp_path, writer, "fsync,fdatasync", f"error=EIO:when={when}")
        survive(trial, fault, ["unavailable"], errors=1)


@soak
def test_a_table_held_by_another(server):
    """Held for longer than the ten seconds that a write waits; those that came together do not wait in turn."""
    address = server.database()
    with writing(address) as trial:
        trial.wait_for("ack", 1)
        with subprocess.Popen(
            ["psql", "-X", "-q", address], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
            other.stdin.write("BEGIN; LOCK TABLE entry IN ACCESS EXCLUSIVE MODE;\n\\echo held\n")
            other.stdin.flush()
            assert other.stdout.readline() == "held\n"
            since, begun = trial.here(), time.monotonic()
            trial.wait_for("error", 8, since=since)
            assert time.monotonic() - begun < 25
            other.stdin.close()
        trial.wait_for("ack", 20, since=trial.here())
    assert set(trial.kinds()) == {"timeout"}


@soak
def test_a_full_disk(server, small_disk):
    """PostgreSQL may have to be started again by hand: that is its choice. We never have."""
    disk = small_disk("96m")
    crowded = PostgreSQL(data=disk.folder / "data", through=disk.through)
    try:
        address = crowded.database()
        with writing(address) as trial:
            trial.wait_for("ack", 20)
            before = trial.here()
            with disk.full():
                trial.wait_for("error", 3, since=before)
            if not crowded.is_running():
                crowded.start()
            trial.wait_for("ack", 20, since=trial.here())
        assert set(trial.kinds()) <= {"full", "unavailable"}
    finally:
        crowded.close()


@pytest.mark.parametrize("seconds", [3, pytest.param(20, marks=soak)])
def test_two_nodes_that_touch_the_same_rows_in_opposite_orders(server, seconds):
    address = server.database()
    options = ["--seconds", seconds]
    with Trial("oppose", address, *options) as rising, Trial("oppose", address, "--falling", *options) as falling:
        touched = 0
        for trial in (rising, falling):
            trial.wait_for("closed")
            assert not trial.kinds()
            [count] = trial.numbers("touched")
            assert count > 0
            touched += count
    assert Kept(address).tally == touched
    deadlocks = "SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"
    assert server.ask(deadlocks, address) == "0"
    log = (server.folder / "log").read_text(errors="replace")
    assert not re.search("deadlock detected", log)
