"""From a deposit to the answer to a re-examination: whoever deposits and the instructors, with the keyboard alone."""

import uuid

import pytest

from conftest import demonstration, opening
from test_first_deposit import HOME, Keyboard

DESK = HOME + "/instruction"
PREPARED = "/administration" + HOME
WINDOWS = [{"width": 360}, {"width": 768, "dark": True}, {"width": 1440}, {"width": 360, "javascript": False}]


@pytest.fixture(scope="module")
def instruction(tmp_path_factory):
    with demonstration(tmp_path_factory.mktemp("instruction"), "--phase", "instruction") as running:
        yield running


@pytest.fixture(scope="module")
def regrouped(tmp_path_factory):
    with demonstration(tmp_path_factory.mktemp("regrouped"), "--phase", "regrouped") as running:
        yield running


def look(page, window):
    """What every page owes; axe-core is a script."""
    page.check_width()
    if window.get("javascript", True):
        page.check_accessibility()


def text(player, selector="main"):
    return player.page.locator(selector).first.inner_text()


def open_the_deposit_again(player):
    """The administrator lets deposits come for some days more, and writes the legal mention."""
    player.play("administrateur")
    player.go(PREPARED + "/calendrier")
    # A keyboard types a date part by part, as the browser shows it: the value is what counts here.
    player.page.locator("#depot-cloture").fill("2021-03-20T23:59")
    player.press("main form button.button-primary")
    assert "fait=calendrier" in player.page.url
    player.go(PREPARED + "/recours")
    player.fill("#mention", "Le tribunal administratif peut être saisi dans les deux mois.")
    player.press("main form button.button-primary")
    assert "fait=recours" in player.page.url


def decide(player, contribution, reason):
    """Kept alone, and published at once."""
    token = contribution.rpartition("/")[2][:10]
    player.go(f"{DESK}/contributions/{token}")
    form = player.page.locator("details[data-key=gardee]")
    player.activate(form.locator("summary").first)
    player.fill("#raison-gardee", reason)
    player.press("details[data-key=gardee] .button-primary")
    player.press("form[action$='/publication'] button")
    assert "fait=publiee" in player.page.url


def test_an_author_from_the_deposit_to_the_answer(browser, instruction):
    word = "".join(chr(ord("a") + int(digit, 16)) for digit in uuid.uuid4().hex[:10])
    window = {"width": 1440}
    with opening(browser, instruction) as open_one:
        open_the_deposit_again(Keyboard(open_one, window, ""))
        author = Keyboard(open_one, window, "")
        author.play("agent")
        author.write("besoin", f"Un agenda {word}", "Deux cahiers, et deux réservations le même soir.")
        author.press("#publier")
        contribution = author.page.url.removeprefix(author.watched.base).partition("?")[0]

        desk = Keyboard(open_one, window, "")
        desk.play("instructeur")
        decide(desk, contribution, "Elle devient seule {choix}.")

        # The letter says what can be asked, until when, and what the administrator wrote of remedies.
        letter = author.mail("dominique.vial@mairie.example", about=f"agenda {word}")
        letter = author.mail("dominique.vial@mairie.example", about="devient une proposition")
        assert "réexamen peut être demandé une fois" in letter and "tribunal administratif" in letter
        author.go(contribution)
        author.press("section.notice a:has-text('Demander le réexamen')")
        assert "Ce qu’est un réexamen" in text(author)
        author.watched.expecting(422)
        author.press("main form button.button-primary")
        assert "doit être réexaminé" in text(author, ".error-summary, [role=alert]")
        author.fill("#demande", f"Nous demandions de la joindre aux autres {word}.")
        author.press("main form button.button-primary")
        assert "Le réexamen est demandé" in text(author) and "Réexamen en cours" in text(author)

        # Not by who decided; by a colleague, from the tab of what waits.
        desk.go(f"{DESK}/contributions/{contribution.rpartition('/')[2][:10]}")
        assert "une autre personne répond" in text(desk)
        second = Keyboard(open_one, window, "")
        second.play("instructrice")
        second.go(DESK)
        second.press("nav a:has-text('Réexamens (1)')")
        second.press(f"main .list h3 a:has-text('{word}')")
        card = second.page.locator(".card:has(h2:text-is('Réexamen demandé'))")
        assert word in card.inner_text()
        second.activate(card.locator("summary", has_text="Maintenir"))
        second.fill(".card textarea[id^=reponse-]", f"Aucune autre ne dit la même chose {word}.")
        second.press("button:has-text('Maintenir la décision')")
        assert "les auteurs sont prévenus" in text(second, "[role=status]")

        answer = author.mail("dominique.vial@mairie.example", about="est maintenue après réexamen")
        assert f"Aucune autre ne dit la même chose {word}." in answer
        author.go(contribution)
        assert "Maintenue après réexamen" in text(author)
        # All that her commune deposited, with what was written to it.
        author.go(HOME + "/suites")
        commune = text(author, "details.acting .acting-name")
        author.fill("#q", commune)
        author.press("form[role=search] .search-form button")
        author.press("main a:has-text('où sont passées ses contributions')")
        assert f"Aucune autre ne dit la même chose {word}." in text(author)
        author.activate(author.page.locator("main .entry", has_text=word).locator("summary"))
        assert "La réponse à la demande de réexamen" in text(author)
        author.look()


@pytest.mark.parametrize("window", WINDOWS, ids=["narrow", "middle-dark", "wide", "narrow-without-javascript"])
def test_what_was_asked_and_answered_is_read_by_all(browser, regrouped, window):
    with opening(browser, regrouped) as open_one:
        page = open_one(**window)
        page.go(HOME + "/suites?decision=ineligible")
        look(page, window)
        told = page.page.locator("main").inner_text()
        assert "Décisions maintenues" in told and "Maintenue après réexamen" in told and "Réexamen en cours" in told
        name = page.page.locator("main .entry", has_text="Maintenue après réexamen").locator(".meta strong").first
        page.go(HOME + "/suites?q=" + name.inner_text())
        page.follow(page.page.locator("main a", has_text="où sont passées ses contributions").first)
        look(page, window)
        assert "Maintenue après réexamen" in page.page.locator("main").inner_text()
        page.go("/en" + page.page.url.removeprefix(page.base))
        look(page, window)
        assert "Upheld after re-examination" in page.page.locator("main").inner_text()


@pytest.mark.parametrize("width", [360, 1440])
def test_the_desk_shows_what_waits_and_what_holds_up_the_vote(browser, regrouped, width):
    with opening(browser, regrouped) as open_one:
        page = open_one(width=width)
        page.enter("instructrice")
        page.go(DESK + "?onglet=reexamens")
        page.look()
        waiting = page.page.locator("main a[data-line-of-queue]")
        assert waiting.count() == 2
        page.follow(waiting.first)
        page.look()
        assert "Réexamen demandé" in page.page.locator("main").inner_text()
        page.go(DESK + "/publication")
        page.look()
        assert "2 demandes de réexamen attendent leur réponse" in page.page.locator("main").inner_text()
        administrator = open_one(width=width)
        administrator.enter("administrateur")
        administrator.go(PREPARED + "/calendrier")
        administrator.look()
        assert "Il n’ouvrira pas tant que" in administrator.page.locator("main").inner_text()
        administrator.go(PREPARED + "/recours")
        administrator.look()
        assert "tribunal administratif" in administrator.page.locator("#mention").input_value()
