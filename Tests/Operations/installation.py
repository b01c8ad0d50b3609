"""The program as whoever runs it uses it: its commands, and a server that serves."""

import contextlib
import http.cookiejar
import os
import re
import socket
import sqlite3
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request

from trial import PROGRAM, SECONDS

COPORTER = PROGRAM.with_name("coporter")
# None of ours may come from whoever runs the tests.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("COPORTER_")}


def coporter(*arguments, fails=False):
    """Runs a command to its end; what it said on both outputs."""
    done = subprocess.run(
        [str(part) for part in (COPORTER, *arguments)], env=ENVIRONMENT, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=2 * SECONDS)
    assert (done.returncode != 0) == fails, done.stdout
    # French puts unbreakable spaces before its colons.
    return done.stdout.replace("\u00a0", " ").replace("\u202f", " ")


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def eventually(look, process):
    """What `look` returns once it is something that a process brings about; fails after the usual time."""
    deadline = time.monotonic() + 2 * SECONDS
    while not (found := look()):
        # The process itself is what we wait on: its end ends the waiting.
        with contextlib.suppress(subprocess.TimeoutExpired):
            raise AssertionError(f"it ended with {process.wait(0.05)}")
        assert time.monotonic() < deadline
    return found


class Site:
    """A server on a database, which a stranger writes to by asking for a code."""

    def __init__(self, database, folder, *flags):
        port = free_port()
        self.database = database
        self.base = f"http://127.0.0.1:{port}"
        self.log = folder / f"serve-{port}.txt"
        with self.log.open("wb") as output:
            self.process = subprocess.Popen(
                [COPORTER, "serve", "--port", str(port), "--database", str(database),
                 "--mail-folder", str(folder / "mails"), *flags],
                env=ENVIRONMENT, stdin=subprocess.DEVNULL, stdout=output, stderr=output)

    def __enter__(self):
        self.wait_for_health(200)
        return self

    def __exit__(self, *_):
        self.process.terminate()
        assert self.process.wait(SECONDS) in (0, -15), self.log.read_text()

    def health(self):
        try:
            with urllib.request.urlopen(self.base + "/health", timeout=10) as answer:
                return answer.status
        except urllib.error.HTTPError as refusal:
            return refusal.code
        except OSError:
            return None

    def wait_for_health(self, status):
        deadline = time.monotonic() + SECONDS
        while self.health() != status:
            # The process itself is what we wait on: its end ends the waiting.
            with contextlib.suppress(subprocess.TimeoutExpired):
                raise AssertionError(f"it ended with {self.process.wait(0.05)}: {self.log.read_text()}")
            assert time.monotonic() < deadline, f"/health is {self.health()}, not {status}: {self.log.read_text()}"

    def form(self):
        """A form to ask for a code, opened by a browser of its own: posts an address, and tells the status."""
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
        page = browser.open(self.base + "/connexion").read().decode()
        token = re.search(r'name="_form" value="([0-9a-f]+)"', page)[1]

        def post(mail):
            fields = urllib.parse.urlencode({"adresse": mail, "retour": "/", "_form": token}).encode()
            try:
                return browser.open(self.base + "/connexion", fields).status
            except urllib.error.HTTPError as refusal:
                return refusal.code

        return post


class Stay(urllib.request.HTTPRedirectHandler):
    """An answer that leads elsewhere is read as it is."""

    def redirect_request(self, *_):
        return None


class Browser:
    """Somebody with her cookies, who may ask either server: they are one installation."""

    opener = urllib.request.build_opener(Stay)

    def __init__(self):
        self.cookies = {}
        self.token = ""

    def ask(self, base, path, /, **fields):
        """What is answered, and its text; posted with the token of her forms where there are fields."""
        body = urllib.parse.urlencode(fields | {"_form": self.token}).encode() if fields else None
        request = urllib.request.Request(base + path, body)
        request.add_header("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        try:
            answer = self.opener.open(request, timeout=SECONDS)
        except urllib.error.HTTPError as refusal:
            answer = refusal
        text = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer, text

    def read(self, base, path):
        answer, text = self.ask(base, path)
        assert answer.status == 200, f"{path}: {answer.status}"
        if found := re.search(r'name="_form" value="([0-9a-f]+)"', text):
            self.token = found[1]
        return text


@contextlib.contextmanager
def demonstration(address, folder, *options):
    """Fills the database; its server lets one enter as somebody invented."""
    port = free_port()
    with (folder / "demo.txt").open("wb") as output:
        process = subprocess.Popen(
            [COPORTER, "demo", "--port", str(port), "--database", address, *(options or ["--size", "40"])],
            env=ENVIRONMENT, cwd=folder, stdin=subprocess.DEVNULL, stdout=output, stderr=output)
    base = f"http://127.0.0.1:{port}"

    def is_ready():
        with contextlib.suppress(OSError), urllib.request.urlopen(base + "/health", timeout=10) as answer:
            return answer.status == 200

    try:
        eventually(is_ready, process)
        yield base
    finally:
        process.terminate()
        process.wait(SECONDS)


def counts(database, server=None):
    """How many rows each table has."""
    if str(database).startswith("postgres:"):
        tables = server.ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", database).split()
        return {table: int(server.ask(f"SELECT count(*) FROM {table}", database)) for table in tables}
    with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as file:
        query = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        tables = [name for name, in file.execute(query)]
        return {table: file.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}


def rows(file):
    """Every row of a file, by table."""
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as database:
        return {table: sorted(database.execute(f"SELECT * FROM {table}"), key=repr) for table in counts(file)}
