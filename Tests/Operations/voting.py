"""A vote of few authorities, as the demonstration opens it, with heads who are signed in and cast ballots by POST."""

import collections
import contextlib
import csv
import gzip
import hashlib
import http.client
import json
import pathlib
import re
import sqlite3
import subprocess

import exports
from installation import COPORTER, ENVIRONMENT, Browser, eventually, free_port
from trial import ROOT, SECONDS

HOME = "/consultations/services-2021"
BALLOT = HOME + "/vote/bulletin"
# The second copy of the log of its vote.
COPY = "services-2021.leaves"
REGISTER = ROOT / "Sources" / "Directory" / "Data"
# Far away, in milliseconds.
ALWAYS = 4102444800000


def small_register(folder):
    """An edition of the official register that holds thirty communes of the Landes."""
    folder.mkdir()
    with gzip.open(REGISTER / "communes.csv.gz", "rt") as file:
        header, *lines = file.read().splitlines()
    towns = [line for line in lines if line.startswith("40")][:30]
    with gzip.open(folder / "communes.csv.gz", "wt") as file:
        file.write("\n".join([header, *towns, ""]))
    groups = {row["epci_siren"] for row in csv.DictReader([header, *towns])}
    header, *lines = (REGISTER / "epci.csv").read_text().splitlines()
    own = [line for line in lines if line.split(",")[0] in groups and next(csv.reader([line]))[4] == "40"]
    (folder / "epci.csv").write_text("\n".join([header, *own, ""]))
    header, *_ = (REGISTER / "bodies.csv").read_text().splitlines()
    (folder / "bodies.csv").write_text(header + "\n")
    return folder


class OpenVote:
    """The database of a demonstration whose vote is open, filled on construction; servers are started on it at will.

    Each starts on the same morning of the vote, until `pass_the_closing`.
    """

    def __init__(self, address, folder, server=None):
        self.address, self.folder, self.server = str(address), folder, server
        # Where the second copy of its log is, once a server copies it.
        self.copies = folder / "copies"
        self.copies.mkdir()
        self.register = small_register(folder / "register")
        with self.serve():
            pass

    def serve(self, copies=None):
        """A server; in the folder `copies`, what it acknowledges stands a second time."""
        return Node(self, copies)

    @property
    def is_file(self):
        return self.server is None

    def ask(self, *queries):
        """The rows of the last query, all as text; others change what is there, while nobody serves a file."""
        if not self.is_file:
            answer = self.server.ask("; ".join(queries), self.address)
            return [tuple(line.split("|")) for line in answer.splitlines()]
        with contextlib.closing(sqlite3.connect(self.address)) as database, database:
            for query in queries:
                rows = database.execute(query).fetchall()
        return [tuple("" if value is None else str(value) for value in row) for row in rows]

    def voters(self, count):
        """Heads of authorities whose ballot is open, signed in for good."""
        found = self.ask(f"""
            SELECT holder.person_id, holder.organisation_id, roll_entry.identifier FROM casting_right AS holder
            JOIN roll_entry ON roll_entry.organisation_id = holder.organisation_id
            WHERE holder.function = 'head' AND holder.ended_event_id IS NULL
              AND holder.organisation_id IN (SELECT organisation_id FROM attendance)
              AND holder.organisation_id NOT IN (SELECT organisation_id FROM contest)
              AND holder.person_id NOT IN (SELECT person_id FROM mandate)
            ORDER BY holder.id LIMIT {count}""")
        assert len(found) == count
        return [self.sign_in(*row) for row in found]

    def sign_in(self, person, organisation, identifier):
        secret = f"{int(person):052d}"
        kept = hashlib.sha256(b"session\0" + secret.encode()).hexdigest()
        self.ask(
            f"""INSERT INTO mandate (person_id, organisation_id, kind, method, given_event_id)
                SELECT {person}, {organisation}, 'elected', 'demonstration', max(id) FROM journal""",
            f"""INSERT INTO session (token_hash, person_id, mail, browser, organisation_id, started_at, expires_at)
                SELECT {f"X'{kept}'" if self.is_file else f"decode('{kept}', 'hex')"}, {person}, mail, 'Essai',
                  {organisation}, 0, {ALWAYS} FROM person_address WHERE person_id = {person}""")
        return Voter(organisation, identifier, secret)

    def names(self):
        """Of the propositions."""
        return [name for name, in self.ask("SELECT name FROM vote_proposition ORDER BY name")]

    def history(self, voter):
        """What was cast for an authority, from its first ballot on: number, choices, place in the log."""
        rows = self.ask(f"""SELECT number, choices, leaf FROM ballot WHERE organisation_id = {voter.organisation}
                            ORDER BY number""")
        return [(int(number), frozenset(choices.split()), int(leaf)) for number, choices, leaf in rows]

    def check_copied(self, voters, before):
        """Each ballot that was acknowledged stands in the second copy, once; a line that was cut is none."""
        found = collections.defaultdict(list)
        for line in exports.lines_of(self.copies / COPY):
            if line.endswith(b"\n") and "ballot" in (row := json.loads(line)):
                found[json.loads(row["line"])["organisation"]].append(frozenset(row["ballot"]["choices"]))
        for voter in voters:
            assert is_in(voter.sent, found[voter.identifier][before[voter]:]), voter.identifier

    def count(self):
        """Closes the vote by its calendar, counts it as the administrator does, and exports its log; the folder."""
        self.ask("UPDATE journal SET details = replace(details, 'vote', 'results') WHERE kind = 'demonstration.filled'")
        with self.serve() as node:
            eventually(lambda: self.ask("SELECT 1 FROM vote WHERE closed_at IS NOT NULL"), node.process)
            administrator = Browser()
            enter = "/demonstration/entrer/administrateur"
            administrator.read(node.base, enter)
            assert administrator.ask(node.base, enter, entrer="1")[0].status == 303
            page = "/administration" + HOME + "/vote"
            administrator.read(node.base, page)
            counted, text = administrator.ask(node.base, page + "/depouillement", oui="1")
            assert counted.status == 303, text
        export = self.folder / "export"
        subprocess.run([COPORTER, "export", "--proof", export, "--database", self.address], check=True, env=ENVIRONMENT)
        return export


