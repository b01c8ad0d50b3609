"""The commands that keep an installation, run for real, while a server serves it on either engine."""

import contextlib
import itertools
import pathlib
import re
import signal
import socket
import sqlite3
import subprocess
import threading
import urllib.request

import pytest
from aiosmtpd.controller import Controller

import faults
from installation import COPORTER, ENVIRONMENT, Site, coporter, counts, eventually, free_port, rows

PEOPLE = ["maire@dax.example", "agent@dax.example", "agent@gap.example"]


@pytest.fixture
def site(address, tmp_path):
    """A server with a few persons."""
    for mail in PEOPLE:
        coporter("person", "invite", mail, "--role", "instructor", "--database", address)
    with Site(address, tmp_path) as running:
        yield running


@contextlib.contextmanager
def strangers(site):
    """Somebody asks for a code again and again meanwhile; each writes a sign-in and a mail, or neither."""
    post = site.form()
    assert post("first@example.org") == 200
    is_over = threading.Event()
    statuses = []

    def ask():
        for number in itertools.count():
            statuses.append(post(f"stranger-{number}@example.org"))
            if is_over.is_set():
                return

    asking = threading.Thread(target=ask)
    asking.start()
    yield
    is_over.set()
    asking.join()
    assert set(statuses) <= {200, 429}


def is_file(address):
    return not str(address).startswith("postgres:")


def test_a_backup_under_way_is_whole_and_put_back_elsewhere(site, tmp_path):
    backup, restored = tmp_path / "backup.db", tmp_path / "restored.db"
    with strangers(site):
        assert str(backup) in coporter("backup", backup, "--database", site.database)
    assert "existe déjà" in coporter("backup", backup, "--database", site.database, fails=True)
    assert [path.name for path in tmp_path.glob("backup*")] == ["backup.db"]

    coporter("restore", backup, "--database", restored)
    assert "existe déjà" in coporter("restore", backup, "--database", restored, fails=True)
    held = counts(restored)
    assert held["person"] == len(PEOPLE)
    assert held["sign_in"] == held["outgoing_mail"] + len(PEOPLE), "half of a write was kept"
    assert "Aucun défaut" in coporter("check", "--database", restored)
    with Site(restored, tmp_path) as other:
        assert other.form()("maire@dax.example") == 200


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_what_writes_to_a_file_that_is_served_says_who_holds_it_and_changes_nothing(site, tmp_path):
    backup = tmp_path / "backup.db"
    coporter("backup", backup, "--database", site.database)
    before = counts(site.database)
    contributions = tmp_path / "contributions.csv"
    contributions.write_text("identifiant,etat,publiee_le,titre\naaaaaaaaaa,publiee,2021-03-01T10:00:00Z,Un\n")
    (tmp_path / "publiccode.yml").write_text("name: Guichet\nurl: https://forge.example/g\n")
    for command in [
        ["consultation", "import", contributions, "--consultation", "essai", "--database", site.database],
        ["consultation", "deposit-services", tmp_path, "--consultation", "essai", "--organisation", "123456789",
         "--person", "maire@dax.example", "--database", site.database],
        ["person", "invite", "autre@dax.example", "--role", "instructor", "--database", site.database],
        ["directory", "import", "--database", site.database],
        ["restore", backup, "--database", site.database],
        ["database", "copy", "--from", backup, "--to", site.database],
        ["pause", "--database", site.database],
        ["serve", "--port", "1", "--database", site.database],
    ]:
        said = coporter(*command, fails=True)
        assert f"(numéro {site.process.pid})" in said and "Rien n’a été changé" in said, command
    assert counts(site.database) == before
    assert site.health() == 200


