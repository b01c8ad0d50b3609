"""Every page of a vote, on demonstrations whose vote is open and counted: as test_every_page.py looks at the others."""

import subprocess

import pytest

from conftest import PROGRAM, demonstration, opening, unpacked, verify
from world import HOME

VOTE = HOME + "/vote"
ADMINISTRATION = "/administration" + VOTE
WIDTHS = [1440, 360]

# The page of a route: in which demonstration, who sees it, and where.
VOTE_PAGES = {
    "/administration/consultations/{consultation}/vote/contestations": (
        "vote", "instructeur", ADMINISTRATION + "/contestations"),
    "/administration/consultations/{consultation}/vote/decisions": (
        "results", "instructeur", ADMINISTRATION + "/decisions"),
    "/administration/consultations/{consultation}/vote/incidents": (
        "vote", "administrateur", ADMINISTRATION + "/incidents"),
    "/administration/consultations/{consultation}/vote/tirage": (
        "vote", "administrateur", ADMINISTRATION + "/tirage"),
    "/administration/consultations/{consultation}/vote/lettres": (
        "vote", "administrateur", ADMINISTRATION + "/lettres?pourquoi=silence"),
    "/instruction/votes": ("vote", "instructeur", "/instruction/votes"),
    "/administration/consultations/{consultation}/vote/verifications": (
        "results", "administrateur", ADMINISTRATION + "/verifications"),
    "/lettre": ("vote", "reader", "/lettre"),
    "/contestation": ("vote", "reader", "/contestation"),
    "/consultations/{consultation}/vote": ("vote", "reader", VOTE),
    "/consultations/{consultation}/vote/bulletin": ("vote", "maire", VOTE + "/bulletin"),
    "/consultations/{consultation}/vote/bulletin/decision": ("vote", "maire", VOTE + "/bulletin/decision"),
    "/consultations/{consultation}/vote/bulletin/papier": ("vote", "agent", VOTE + "/bulletin/papier"),
    "/consultations/{consultation}/vote/bulletins": ("results", "reader", VOTE + "/bulletins?page=2"),
    "/consultations/{consultation}/vote/contestation/{secret}": ("vote", "reader", "{contest}"),
    "/consultations/{consultation}/vote/demandes": ("vote", "instructeur", VOTE + "/demandes"),
    "/consultations/{consultation}/vote/droit": ("vote", "maire", VOTE + "/droit"),
    "/consultations/{consultation}/vote/emargement": ("vote", "reader", VOTE + "/emargement?page=2"),
    "/consultations/{consultation}/vote/liste": ("vote", "reader", VOTE + "/liste"),
    "/consultations/{consultation}/vote/preparation": ("vote", "operateur", VOTE + "/preparation"),
    "/consultations/{consultation}/vote/propositions/{proposition}": ("results", "reader", "{selected}"),
    "/consultations/{consultation}/vote/rapport": ("results", "reader", VOTE + "/rapport"),
    "/consultations/{consultation}/vote/recepisses/{organisation}": ("vote", "maire", "{receipt}"),
    "/consultations/{consultation}/vote/regle": ("vote", "reader", VOTE + "/regle"),
    "/consultations/{consultation}/vote/resultats": ("results", "reader", VOTE + "/resultats"),
    "/verification": ("vote", "reader", "/verification"),
}

# What is kept as a file.
VOTE_FILES = {
    "/api/v1/consultations/{consultation}/vote": ("vote", "reader", "/api/v1" + VOTE),
    "/consultations/{consultation}/vote/bulletin/decision/document": (
        "vote", "maire", VOTE + "/bulletin/decision/document"),
    "/consultations/{consultation}/vote/bulletins/{identifiant}/document": ("results", "reader", "{document}"),
    "/consultations/{consultation}/vote/bulletin/recepisse": ("vote", "maire", VOTE + "/bulletin/recepisse"),
    "/consultations/{consultation}/vote/emargement/{fichier}": ("vote", "reader", VOTE + "/emargement/a-appeler.csv"),
    "/consultations/{consultation}/vote/journal/{fichier}": ("vote", "reader", VOTE + "/journal/tete"),
    "/consultations/{consultation}/vote/liste/{fichier}": ("vote", "reader", VOTE + "/liste/differences.csv"),
    "/consultations/{consultation}/vote/resultats/{fichier}": ("results", "reader", VOTE + "/resultats/votes.pb"),
    "/verification/{fichier}": ("results", "reader", "/verification/verifier.tar.gz"),
}


