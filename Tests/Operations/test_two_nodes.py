"""Two servers on one PostgreSQL, asked at the same instant: one row and one event for one act, nothing that was typed
is lost, a job runs once, a mail leaves once, and a session that ends on one has ended on the other."""

import collections
import itertools
import re
import threading

import pytest

from installation import Browser, Site, demonstration, eventually

pytestmark = pytest.mark.soak

HOME = "/consultations/services-2021"
ROUNDS = 12
CLICKS = 16
MAILS = 40
# Far away, in milliseconds: what ended in 2021 lasts.
ALWAYS = 4102444800000


class Nodes:
    """Both servers, the database under them, and an agent who is signed in."""

    def __init__(self, one, other, ask, agent, mails):
        self.one, self.other, self.ask, self.agent, self.mails = one, other, ask, agent, mails

    def count(self, query):
        return int(self.ask(query))

    def letters(self, recipient):
        """The texts of the mails that were written to somebody."""
        texts = (file.read_text(errors="replace") for file in self.mails.rglob("*.eml"))
        return [text for text in texts if re.search(rf"^To: .*\b{re.escape(recipient)}", text, re.M)]

    def at_once(self, acts):
        """Statuses of acts that begin together, each told the server that it asks; both are asked in turn."""
        start = threading.Barrier(len(acts))
        statuses = [0] * len(acts)

        def act(place, base):
            start.wait()
            statuses[place] = acts[place](base)

        bases = itertools.cycle([self.one.base, self.other.base])
        threads = [threading.Thread(target=act, args=(place, next(bases))) for place in range(len(acts))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return collections.Counter(statuses)


@pytest.fixture(scope="module")
def nodes(server, tmp_path_factory):
    folder = tmp_path_factory.mktemp("nodes")
    address = server.database()
    agent = Browser()
    with demonstration(address, folder) as base:
        agent.read(base, "/demonstration/entrer/agent")
        answer, _ = agent.ask(base, "/demonstration/entrer/agent", entrer="1")
        assert answer.status == 303

    def ask(query):
        return server.ask(query, address)

    # The clock of the demonstration shows 2021, that of a server today.
    ask(f"UPDATE session SET expires_at = {ALWAYS}")
    ask(f"UPDATE phase SET closes_at = {ALWAYS} WHERE kind = 'deposit'")
    ask(f"UPDATE phase SET opens_at = {ALWAYS}, closes_at = {ALWAYS + 1} WHERE kind <> 'deposit'")
    with Site(address, folder, "--limits", "off") as one, Site(address, folder, "--limits", "off") as other:
        agent.read(one.base, "/compte")
        yield Nodes(one, other, ask, agent, folder / "mails")


def test_one_support_given_to_both_is_one_row_and_one_event(nodes):
    organisation = nodes.count(
        "SELECT organisation_id FROM mandate JOIN person_address USING (person_id)"
        " WHERE mail = 'dominique.vial@mairie.example' LIMIT 1")
    contribution, token = nodes.ask(
        "SELECT id, token FROM contribution WHERE id NOT IN (SELECT contribution_id FROM support"
        f" WHERE organisation_id = {organisation}) AND organisation_id <> {organisation} LIMIT 1").split("|")
    before = nodes.count("SELECT sum(authority_supports) FROM deposit_figures")
    supports = nodes.count(f"SELECT supports FROM contribution WHERE id = {contribution}")

    def click(path):
        return lambda base: nodes.agent.ask(base, path, organisme=organisation)[0].status

    path = f"{HOME}/contributions/{token}/soutien"
    of = f"FROM support WHERE contribution_id = {contribution} AND organisation_id = {organisation}"
    for number in range(1, ROUNDS + 1):
        for act, live in ((path, 1), (path + "/retrait", 0)):
            assert nodes.at_once([click(act)] * CLICKS) == {303: CLICKS}
            assert nodes.count(f"SELECT count(*) {of} AND ended_event_id IS NULL") == live
            assert nodes.count(f"SELECT count(*) {of}") == number
            assert nodes.count(f"SELECT supports FROM contribution WHERE id = {contribution}") == supports + live
            assert nodes.count("SELECT sum(authority_supports) FROM deposit_figures") == before + live
        for kind in ("support.given", "support.ended"):
            events = f"SELECT count(*) FROM journal WHERE kind = '{kind}' AND organisation_id = {organisation}"
            assert nodes.count(events + f" AND subject_id = {contribution}") == number, kind


def windows(nodes, draft):
    """Each server shows the draft in a window of its own: what its form sends unseen."""
    for base in (nodes.one.base, nodes.other.base):
        page = nodes.agent.read(base, draft)
        hidden = re.findall(r'name="(rubrique|revision|base|fenetre)" value="([^"]*)"', page)
        yield {name: value for name, value in reversed(hidden)}


def save(nodes, draft, /, **fields):
    return lambda base: nodes.agent.ask(base, draft, action="enregistrer", **fields)[0].status


def test_one_draft_saved_by_both_loses_nothing(nodes):
    for number in range(ROUNDS):
        begun, _ = nodes.agent.ask(nodes.one.base, f"{HOME}/deposer/besoin")
        draft = begun.headers["Location"].partition("?")[0]
        text = {"titre": f"À deux {number}", "aujourdhui": "Rien."}
        assert save(nodes, draft, rubrique="besoin", **text)(nodes.one.base) == 303
        # Apart from one another: joined.
        one, other = windows(nodes, draft)
        assert nodes.at_once([
            save(nodes, draft, **one, **text, existant=f"Un tableur {number}."),
            save(nodes, draft, **other, **text, attendu=f"Un agenda {number}."),
        ]) == {303: 2}
        page = nodes.agent.read(nodes.other.base, draft)
        assert f"Un tableur {number}." in page and f"Un agenda {number}." in page
        # The same answer: one is saved, the other is kept until she has chosen.
        one, other = windows(nodes, draft)
        words = [f"Trois cahiers {number}.", f"Deux cahiers {number}."]
        assert nodes.at_once([
            save(nodes, draft, **one, **text | {"aujourdhui": words[0]}),
            save(nodes, draft, **other, **text | {"aujourdhui": words[1]}),
        ]) == {303: 1, 409: 1}
        page = nodes.agent.read(nodes.one.base, draft + "/conflit")
        assert all(word in page for word in words)


def test_one_draft_published_by_both_is_one_contribution(nodes):
    for number in range(ROUNDS):
        begun, _ = nodes.agent.ask(nodes.one.base, f"{HOME}/deposer/besoin")
        draft = begun.headers["Location"].partition("?")[0]
        title = f"Un besoin {number} à deux"
        fields = {"rubrique": "besoin", "titre": title, "aujourdhui": "Rien.", "action": "relire"}
        assert nodes.agent.ask(nodes.one.base, draft, **fields)[0].status == 303
        publish = [lambda base: nodes.agent.ask(base, draft + "/publication", revision="1")[0].status] * CLICKS
        assert nodes.at_once(publish) == {303: CLICKS}
        assert nodes.count(f"SELECT count(*) FROM contribution_version WHERE title = '{title}'") == 1
    assert nodes.count("SELECT count(*) - count(DISTINCT (consultation_id, rubric, number)) FROM contribution") == 0
    acknowledged = "SELECT count(*) - count(DISTINCT fact) FROM outgoing_mail WHERE fact LIKE 'contribution/%'"
    assert nodes.count(acknowledged) == 0


def test_a_job_that_is_due_runs_on_one_of_them(nodes):
    def runs():
        rows = nodes.ask("SELECT name, runs FROM job").splitlines()
        return {name: int(count) for name, count in (row.split("|") for row in rows)}

    # Of those that run by the hour: the others look again each second, and are always due.
    hourly = "failures = 0 AND next_run_at > (SELECT max(started_at) + 300000 FROM job)"

    def are_known():
        return nodes.count(f"SELECT count(*) FROM job WHERE {hourly}") > 10

    eventually(are_known, nodes.one.process)
    names = nodes.ask(f"SELECT name FROM job WHERE {hourly}").splitlines()
    for _ in range(3):
        before = runs()
        listed = ", ".join(f"'{name}'" for name in names)
        nodes.ask(f"UPDATE job SET next_run_at = 0 WHERE name IN ({listed})")
        waiting = f"SELECT count(*) FROM job WHERE name IN ({listed}) AND (next_run_at = 0 OR lease_holder IS NOT NULL)"
        eventually(lambda: nodes.count(waiting) == 0, nodes.one.process)
        after = runs()
        assert {name: after[name] - before[name] for name in names} == {name: 1 for name in names}


def test_a_mail_leaves_once(nodes):
    def ask(number):
        def act(base):
            browser = Browser()
            browser.read(base, "/connexion")
            return browser.ask(base, "/connexion", adresse=f"mairie-{number}@wanadoo.example", retour="/")[0].status
        return act

    assert nodes.at_once([ask(number) for number in range(MAILS)]) == {303: MAILS}
    written = "FROM outgoing_mail WHERE recipient LIKE 'mairie-%@wanadoo.example'"
    assert nodes.count(f"SELECT count(*) {written}") == MAILS
    eventually(lambda: nodes.count(f"SELECT count(*) {written} AND state <> 'sent'") == 0, nodes.one.process)
    for number in range(MAILS):
        assert len(nodes.letters(f"mairie-{number}@wanadoo.example")) == 1


def test_a_session_that_ends_on_one_has_ended_on_the_other(nodes):
    for base, elsewhere in ((nodes.one.base, nodes.other.base), (nodes.other.base, nodes.one.base)):
        browser = Browser()
        browser.read(base, "/connexion")
        mail = f"session-{'un' if base == nodes.one.base else 'deux'}@wanadoo.example"
        assert browser.ask(base, "/connexion", adresse=mail, retour="/compte")[0].status == 303
        [letter] = eventually(lambda: nodes.letters(mail), nodes.one.process)
        code = re.search(r"\b\d{6}\b", letter.partition("\n\n")[2])[0]
        # Asked on one, typed on the other.
        assert browser.ask(elsewhere, "/connexion/code", code=code)[0].status == 303
        assert browser.ask(elsewhere, "/connexion/qui", nom="Camille")[0].status == 303
        browser.read(base, "/compte")
        browser.read(elsewhere, "/compte")
        assert browser.ask(base, "/deconnexion", retour="/")[0].status == 303
        answer, _ = browser.ask(elsewhere, "/compte")
        assert answer.status == 303 and answer.headers["Location"].startswith("/connexion?")