def test_what_cannot_be_brought_into_a_consultation_is_told_and_fails(address, tmp_path):
    file = tmp_path / "contributions.csv"
    file.write_text("identifiant,etat,publiee_le,titre\naaaaaaaaaa,publiee,2021-03-01T10:00:00Z,Un\n")
    bring = ["consultation", "import", file, "--consultation", "essai", "--database", address]
    if not str(address).startswith("postgres"):
        # A mistyped name makes no database.
        assert "n’existe pas" in coporter(*bring, fails=True) and not pathlib.Path(address).exists()
    coporter("person", "invite", "une@agence.example", "--role", "administrator", "--database", address)
    assert "Aucune consultation n’a cette adresse" in coporter(*bring, fails=True)
    assert "Aucune consultation n’a cette adresse" in coporter(*bring, "--dry-run", fails=True)
    file.write_text("une,autre\n1,2\n")
    assert "n’a pas les colonnes" in coporter(*bring, fails=True)
    services = ["consultation", "deposit-services", tmp_path, "--consultation", "essai", "--organisation", "123456789",
                "--person", "maire@dax.example", "--database", address]
    assert "Aucun fichier publiccode.yml" in coporter(*services, fails=True)
    (tmp_path / "publiccode.yml").write_text("name: Guichet\nurl: https://forge.example/g\n")
    assert "Aucune consultation n’a cette adresse" in coporter(*services, fails=True)


def test_a_site_only_reads_until_it_is_resumed(address, tmp_path):
    coporter("person", "invite", PEOPLE[0], "--role", "instructor", "--database", address)
    assert "n’est pas en lecture seule" in coporter("resume", "--database", address, fails=True)
    assert "les bulletins seuls" in coporter("pause", "--database", address)
    assert "plus rien ne s’enregistre" in coporter("pause", "--ballots", "--database", address)
    assert "déjà fait" in coporter("pause", "--database", address, fails=True)
    with Site(address, tmp_path) as site:
        post = site.form()
        assert post(PEOPLE[0]) == 503
        if not is_file(address):
            # Of a server, while it is served.
            coporter("resume", "--database", address)
            assert post(PEOPLE[0]) == 200
    if is_file(address):
        coporter("resume", "--database", address)
        with Site(address, tmp_path) as site:
            assert site.form()(PEOPLE[0]) == 200


@pytest.mark.parametrize("target", ["sqlite", "postgresql"])
def test_an_installation_moves(site, server, tmp_path, target):
    to = str(tmp_path / "moved.db") if target == "sqlite" else server.database()
    said = coporter("database", "copy", "--from", site.database, "--to", to)
    assert f"person : {len(PEOPLE)} / {len(PEOPLE)}" in said and "ligne par ligne" in said
    assert "encore servie" in said or not is_file(site.database)
    assert counts(to, server) == counts(site.database, server)
    assert "n’est pas vide" in coporter("database", "copy", "--from", site.database, "--to", to, fails=True)
    with Site(to, tmp_path) as moved:
        assert moved.form()("maire@dax.example") == 200


def test_a_backup_goes_to_postgresql_through_a_file(server, tmp_path):
    backup, file, address = tmp_path / "backup.db", tmp_path / "file.db", server.database()
    coporter("person", "invite", PEOPLE[0], "--role", "instructor", "--database", tmp_path / "first.db")
    coporter("backup", backup, "--database", tmp_path / "first.db")
    assert "database copy --from" in coporter("restore", backup, "--database", address, fails=True)
    coporter("restore", backup, "--database", file)
    coporter("database", "copy", "--from", file, "--to", address)
    assert counts(address, server) == counts(file)


def test_a_database_that_is_gone_is_told_to_visitors_and_comes_back_by_itself(site, server):
    if is_file(site.database):
        troubles = [faults.vanished(pathlib.Path(site.database)),
                    faults.size_limit(site.process.pid, pathlib.Path(site.database + "-wal"))]
    else:
        troubles = [server.stopped()]
    for trouble in troubles:
        post = site.form()
        with trouble:
            assert post("maire@dax.example") == 503
            site.wait_for_health(503)
        site.wait_for_health(200)
        assert site.form()("maire@dax.example") == 200


def test_check_tells_versions_space_mail_and_clock(site, tmp_path):
    said = coporter("check", "--database", site.database, "--mail-folder", tmp_path / "mails")
    for subject in ["Moteur : ", "Migrations : ", "Base : intègre", "Place : ", "Courriel : ", "heure de Paris connue"]:
        assert subject in said, said
    if is_file(site.database):
        assert f"SQLite {sqlite3.sqlite_version}" in said
        assert ("plus ancien que 3.51.3" in said) == (sqlite3.sqlite_version_info < (3, 51, 3))