class Stage:
    """A demonstration at one moment of its vote: pages by who looks at them, addresses of what there is."""

    def __init__(self, open_one):
        self.open_one = open_one
        self.pages = {}
        self.things = {}

    def page(self, who):
        if who not in self.pages:
            self.pages[who] = self.open_one()
            if who != "reader":
                self.pages[who].enter(who)
        return self.pages[who]

    def link(self, path, pattern):
        page = self.page("reader")
        page.go(path)
        return page.page.locator(f"main a[href*='{pattern}']").first.get_attribute("href")


@pytest.fixture(scope="module")
def stages(browser, tmp_path_factory):
    folder = tmp_path_factory.mktemp("vote")
    database = folder / "vote.db"
    with (
        demonstration(folder, "--phase", "vote", "--database", database) as voting,
        demonstration(tmp_path_factory.mktemp("results"), "--phase", "results") as counted,
        opening(browser, voting) as open_voting,
        opening(browser, counted) as open_counted,
    ):
        vote, results = Stage(open_voting), Stage(open_counted)
        vote.things["database"] = database
        mayor = vote.page("maire")
        mayor.go(VOTE + "/bulletin")
        with mayor.page.expect_navigation():
            mayor.page.get_by_role("button", name="Ouvrir le bulletin").click()
        mayor.go(VOTE + "/bulletin/decision")
        mayor.page.get_by_label("Décision du maire").check()
        mayor.page.locator("input[name=fichier]").set_input_files(
            {"name": "decision.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"})
        with mayor.page.expect_navigation():
            mayor.page.get_by_role("button", name="Enregistrer cette décision").click()
        mayor.go(VOTE + "/bulletin")
        vote.things["receipt"] = mayor.page.locator("#recepisse a[href*='/recepisses/']").get_attribute("href")
        letter = vote.page("reader").mail("mairie", about="contestez ce bulletin")
        vote.things["contest"] = VOTE + "/contestation/" + letter.partition("/contestation/")[2].split()[0]
        results.things["document"] = results.link(VOTE + "/bulletins", "/document")
        results.things["selected"] = results.link(VOTE + "/resultats", "/vote/propositions/")
        yield {"vote": vote, "results": results}


@pytest.mark.parametrize("route", VOTE_PAGES)
def test_a_page_of_the_vote_is_accessible_silent_and_fits(stages, route):
    stage, who, template = VOTE_PAGES[route]
    page, address = stages[stage].page(who), template.format(**stages[stage].things)
    for prefix in ["", "/en"]:
        page.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
        answer = page.go(prefix + address)
        assert answer.headers["content-type"].startswith("text/html")
        assert page.page.locator("main h1").count() == 1
        for width in WIDTHS:
            page.page.set_viewport_size({"width": width, "height": 900})
            page.look()
    troubles, page.troubles[:] = list(page.troubles), []
    assert not troubles, "\n".join(troubles)


@pytest.mark.parametrize("route", VOTE_FILES)
def test_what_is_a_file_of_the_vote_is_one(stages, route):
    stage, who, template = VOTE_FILES[route]
    address = template.format(**stages[stage].things)
    answer = stages[stage].page(who).page.request.get(address, max_redirects=0)
    assert answer.ok and not answer.headers["content-type"].startswith("text/html"), (answer.status, address)


def test_the_log_of_the_open_vote_verifies(stages, tmp_path):
    export, database = tmp_path / "export", stages["vote"].things["database"]
    subprocess.run([PROGRAM, "export", "--proof", export, "--database", database], check=True)
    verify(export)
    assert '"kind":"ballot"' in (export / "leaves.jsonl").read_text()


def test_the_log_of_the_counted_vote_verifies(stages, tmp_path):
    archive = stages["results"].page("reader").page.request.get(VOTE + "/resultats/export.tar.gz")
    export = unpacked(archive.body(), tmp_path)
    verify(export)
    assert '"kind":"tally"' in (export / "leaves.jsonl").read_text()
