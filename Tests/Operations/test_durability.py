"""A trace proves that each acknowledgement follows an fsync of the database that began after the row was written."""

import signal

from trace import calls, unproved
from trial import SECONDS, Kept, Trial

WRITES = 100


def traced(address, folder, pids=()):
    """Writes while strace watches the writer and these processes; returns the trial and the calls."""
    output = folder / "trace.txt"
    through = ["strace", "-I2", "--follow-forks", "--decode-fds=path", "--string-limit=1000000", f"--output={output}",
               "--trace=write,pwrite64,fsync,fdatasync", *(f"--attach={pid}" for pid in pids)]
    with Trial("write", address, "--writes", WRITES, through=through) as trial:
        trial.wait_for("closed")
        trial.process.send_signal(signal.SIGINT)
        trial.process.wait(SECONDS)
    return trial, calls(output.read_text(errors="replace"))


def prove(trial, found, log):
    numbers = trial.numbers("ack")
    assert sorted(numbers) == list(range(1, WRITES + 1))
    assert unproved(found, numbers, log) == []
    # Without the fsyncs nothing is proved, and each of them can be missed.
    syncs = [call for call in found if call.name in ("fsync", "fdatasync")]
    assert unproved([call for call in found if call not in syncs], numbers, log) == numbers
    assert len(syncs) < WRITES, "writes share their fsyncs"


def test_a_file(strace, file, tmp_path):
    trial, found = traced(file, tmp_path)
    prove(trial, found, "trial.db-wal>")


def test_a_server(strace, server, tmp_path):
    address = server.database()
    Kept(address)
    trial, found = traced(address, tmp_path, server.processes())
    prove(trial, found, "/pg_wal/")
