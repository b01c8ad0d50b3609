"""The committee that selects after the count, on demonstrations whose vote is counted and whose selection is published:
every page, and the walk from the chair to a stranger who reads."""

import hashlib
import re

import pytest

from conftest import demonstration, opening, unpacked, verify
from world import HOME

ROOM = HOME + "/comite"
SELECTION = HOME + "/selection"
ADMINISTRATION = "/administration" + ROOM
WIDTHS = [1440, 360]
WINDOWS = [{"width": 360, "javascript": False}, {"width": 1440}]

# The page of a route: in which demonstration, who sees it, and where.
SELECTION_PAGES = {
    "/administration/consultations/{consultation}/comite/invitation/{organisation}": (
        "results", "administrateur", ADMINISTRATION + "/invitation/autre"),
    "/comites/invitations/{seat}": ("results", "secretaire", "{invitation}"),
    "/consultations/{consultation}/comite": ("results", "membre", ROOM),
    "/consultations/{consultation}/comite/groupes-de-travail": (
        "results", "presidente", ROOM + "/groupes-de-travail"),
    "/consultations/{consultation}/comite/groupes-de-travail/{groupe}": ("results", "presidente", "{group}"),
    "/consultations/{consultation}/comite/livret": ("selection", "presidente", ROOM + "/livret"),
    "/consultations/{consultation}/comite/propositions/{proposition}": ("results", "membre", "{sheet}"),
    "/consultations/{consultation}/comite/releve": ("selection", "presidente", ROOM + "/releve"),
    "/consultations/{consultation}/comite/seance": ("results", "presidente", ROOM + "/seance"),
    "/consultations/{consultation}/comite/simulation": ("results", "membre", ROOM + "/simulation"),
    "/consultations/{consultation}/groupes-de-travail": ("selection", "reader", HOME + "/groupes-de-travail"),
    "/consultations/{consultation}/selection": ("selection", "reader", SELECTION),
    "/consultations/{consultation}/selection/releve": ("selection", "reader", SELECTION + "/releve"),
}

# What is kept as a file.
SELECTION_FILES = {
    "/api/v1/consultations/{consultation}/selection": ("selection", "reader", "/api/v1" + SELECTION),
    "/consultations/{consultation}/selection/fichiers/{fichier}": (
        "selection", "reader", SELECTION + "/fichiers/releve.md"),
}


class Stage:
    """A demonstration at one moment: pages by who looks at them, addresses of what there is."""

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


def press(page, name, scope="main"):
    with page.page.expect_navigation(wait_until="load"):
        page.page.locator(scope).get_by_role("button", name=name, exact=True).first.press("Enter")


def invite(stage):
    """The secretary is invited as a qualified person, by the address with which she enters."""
    administrator = stage.page("administrateur")
    administrator.go(ADMINISTRATION + "/invitation/autre")
    administrator.page.fill("#adresse", "camille.roche@wanadoo.example")
    administrator.page.fill("#qualite", "Personne qualifiée")
    press(administrator, "Inviter")
    letter = stage.page("reader").mail("camille.roche@wanadoo.example", about="comité de sélection")
    return "/comites/invitations/" + letter.partition("/comites/invitations/")[2].split()[0]


@pytest.fixture(scope="module")
def stages(browser, tmp_path_factory):
    with (
        demonstration(tmp_path_factory.mktemp("counted"), "--phase", "results") as counted,
        demonstration(tmp_path_factory.mktemp("selected"), "--phase", "selection") as selected,
        opening(browser, counted) as open_counted,
        opening(browser, selected) as open_selected,
    ):
        results, selection = Stage(open_counted), Stage(open_selected)
        member = results.page("membre")
        member.go(ROOM)
        results.things["sheet"] = member.page.locator("main table th a").first.get_attribute("href")
        results.things["invitation"] = invite(results)
        chair = results.page("presidente")
        chair.go(ROOM + "/groupes-de-travail")
        results.things["group"] = chair.page.locator("main .entry a").first.get_attribute("href")
        yield {"results": results, "selection": selection}


@pytest.mark.parametrize("route", SELECTION_PAGES)
def test_a_page_of_the_selection_is_accessible_silent_and_fits(stages, route):
    stage, who, template = SELECTION_PAGES[route]
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


@pytest.mark.parametrize("route", SELECTION_FILES)
def test_what_is_a_file_of_the_selection_is_one(stages, route):
    stage, who, address = SELECTION_FILES[route]
    answer = stages[stage].page(who).page.request.get(address, max_redirects=0)
    assert answer.ok and not answer.headers["content-type"].startswith("text/html")


