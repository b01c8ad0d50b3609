"""Causes of failure, each a context: there within it, gone after it."""

import contextlib
import os
import pathlib
import resource
import signal
import sqlite3
import subprocess
import time

from trial import SECONDS


@contextlib.contextmanager
def injection(folder, pids, calls, fault, path=None):
    """Has strace falsify what system calls answer to running processes: `fault` is `error=EIO:when=1+` and its likes.

    The count of `when` is each thread's own. Only calls that touch `path`, if it is given.
    """
    said = folder / "strace.txt"
    command = ["strace", "--follow-forks", f"--output={folder / 'trace.txt'}", f"--inject={calls}:{fault}"]
    command += [f"--attach={pid}" for pid in pids]
    if path:
        command.append(f"--trace-path={path}")
    with said.open("w") as output:
        tracer = subprocess.Popen(command, stdout=output, stderr=output)
    try:
        deadline = time.monotonic() + SECONDS
        while said.read_text().count("attached") < len(pids):
            assert tracer.poll() is None and time.monotonic() < deadline, f"strace: {said.read_text()}"
        yield
    finally:
        tracer.send_signal(signal.SIGINT)
        tracer.wait(SECONDS)


@contextlib.contextmanager
def size_limit(pid, file):
    """Lets a process write to no file beyond the present length of this one."""
    kind = resource.RLIMIT_FSIZE
    former = resource.prlimit(pid, kind, (file.stat().st_size, resource.RLIM_INFINITY))
    try:
        yield
    finally:
        resource.prlimit(pid, kind, former)


@contextlib.contextmanager
def locked(file):
    """Holds the right to write, as a careless program would."""
    with contextlib.closing(sqlite3.connect(file, isolation_level=None, timeout=SECONDS)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextlib.contextmanager
def vanished(file):
    """Moves a file away, then back."""
    away = file.with_name(file.name + ".away")
    file.rename(away)
    try:
        yield
    finally:
        assert not file.exists(), "a new file was made in its place"
        away.rename(file)


class SmallDisk:
    """A disk in memory, seen only by what is started `through` it: at `folder` for those, at `outside` for us."""

    folder = pathlib.Path("/mnt")

    def __init__(self, size):
        command = ["unshare", "--mount"] + ([] if os.geteuid() == 0 else ["--user", "--map-root-user"])
        mount = f"mount -t tmpfs -o size={size},mode=777 none {self.folder} && echo ready && exec cat"
        self.holder = subprocess.Popen(
            [*command, "sh", "-c", mount], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.is_possible = self.holder.stdout.readline() == "ready\n"
        self.outside = pathlib.Path(f"/proc/{self.holder.pid}/root{self.folder}")
        self.through = ["nsenter", f"--target={self.holder.pid}", "--mount"]
        if os.geteuid() != 0:
            self.through += ["--user", "--preserve-credentials"]

    def close(self):
        self.holder.stdin.close()
        self.holder.wait(SECONDS)
        self.holder.stdout.close()

    @contextlib.contextmanager
    def full(self):
        """Fills it to its last block, then frees it."""
        ballast = self.outside / "ballast"
        with open(ballast, "wb", buffering=0) as file:
            with contextlib.suppress(OSError):
                while file.write(bytes(4096)) == 4096:
                    pass
        try:
            yield
        finally:
            ballast.unlink()
