"""A PostgreSQL of our own in a folder under /tmp, reached by its socket only."""

import contextlib
import os
import pathlib
import shutil
import subprocess
import tempfile

from trial import SECONDS


def programs():
    """The folder of the newest version that Debian installed, or None."""
    found = [path.parent for path in pathlib.Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    return max(found, key=lambda path: int(path.parent.name), default=None)


class PostgreSQL:
    """Durable as in production: it waits for the disk. `through` is a command that starts its programs."""

    def __init__(self, data=None, through=()):
        self.through = [*through]
        # The user postgres is who runs it when we are root, since it refuses to be root's.
        if os.geteuid() == 0:
            self.through += ["runuser", "-u", "postgres", "--"]
        # The path of a socket is short.
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="coporter-pg-", dir="/tmp"))
        self.folder.chmod(0o777)
        self.data = data or self.folder / "data"
        self.count = 0
        options = ["--no-sync", "--auth=trust", "--username=coporter", "--locale=C.UTF-8", "--encoding=UTF8"]
        self.run("initdb", "-D", self.data, *options)
        self.start()

    def run(self, program, *arguments):
        command = [*self.through, programs() / program, *arguments]
        # Its output goes to a file: the server keeps it open.
        with open(self.folder / "output.txt", "a") as output:
            done = subprocess.run(
                [str(part) for part in command], stdin=subprocess.DEVNULL, stdout=output, stderr=output,
                cwd=self.folder, timeout=SECONDS)
        assert done.returncode == 0, (self.folder / "output.txt").read_text()

    def start(self):
        options = f"-c unix_socket_directories={self.folder} -c listen_addresses=''"
        self.run("pg_ctl", "-w", "-D", self.data, "-l", self.folder / "log", "-o", options, "start")

    def stop(self, mode="fast"):
        self.run("pg_ctl", "-w", "-D", self.data, "-m", mode, "stop")

    @contextlib.contextmanager
    def stopped(self, mode="fast"):
        self.stop(mode)
        try:
            yield
        finally:
            self.start()

    def close(self):
        if self.is_running():
            self.stop("immediate")
        shutil.rmtree(self.folder)

    def is_running(self):
        command = [*self.through, programs() / "pg_ctl", "-D", self.data, "status"]
        return subprocess.run(list(map(str, command)), stdout=subprocess.DEVNULL, cwd=self.folder).returncode == 0

    def address(self, name):
        return f"postgres://coporter@/{name}?host={self.folder}"

    def database(self):
        """The address of a fresh and empty one."""
        self.count += 1
        self.ask(f"CREATE DATABASE trial_{self.count} TEMPLATE template0")
        return self.address(f"trial_{self.count}")

    def ask(self, query, address=None):
        """The answer of one query, as text."""
        done = subprocess.run(
            [programs() / "psql", "-X", "-A", "-t", "-c", query, address or self.address("postgres")],
            capture_output=True, text=True, timeout=SECONDS)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def processes(self):
        """The server's own and those that it has made."""
        parent = int((pathlib.Path(self.data) / "postmaster.pid").read_text().split()[0])
        children = pathlib.Path(f"/proc/{parent}/task/{parent}/children").read_text()
        return [parent, *map(int, children.split())]

    def writers(self, address):
        """The processes that serve our own connections to a database."""
        query = "SELECT pid FROM pg_stat_activity WHERE application_name = 'coporter' AND datname = current_database()"
        return [int(line) for line in self.ask(query, address).splitlines()]