class Node:
    """A server on an open vote, ready once it is made; stopped at the end, unless it was killed."""

    def __init__(self, vote, copies):
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.process = subprocess.Popen(
            [COPORTER, "demo", "--phase", "vote", "--size", "70", "--register", vote.register, "--limits", "off",
             "--port", str(self.port), "--database", vote.address, *(["--copy-leaves", copies] if copies else [])],
            env=ENVIRONMENT, cwd=vote.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True)
        said = []
        for line in self.process.stdout:
            said.append(line)
            if line.startswith("Prêt"):
                return
        raise AssertionError(f"it ended with {self.process.wait(SECONDS)}: {''.join(said)}")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.terminate()
            self.process.communicate(timeout=SECONDS)

    def line(self):
        """A connection, to be closed by who asked for it."""
        return contextlib.closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS))

    def kill(self):
        self.process.kill()
        self.process.communicate(timeout=SECONDS)


class Voter:
    """The head of an authority, who casts one ballot after the other, never that which stands."""

    def __init__(self, organisation, identifier, secret):
        self.organisation, self.identifier = int(organisation), identifier
        self.cookies = f"coporter-browser={secret}; coporter-session={secret}"
        self.form = None
        # What was sent, in its order: the choices, and whether they were acknowledged.
        self.sent = []

    def look(self, line):
        """Reads the page of her ballot: what it shows as chosen, and the token of its forms, good on every server."""
        line.request("GET", BALLOT, headers={"Cookie": self.cookies})
        text = line.getresponse().read().decode()
        self.form = re.search(r'name="_form" value="([0-9a-f]+)"', text)[1]
        boxes = re.findall(r'<input[^>]*name="choix"[^>]*>', text)
        return frozenset(re.search(r'value="([0-9a-z]+)"', box)[1] for box in boxes if " checked" in box)

    def begin(self, line):
        """Casts a blank ballot, from which the tests count."""
        self.look(line)
        assert self.cast(line, []) == 303
        self.sent = []

    def cast(self, line, choices):
        """The status of the answer; an error of the connection where none came."""
        act = [frozenset(choices), False]
        self.sent.append(act)
        body = "&".join([f"_form={self.form}", *(f"choix={name}" for name in choices)])
        line.request("POST", BALLOT, body, {
            "Cookie": self.cookies, "Sec-Fetch-Site": "same-origin",
            "Content-Type": "application/x-www-form-urlencoded"})
        answer = line.getresponse()
        answer.read()
        act[1] = answer.status == 303 and "fait=enregistre" in answer.headers["Location"]
        return answer.status


def some(names, number):
    """Choices that a number gives: its bits over eight propositions, others than those of the 254 numbers before."""
    return [name for place, name in enumerate(names[:8]) if (number % 255 + 1) >> place & 1]


def is_in(sent, kept):
    """Whether what was kept is what was sent, in its order: each that was acknowledged, and of those without an answer
    some."""
    place = 0
    for choices, is_acknowledged in sent:
        if place < len(kept) and kept[place] == choices:
            place += 1
        elif is_acknowledged:
            return False
    return place == len(kept)


def check_acknowledged(vote, voters, before, export):
    """Each ballot that was acknowledged is there, once, in the database and in the log that was exported, which both
    verifiers find right; the last of each authority counts. What stands in the count, by authority.

    `before` is how many ballots each had before what was sent.
    """
    assert exports.first_says(export) is None and exports.second_says(export) is None
    lines = list(map(exports.leaf, exports.lines_of(export / "leaves.jsonl")))
    in_log = [(line["organisation"], line["number"]) for line in lines if line["kind"] == "ballot"]
    assert len(set(in_log)) == len(in_log) == int(vote.ask("SELECT count(*) FROM ballot")[0][0])
    standing = {row["organisation"]: row for row in map(exports.leaf, exports.lines_of(export / "ballots.jsonl"))}
    for voter in voters:
        history = vote.history(voter)
        assert is_in(voter.sent, [choices for _, choices, _ in history[before[voter]:]]), voter.identifier
        for number, _, place in history:
            assert (lines[place]["kind"], lines[place]["organisation"], lines[place]["number"]) == (
                "ballot", voter.identifier, number)
        row = standing[voter.identifier]
        assert (row["state"], row["leaf"], frozenset(row["choices"])) == ("counted", history[-1][2], history[-1][1])
    return standing
