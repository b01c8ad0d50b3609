"""A real server that sends its mails to a real SMTP server: what arrives, what is refused, what waits."""

import json
import os
import re
import socketserver
import sqlite3
import subprocess
import threading
import time
import urllib.parse
import urllib.request

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, SMTP

from conftest import PROGRAM, Server, free_port, wait_until_healthy


class Postman:
    """Keeps the mails that it accepts; refuses one address for ever, and says "later" to another."""

    def __init__(self):
        self.mails = []

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("inconnu@"):
            return "550 5.1.1 no such mailbox"
        if address.startswith("plein@"):
            return "452 4.2.2 mailbox full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.mails.append((envelope.mail_from, envelope.rcpt_tos, envelope.content.decode()))
        return "250 OK"


@pytest.fixture
def postman():
    postman = Postman()
    controller = Controller(postman, hostname="127.0.0.1", port=free_port())
    controller.start()
    postman.port = controller.port
    yield postman
    controller.stop()


@pytest.fixture
def site(postman, tmp_path):
    """An empty installation whose mails leave by the postman."""
    yield from installation(tmp_path, "--smtp", f"smtp://127.0.0.1:{postman.port}")


def installation(tmp_path, *flags, password=None):
    port = free_port()
    log = tmp_path / "output.txt"
    database = tmp_path / "site.db"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [PROGRAM, "serve", "--port", str(port), "--database", str(database), "--mail-from", "site@agence.example",
             *flags],
            stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, cwd=tmp_path,
            env={**os.environ, **({"COPORTER_SMTP_PASSWORD": password} if password else {})})
    running = Server(f"http://127.0.0.1:{port}", log)
    running.database = database
    try:
        wait_until_healthy(running, process)
        yield running
    finally:
        process.terminate()
        process.wait(timeout=30)


def ask_for_code(site, address):
    """Posts the sign-in form as a browser without script does."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    page = opener.open(site.base + "/connexion").read().decode()
    token = re.search(r'name="_form" value="([0-9a-f]+)"', page).group(1)
    form = urllib.parse.urlencode({"adresse": address, "retour": "/", "_form": token}).encode()
    assert opener.open(site.base + "/connexion", form).status == 200


def state(site, address):
    """What the outbox says of the only mail to an address, once it was tried."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with sqlite3.connect(f"file:{site.database}?mode=ro", uri=True) as database:
            row = database.execute(
                "SELECT state, answer, body FROM outgoing_mail WHERE recipient = ?", (address,)).fetchone()
        if row and row[1] is not None:
            return row
        urllib.request.urlopen(site.base + "/health").read()
    raise AssertionError(f"the mail to {address} was not tried")


def test_mails_leave_by_smtp_and_its_answers_are_read(site, postman):
    for address in ["mairie@dax.example", "inconnu@dax.example", "plein@dax.example"]:
        ask_for_code(site, address)
    sent, _, blotted = state(site, "mairie@dax.example")
    assert (sent, blotted) == ("sent", ""), "the code is blotted out once it has left"
    refused, answer, _ = state(site, "inconnu@dax.example")
    assert refused == "refused" and answer.startswith("550 5.1.1")
    waiting, answer, _ = state(site, "plein@dax.example")
    assert waiting == "waiting" and "452" in answer
    [(sender, recipients, text)] = postman.mails
    assert sender == "site@agence.example" and recipients == ["mairie@dax.example"]
    assert "To: <mairie@dax.example>" in text and "Content-Transfer-Encoding: quoted-printable" in text
    assert not re.search(r"^X-|^Received", text, re.M)


def failure(site):
    """The words in which the outbox says why nothing leaves; and the only mail waits, unblamed."""
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline:
        health = json.loads(urllib.request.urlopen(site.base + "/health").read())
        if "mails.sign-in" in health["failingJobs"]:
            with sqlite3.connect(f"file:{site.database}?mode=ro", uri=True) as database:
                [(words,)] = database.execute("SELECT failure FROM job WHERE name = 'mails.sign-in'").fetchall()
                [(state, tries)] = database.execute("SELECT state, tries FROM outgoing_mail").fetchall()
                refusing = database.execute("SELECT count(*) FROM refusing_address").fetchone()[0]
            assert state == "waiting" and tries <= 1 and refusing == 0
            return words
    raise AssertionError("nothing said that no mail leaves")