def test_check_finds_what_is_wrong(file):
    assert "Défaut — Base" in coporter("check", "--database", file, fails=True)
    coporter("person", "invite", PEOPLE[0], "--role", "instructor", "--database", file)
    with contextlib.closing(sqlite3.connect(file)) as careless:
        careless.execute("UPDATE journal SET at = at + 3600000")
        careless.commit()
    assert "Défaut — Horloge : elle retarde" in coporter("check", "--database", file, fails=True)
    folder = file / "mails"
    said = coporter("check", "--database", file, "--mail-folder", folder, fails=True)
    assert f"Défaut — Courriel : le dossier {folder} ne peut pas être écrit" in said


class Silent:
    """A mail server that takes everything and says nothing of it."""


def test_check_greets_the_mail_server(file):
    coporter("person", "invite", PEOPLE[0], "--role", "instructor", "--database", file)
    port = free_port()
    controller = Controller(Silent(), hostname="127.0.0.1", port=port)
    controller.start()
    options = ["--database", file, "--mail-from", PEOPLE[0], "--smtp", f"smtp://127.0.0.1:{port}"]
    assert "Courriel : le serveur répond (250" in coporter("check", *options)
    controller.stop()
    assert "Défaut — Courriel : le serveur ne répond pas" in coporter("check", *options, fails=True)


@pytest.mark.soak
def test_the_whole_register_moves_to_postgresql_and_back(server, tmp_path):
    first, address, last = tmp_path / "first.db", server.database(), tmp_path / "last.db"
    coporter("directory", "import", "--database", first)
    said = coporter("database", "copy", "--from", first, "--to", address)
    assert len(re.findall(r"^organisation : \d+ / \d+$", said, re.M)) > 10, "its progress is told"
    coporter("database", "copy", "--from", address, "--to", last)
    moved, origin = rows(last), rows(first)
    # When its schema was brought to level is each database's own.
    assert moved.pop("migration") and origin.pop("migration")
    assert moved == origin


def test_a_demonstration_goes_when_it_is_stopped_and_a_killed_one_at_the_next_start(tmp_path):
    environment = ENVIRONMENT | {"TMPDIR": str(tmp_path)}

    def start(port):
        return subprocess.Popen([COPORTER, "demo", "--size", "1", "--port", str(port)], env=environment,
                                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)

    def folders():
        return {path.name for path in tmp_path.glob("coporter-demo-*")}

    def is_healthy(port):
        with contextlib.suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/health") as answer:
            return answer.status == 200

    with start(free_port()) as killed:
        eventually(folders, killed)
        killed.kill()
    (left,) = folders()
    port = free_port()
    with start(port) as stopped:
        eventually(lambda: is_healthy(port), stopped)
        assert len(folders()) == 1 and left not in folders()
        stopped.send_signal(signal.SIGINT)
    assert stopped.returncode == 0 and list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_a_port_that_is_taken_is_told_before_anything_is_filled(tmp_path, command):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port, database = other.getsockname()[1], tmp_path / "none.db"
        told = coporter(command, "--port", port, "--database", database, fails=True)
    assert f"Le port {port} de 127.0.0.1 est déjà pris" in told and not database.exists()


def test_a_place_where_nothing_can_listen_is_told(tmp_path):
    database = tmp_path / "none.db"
    assert "n’est pas l’adresse IP" in coporter("serve", "--host", "exemple.fr", "--database", database, fails=True)
    for port in ["0", "70000"]:
        assert "1 à 65535" in coporter("demo", "--port", port, "--database", database, fails=True)
    assert not database.exists()


def test_a_database_that_an_invitation_makes_is_told(tmp_path):
    invitation = ["person", "invite", "a@b.example", "--role", "administrator", "--database", tmp_path / "mistyped.db"]
    assert "n’existait pas" in coporter(*invitation) and "n’existait pas" not in coporter(*invitation)


def test_the_release_is_the_one_of_the_changes():
    changes = (pathlib.Path(__file__).parents[2] / "CHANGELOG.md").read_text()
    assert coporter("--version").strip() == re.search(r"^## ([0-9.]+)", changes, re.MULTILINE).group(1)
