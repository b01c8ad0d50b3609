"""A running `storage-trial`: what it says, and what its database holds afterwards."""

import collections
import pathlib
import signal
import subprocess
import threading
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".build" / "debug" / "storage-trial"

# How long anything may take to be said, on a busy machine.
SECONDS = 60


class Trial:
    """Started on construction; `through` is a command that starts it, such as strace.

    Its lines are kept as they come. A place in them is a number, from `here()`.
    """

    def __init__(self, *arguments, through=()):
        self.process = subprocess.Popen(
            [*map(str, through), PROGRAM, *map(str, arguments)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.lines = []
        self.heard = threading.Condition()
        self.listener = threading.Thread(target=self.listen, daemon=True)
        self.listener.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.listener.join()
        self.process.stdin.close()
        self.process.stdout.close()

    def listen(self):
        for line in self.process.stdout:
            with self.heard:
                self.lines.append(line.rstrip("\n"))
                self.heard.notify_all()
        with self.heard:
            self.lines.append("ended")
            self.heard.notify_all()

    @property
    def pid(self):
        """Of the program itself, whatever started it; once its database is open."""
        return int(self.wait_for("open")[0].split()[1])

    def here(self):
        with self.heard:
            return len(self.lines)

    def wait_for(self, word, count=1, since=0):
        """The first `count` lines that begin with `word` after the place `since`; fails when they do not come."""
        deadline = time.monotonic() + SECONDS
        found, place = [], since
        with self.heard:
            while True:
                for line in self.lines[place:]:
                    if line.split(" ", 1)[0] == word:
                        found.append(line)
                place = len(self.lines)
                if len(found) >= count:
                    return found[:count]
                left = deadline - time.monotonic()
                if left <= 0 or "ended" in self.lines[-1:]:
                    last = "\n".join(self.lines[-5:])
                    raise AssertionError(f"{len(found)} of {count} × “{word}” came; the last lines are:\n{last}")
                self.heard.wait(left)

    def cue(self):
        """Lets it write, if it waits for that."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def end(self):
        """Has it finish what it began, close its database, and end."""
        self.process.stdin.close()
        self.wait_for("closed")
        assert self.process.wait(SECONDS) == 0

    def killed(self):
        """Waits until it was killed, and everything that it said was heard."""
        assert self.process.wait(SECONDS) == -signal.SIGKILL, "it was not killed"
        self.listener.join(SECONDS)

    def numbers(self, word):
        return [int(line.split()[1]) for line in self.lines if line.startswith(word + " ")]

    def kinds(self, since=0):
        """How often each kind of error was told."""
        return collections.Counter(line.split()[2] for line in self.lines[since:] if line.startswith("error "))


class Kept:
    """What a database holds, once it was opened anew by another process."""

    def __init__(self, address, through=()):
        with Trial("rows", address, through=through) as trial:
            trial.wait_for("closed")
            self.entries = trial.numbers("entry")
            self.echoes = trial.numbers("echo")
            self.tally = trial.numbers("tally")[0]
            self.problems = [line for line in trial.lines if line.startswith("problem")]

    def must_hold(self, trial, may_hold=()):
        """Every acknowledged row is there, nothing is half written, and nothing else is there but `may_hold`."""
        assert not self.problems
        assert len(set(self.entries)) == len(self.entries)
        assert sorted(self.echoes) == sorted(self.entries), "half of a write was kept"
        acknowledged = set(trial.numbers("ack"))
        assert not acknowledged - set(self.entries), "an acknowledged write was lost"
        extra = set(self.entries) - acknowledged - set(may_hold)
        assert not extra, f"{len(extra)} refused writes were kept"


def survive(trial, trouble, kinds, errors=3):
    """Has writes meet a trouble and its end: clear errors of these kinds only, then writes again.

    `trouble` is a context: the cause is there within it, and gone after it.
    """
    trial.wait_for("ack", 20)
    before = trial.here()
    with trouble:
        trial.wait_for("error", errors, since=before)
    after = trial.here()
    trial.wait_for("ack", 20, since=after)
    seen = trial.kinds(since=before)
    assert set(seen) <= set(kinds), seen
