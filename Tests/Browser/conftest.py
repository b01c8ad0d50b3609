"""What every browser test stands on: one demonstration server, one Chromium, pages that watch themselves."""

import contextlib
import pathlib
import signal
import socket
import subprocess
import tarfile
import time
import urllib.error
import urllib.request

import pytest
from playwright.sync_api import sync_playwright

from watched_page import WatchedPage, chromium_program

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = ROOT / ".build" / "debug" / "coporter"

# A debug build fills the demonstration in 20 seconds on two idle cores; a busy machine gets six times that.
START_SECONDS = 120
STOP_SECONDS = 30
# How long Playwright waits for what a page should show.
PAGE_SECONDS = 15


class Server:
    """A running demonstration: its address and what it printed.

    `base` has no slash at its end. `output()` is the text printed so far, one-click sign-ins included.
    """

    def __init__(self, base: str, log: pathlib.Path) -> None:
        self.base = base
        self.log = log

    def output(self) -> str:
        return self.log.read_text(errors="replace")


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def answers(address: str) -> bool:
    """Whether a GET of `address` is answered 200 within two seconds."""
    try:
        with urllib.request.urlopen(address, timeout=2) as response:
            return response.status == 200
    except (urllib.error.URLError, OSError):
        return False


def wait_until_healthy(server: Server, process: subprocess.Popen) -> None:
    """Returns when `/health` answers 200; fails with the server's own words if it ended or took too long."""
    deadline = time.monotonic() + START_SECONDS
    while not answers(server.base + "/health"):
        try:
            status = process.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            if time.monotonic() > deadline:
                pytest.exit(f"The demonstration was not ready after {START_SECONDS} s:\n{server.output()}", 1)
            continue
        pytest.exit(f"The demonstration ended with status {status}:\n{server.output()}", 1)


@contextlib.contextmanager
def demonstration(folder, *options):
    """The demonstration, filled anew, on a free port of 127.0.0.1; stopped at the end, and that stop is checked."""
    if not PROGRAM.exists():
        pytest.exit(f"{PROGRAM} is not built: make test builds it.", 1)
    port = free_port()
    log = folder / "output.txt"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [PROGRAM, "demo", "--port", str(port), "--limits", "off", *options],
            stdout=output,
            stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL,
            cwd=log.parent,
        )
    running = Server(f"http://127.0.0.1:{port}", log)
    try:
        wait_until_healthy(running, process)
        yield running
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            status = process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise AssertionError(f"The server had not stopped {STOP_SECONDS} s after SIGTERM:\n{running.output()}")
    assert status in (0, -signal.SIGTERM), f"The server stopped with status {status}:\n{running.output()}"


def unpacked(archive, folder):
    """The folder of an export of the log of a vote, whose archive was downloaded."""
    packed = folder / "export.tar.gz"
    packed.write_bytes(archive)
    with tarfile.open(packed) as opened:
        opened.extractall(folder, filter="data")
    return folder / "export"


def verify(export):
    """Checks an export of the log of a vote by the program, as a stranger does."""
    checked = subprocess.run([PROGRAM, "verify", export], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """The demonstration on the last evening of the deposit."""
    with demonstration(tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture(scope="session")
def browser():
    """Debian's Chromium, without a window."""
    program = chromium_program()
    if not program:
        pytest.exit("Chromium is not installed: setup/debian.sh test installs it.", 1)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=program,
            # No sandbox: continuous integration runs as root, and only our own pages are opened.
            args=["--no-sandbox", "--disable-dev-shm-usage"],
        )
        yield chromium
        chromium.close()


@contextlib.contextmanager
def opening(browser, server):
    """What opens watched pages; those that it opened are closed at the end, and must have been silent."""
    contexts, pages = [], []

    def open_one(width=1440, dark=False, javascript=True, language="fr") -> WatchedPage:
        context = browser.new_context(
            base_url=server.base,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            java_script_enabled=javascript,
            locale="fr-FR" if language == "fr" else "en-GB",
            timezone_id="Europe/Paris",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PAGE_SECONDS * 1000)
        contexts.append(context)
        pages.append(WatchedPage(context.new_page(), server.base))
        return pages[-1]

    yield open_one
    troubles = [trouble for page in pages for trouble in page.troubles]
    for context in contexts:
        context.close()
    assert not troubles, "\n".join(troubles)


@pytest.fixture
def open_page(browser, server):
    """Opens watched pages: `open_page(width=360, dark=True, javascript=False, language="en")`.

    Each has its own cookies. At the end of the test each must have been silent: no error in the console, no breach
    of the content security policy, no failed request.
    """
    with opening(browser, server) as open_one:
        yield open_one
