"""A real server that sends its mails to a real SMTP server: what arrives, what is refused, what waits."""

import re
import sqlite3
import subprocess
import time
import urllib.parse
import urllib.request

import pytest
from aiosmtpd.controller import Controller

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
    port = free_port()
    log = tmp_path / "output.txt"
    database = tmp_path / "site.db"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [PROGRAM, "serve", "--port", str(port), "--database", str(database), "--mail-from", "site@agence.example",
             "--smtp", f"smtp://127.0.0.1:{postman.port}"],
            stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, cwd=tmp_path)
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
    assert refused == "refused" and answer.startswith("550 ")
    waiting, answer, _ = state(site, "plein@dax.example")
    assert waiting == "waiting" and "452" in answer
    [(sender, recipients, text)] = postman.mails
    assert sender == "site@agence.example" and recipients == ["mairie@dax.example"]
    assert "To: <mairie@dax.example>" in text and "Content-Transfer-Encoding: quoted-printable" in text
    assert not re.search(r"^X-|^Received", text, re.M)