def test_a_stranger_reads_the_minutes_and_finds_their_hash_in_the_log(stages):
    page = stages["selection"].page("reader")
    page.go(SELECTION)
    assert "s’écarter du vote" in page.page.locator("main").inner_text()
    page.follow(page.page.get_by_role("link", name="Lire le relevé de décisions"))
    shown = page.page.locator("main code.hash").first.inner_text()
    text = page.page.request.get(page.base + SELECTION + "/fichiers/releve.md").body()
    assert hashlib.sha256(text).hexdigest() == shown
    log = page.page.request.get(page.base + HOME + "/vote/journal/lignes").text().strip().split("\n")
    assert '"kind":"minutes"' in log[-1]
    assert page.page.locator("main code.hash").nth(1).inner_text() in log[-1]


def test_the_log_verifies_with_the_minutes_of_the_selection(stages, tmp_path):
    archive = stages["selection"].page("reader").page.request.get(HOME + "/vote/resultats/export.tar.gz")
    export = unpacked(archive.body(), tmp_path)
    verify(export)
    assert '"kind":"minutes"' in (export / "leaves.jsonl").read_text()


def note(page, places):
    """Says who is there."""
    page.page.locator("summary", has_text="Aller").first.wait_for()
    for place, field in enumerate(page.page.locator("main select[name^='presence-']").all()):
        field.select_option(places.get(place, "present"))
    press(page, "Noter les présences")


@pytest.mark.parametrize("window", WINDOWS, ids=["phone-without-javascript", "wide"])
def test_the_committee_sits_decides_signs_and_publishes(browser, tmp_path_factory, window):
    with (
        demonstration(tmp_path_factory.mktemp("sitting"), "--phase", "results", "--size", "60") as running,
        opening(browser, running) as open_one,
    ):
        chair, member = open_one(**window), open_one(**window)
        chair.enter("presidente")
        member.enter("membre")
        grade_one(member)
        chair.go(ROOM + "/seance")
        chair.page.fill("#lieu", "Paris")
        press(chair, "Ouvrir la séance")
        note(chair, {1: "remote"})
        leave_undecided(chair)
        total = int(re.search(r"sur (\d+)", chair.page.locator(".overline").first.inner_text())[1])
        decide_all(chair, total)
        chair.go(ROOM + "/seance")
        press(chair, "Clore la séance")
        chair.go(ROOM + "/releve")
        press(chair, "Signer le relevé")
        assert "plus rien ne change" in chair.page.locator("main").inner_text()
        administrator, stranger = open_one(**window), open_one(**window)
        administrator.enter("administrateur")
        administrator.go(ADMINISTRATION)
        press(administrator, "Publier maintenant")
        stranger.go(SELECTION)
        assert "À développer" in stranger.page.locator("main").inner_text()
        stranger.check_width()
        assert not chair.troubles and not stranger.troubles


def grade_one(member):
    """A member grades by the keyboard, and sends."""
    member.go(ROOM)
    member.follow(member.page.get_by_role("link", name="Noter la suivante"))
    for field in member.page.locator("main select[name^='note-']").all():
        field.focus()
        member.page.keyboard.press("4")
    press(member, "Enregistrer, puis la suivante")
    member.go(ROOM)
    press(member, "Envoyer mes notes, définitivement")
    assert "Vos notes sont envoyées" in member.page.locator("main").inner_text()


def leave_undecided(chair):
    """What is typed of an item is shown before one goes on without it."""
    title = chair.page.locator("h1").inner_text()
    chair.expecting(409).page.fill("#motif", "Un motif tapé.")
    press(chair, "Point suivant →")
    assert "n’est pas décidé" in chair.page.locator(".error-summary").inner_text()
    assert chair.page.input_value("#motif") == "Un motif tapé." and chair.page.locator("h1").inner_text() == title
    chair.check_width()
    press(chair, "Passer sans le garder")
    assert chair.page.locator("h1").inner_text() != title
    press(chair, "← Point précédent")
    assert chair.page.locator("h1").inner_text() == title and chair.page.input_value("#motif") == ""


def decide_all(chair, total):
    """Follows the vote: each item is decided as the form proposes it; the rest is left undecided."""
    for number in range(1, total + 1):
        if "Non retenue par le vote" in chair.page.locator("main .meta").first.inner_text():
            return
        assert f"Point {number} sur {total}" in chair.page.locator(".overline").first.inner_text()
        press(chair, "Décider, puis le point suivant")
        if number == 1:
            # A screen that is cut comes back to its item.
            chair.go(ROOM + "/seance")
            assert f"Point 2 sur {total}" in chair.page.locator(".overline").first.inner_text()