class Said:
    """A server that speaks by a script, and keeps what it was told, word for word."""

    def __init__(self, greeting="220 hello", answers=()):
        lines = self.lines = []

        class Talk(socketserver.StreamRequestHandler):
            def handle(self):
                self.wfile.write(greeting.encode() + b"\r\n")
                for line in self.rfile:
                    lines.append(line.decode(errors="replace").strip())
                    verb = line[:4].decode(errors="replace").upper()
                    answer = dict(answers).get(verb, "250 ok" if verb != "QUIT" else "221 bye")
                    self.wfile.write(answer.encode() + b"\r\n")
                    if verb == "QUIT":
                        return

        # 127.0.0.2 is this machine too, but not by the name that needs no TLS.
        self.server = socketserver.ThreadingTCPServer(("127.0.0.2", 0), Talk)
        self.server.daemon_threads = True
        self.address = f"127.0.0.2:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()


@pytest.mark.parametrize("script", [
    pytest.param({}, id="no-starttls"),
    pytest.param({"answers": [("EHLO", "250-relay\r\n250 STARTTLS"), ("STAR", "454 4.7.0 no TLS now")]}, id="starttls-refused"),
    pytest.param({"answers": [("EHLO", "250-relay\r\n250 STARTTLS"), ("STAR", "220 go")]}, id="no-handshake"),
    pytest.param({"greeting": "554 5.3.2 no service"}, id="greeting"),
])
def test_nothing_is_said_in_clear_text(tmp_path, script):
    said = Said(**script)
    run = installation(tmp_path, "--smtp", f"smtp://{said.address}", "--smtp-user", "site", password="mot-de-passe")
    site = next(run)
    try:
        ask_for_code(site, "mairie@dax.example")
        words = failure(site)
        assert words and "mairie" not in words
        if "greeting" in script:
            assert words.startswith("554 5.3.2")
        verbs = {line[:4].upper() for line in said.lines}
        assert not verbs & {"AUTH", "MAIL", "RCPT", "DATA"}, said.lines
        assert "mot-de-passe" not in site.output()
    finally:
        run.close()
        said.close()


def test_a_password_that_is_refused_stops_the_way_out_and_blames_no_address(tmp_path):
    postman = Postman()

    class Guarded(Controller):
        def factory(self):
            return SMTP(self.handler, authenticator=lambda *_: AuthResult(success=False, handled=False),
                        auth_require_tls=False, auth_required=True)

    controller = Guarded(postman, hostname="127.0.0.1", port=free_port())
    controller.start()
    run = installation(tmp_path, "--smtp", f"smtp://127.0.0.1:{controller.port}", "--smtp-user", "site",
                       password="mot-de-passe")
    site = next(run)
    try:
        ask_for_code(site, "mairie@dax.example")
        words = failure(site)
        assert words.startswith("535"), words
        assert postman.mails == [] and "mot-de-passe" not in site.output()
    finally:
        run.close()
        controller.stop()


def test_a_bounce_that_comes_back_is_read_from_its_folder(postman, tmp_path):
    bounces = tmp_path / "bounces"
    (bounces / "new").mkdir(parents=True)
    run = installation(tmp_path, "--smtp", f"smtp://127.0.0.1:{postman.port}", "--bounces", str(bounces))
    site = next(run)
    try:
        ask_for_code(site, "mairie@dax.example")
        state(site, "mairie@dax.example")
        identifier = re.search(r"^Message-ID: (<.*>)", postman.mails[0][2], re.M).group(1)
        lines = [
            "Content-Type: multipart/report; report-type=delivery-status; boundary=a", "", "--a",
            "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; relais.example", "",
            "Final-Recipient: rfc822; mairie@dax.example", "Action: failed", "Status: 5.1.1",
            "Diagnostic-Code: smtp; 550 5.1.1 no such box", "", "--a", "Content-Type: text/rfc822-headers", "",
            f"Message-ID: {identifier}", "", "--a--", ""]
        (bounces / "new" / "1.M1.host").write_text("\r\n".join(lines))
        deadline = time.monotonic() + 60
        while not (bounces / "cur" / "1.M1.host:2,S").exists():
            assert time.monotonic() < deadline, "the bounce was not read"
            urllib.request.urlopen(site.base + "/health").read()
        refused, answer, _ = state(site, "mairie@dax.example")
        assert (refused, answer) == ("refused", "550 5.1.1 no such box")
    finally:
        run.close()
