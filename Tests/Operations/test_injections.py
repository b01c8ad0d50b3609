"""Every public parameter, tried by sqlmap on both engines: none reaches SQL. A page that is open to it shows that it
would be seen."""

import contextlib
import http.server
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest

from installation import demonstration

pytestmark = pytest.mark.soak

HOME = "/consultations/services-2021"
# What an address is given for each parameter that the document of the API declares.
EXAMPLES = {"q": "mairie", "limite": "2", "rubrique": "besoin", "tri": "soutenues", "consultation": "services-2021"}
# The filters of the list and the searches, as their forms send them; a page with a form that posts has another token
# each time, which sqlmap takes for an answer.
PAGES = [
    HOME + "/contributions?q=mairie&rubrique=besoin&theme=&organisme=commune&territoire=&tri=soutenues&page=1",
    "/organismes?q=dax", "/organismes/suggestions?q=dax", HOME + "/donnees?rubrique=besoin&q=mairie",
    "/contributions?q=mairie", HOME + "/vote/emargement?q=dax&page=1", HOME + "/vote/bulletins?q=dax&page=1",
]
# By what a page says when a condition is true or false, by an error, by a union, by a second statement.
TECHNIQUES = "BEUSQ"
SECONDS = 900


def sqlmap(addresses, engine, folder):
    """Tries each parameter of some addresses; those that it found open, by address, and what it said."""
    targets, results = folder / "targets.txt", folder / "results.csv"
    targets.write_text("\n".join(addresses))
    done = subprocess.run(
        [pathlib.Path(sys.executable).with_name("sqlmap"), "-m", targets, "--batch", "--level", "2",
         "--technique", TECHNIQUES, "--dbms", engine, "--threads", "4", "--output-dir", folder / "output",
         "--results-file", results, "--disable-coloring"],
        env=os.environ | {"HOME": str(folder), "XDG_DATA_HOME": str(folder)}, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=SECONDS)
    found = results.read_text().splitlines()[1:] if results.exists() else []
    # What it has tried further, and found to be chance: other words find other texts.
    return [line for line in found if line.strip() and "false positive" not in line], done.stdout


def read(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        return json.load(answer)


def wait_for_searches(base):
    deadline = time.monotonic() + SECONDS
    while True:
        try:
            return read(base + "/api/v1" + HOME + "/contributions?q=mairie&limite=1")
        except urllib.error.HTTPError as refusal:
            assert refusal.code == 503 and time.monotonic() < deadline, refusal


def declared(base):
    """Each address of the API with all its parameters; a star marks those of its path."""
    first = read(base + "/api/v1" + HOME + "/contributions?limite=1")["elements"][0]
    own = {"contribution": first["identifiant"], "organisation": first["organisme"]["identifiant"]}
    document = read(base + "/api/v1/openapi.json")
    for path, operations in document["paths"].items():
        values = EXAMPLES | own
        names = [parameter["name"] for parameter in operations["get"].get("parameters", [])
                 if parameter["in"] == "query"]
        query = "&".join(f"{name}={urllib.parse.quote(values.get(name, '1'))}" for name in names)
        if query:
            yield base + re.sub(r"\{(\w+)\}", lambda match: values[match[1]], path) + "?" + query
        elif "{" in path:
            yield base + re.sub(r"\{(\w+)\}", lambda match: values[match[1]] + "*", path)


@pytest.mark.parametrize("address", ["sqlite", "postgresql"], indirect=True)
def test_no_parameter_reaches_sql(address, tmp_path):
    engine = "postgresql" if str(address).startswith("postgres:") else "sqlite"
    # All that the deposit shows is there too once the vote is counted.
    with demonstration(address, tmp_path, "--phase", "results", "--size", "60") as base:
        # Searches are refused until every text was read, behind the start.
        wait_for_searches(base)
        addresses = [*declared(base), *(base + page for page in PAGES)]
        assert len(addresses) > 12
        for page in PAGES:
            with urllib.request.urlopen(base + page, timeout=30):
                pass
        found, said = sqlmap(addresses, engine, tmp_path)
    tested = set(re.findall(r"testing if (?:GET|URI) parameter '([^']+)'", said))
    assert {"q", "limite", "tri", "rubrique", "#1*"} <= tested, said[-3000:]
    assert not found, "\n".join(found)


class Open(http.server.BaseHTTPRequestHandler):
    """A search that puts what is typed among its words of SQL."""

    def do_GET(self):
        typed = urllib.parse.parse_qs(urllib.parse.urlsplit(self.path).query).get("q", [""])[0]
        with contextlib.closing(sqlite3.connect(":memory:")) as database:
            database.execute("CREATE TABLE town (name TEXT)")
            database.execute("INSERT INTO town VALUES ('dax'), ('pau')")
            try:
                rows = database.execute(f"SELECT name FROM town WHERE name = '{typed}'").fetchall()
                status, text = 200, "".join(f"<li>{name}</li>" for name, in rows)
            except sqlite3.Error as error:
                status, text = 500, str(error)
        self.send_response(status)
        self.end_headers()
        self.wfile.write(f"<html><ul>{text}</ul></html>".encode())

    def log_message(self, *_):
        pass


def test_a_page_that_is_open_would_be_seen(tmp_path):
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Open) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found, said = sqlmap([f"http://127.0.0.1:{server.server_port}/?q=dax"], "sqlite", tmp_path)
        server.shutdown()
    assert found, said
