"""What the tests of operations stand on: the two engines, as whoever runs a server meets them.

Those marked `soak` are long, and run by `make soak` only.
"""

import shutil

import pytest

import postgresql
from faults import SmallDisk
from trial import PROGRAM, SECONDS


def pytest_configure(config):
    config.addinivalue_line("markers", "soak: long; run by make soak only")


def pytest_sessionstart(session):
    if not PROGRAM.exists():
        pytest.exit(f"{PROGRAM} is not built: make test builds it.", 1)


def pytest_terminal_summary(terminalreporter):
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        terminalreporter.write_sep("*", f"{len(skipped)} TESTS DID NOT RUN HERE: setup/debian.sh test", red=True)
        for reason in sorted({report.longrepr[2] for report in skipped}):
            terminalreporter.write_line(reason)


@pytest.fixture(scope="session")
def server():
    """PostgreSQL, for tests that leave it as it was."""
    if not postgresql.programs():
        pytest.skip("PostgreSQL is absent")
    running = postgresql.PostgreSQL()
    yield running
    running.close()


@pytest.fixture
def strace():
    if not shutil.which("strace"):
        pytest.skip("strace is absent")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request, tmp_path):
    """A database that is empty or does not exist yet, on each engine."""
    if request.param == "sqlite":
        return str(tmp_path / "trial.db")
    return request.getfixturevalue("server").database()


@pytest.fixture
def file(tmp_path):
    return tmp_path / "trial.db"


@pytest.fixture
def small_disk():
    """Makes small disks: `small_disk("4m")`."""
    made = []

    def make(size):
        made.append(SmallDisk(size))
        if not made[-1].is_possible:
            pytest.skip("no small disk can be mounted here")
        return made[-1]

    yield make
    for disk in made:
        disk.close()
