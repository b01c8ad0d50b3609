"""From two contributions side by side to a draft that its author re-reads, and what she is answered."""

import re
import uuid

import pytest

from conftest import demonstration, opening
from test_first_deposit import HOME, Player

DESK = HOME + "/instruction"
WIDTHS = [360, 1440]


@pytest.fixture(scope="module")
def instruction(tmp_path_factory):
    with demonstration(tmp_path_factory.mktemp("drafts"), "--phase", "instruction") as running:
        yield running


def looked_at(player):
    for width in WIDTHS:
        player.page.set_viewport_size({"width": width, "height": 900})
        player.look()


def text(player, selector="main"):
    return player.page.locator(selector).first.inner_text()


def group(player, token, title, is_new=False):
    """Grouped in a proposition: a new one, or the one that is named so."""
    player.go(f"{DESK}/contributions/{token}")
    form = player.page.locator("details[data-key=regroupee]")
    player.activate(form.locator("summary").first)
    if is_new:
        # What is near may be offered first.
        form.locator("select[name=proposition]").first.select_option(value="")
        form.locator("#nouvelle").fill(title)
    else:
        form.locator("select[name=proposition]").first.select_option(label=title)
    player.press("details[data-key=regroupee] .button-primary")
    assert "fait=decidee" in player.page.url


def open_the_deposit_again(player):
    player.play("administrateur")
    player.go("/administration" + HOME + "/calendrier")
    player.page.locator("#depot-cloture").fill("2021-03-20T23:59")
    player.press("main form button.button-primary")
    # The test before has perhaps done it.
    assert re.search("fait=(calendrier|inchange)", player.page.url)


@pytest.mark.parametrize("javascript", [True, False], ids=["with-script", "without-script"])
def test_a_draft_from_its_sentences_to_the_reply(browser, instruction, javascript):
    word = "".join(chr(ord("a") + int(digit, 16)) for digit in uuid.uuid4().hex[:10])
    window = {"width": 1440, "javascript": javascript}
    with opening(browser, instruction) as open_one:
        open_the_deposit_again(Player(open_one, {"width": 1440}, ""))
        author = Player(open_one, window, "")
        author.play("agent")
        author.write("besoin", f"Un agenda {word}", "Deux cahiers se contredisent. Le même soir est promis deux fois.")
        author.press("#publier")
        token = author.page.url.removeprefix(author.watched.base).partition("?")[0].rpartition("/")[2][:10]

        desk = Player(open_one, window, "")
        desk.play("instructeur")
        group(desk, token, f"Agenda commun {word}", is_new=True)
        desk.press(f"a:has-text('Agenda commun {word}')")
        proposition = desk.page.url.partition("?")[0]
        desk.go(DESK + "?onglet=a-faire")
        other = re.search(r"/contributions/([0-9a-z]{10})",
                          desk.page.locator("a[data-line-of-queue]").first.get_attribute("href")).group(1)
        group(desk, other, f"Agenda commun {word}")

        desk.go(proposition.removeprefix(desk.watched.base) + "/composition")
        looked_at(desk)
        assert desk.page.locator(".side-by-side > section").count() == 2
        desk.page.locator(".pick", has_text="Deux cahiers").locator("input").check()
        desk.page.locator(".side-by-side > section").nth(1).locator(".pick input").first.check()
        desk.press("main form button.button-primary")
        looked_at(desk)
        # The source of a sentence is told once its number has the focus, and in its note.
        number = desk.page.locator(".note-number").first
        assert not desk.page.locator(".note-source").first.is_visible()
        number.focus()
        assert desk.page.locator(".note-source").first.is_visible()
        assert number.get_attribute("aria-describedby") == "source-1"
        assert "version 1" in text(desk, "#source-1")

        desk.go(proposition.removeprefix(desk.watched.base))
        desk.page.locator("#cout-retenu").fill("120000")
        desk.press("main form button.button-primary")
        desk.go(proposition.removeprefix(desk.watched.base) + "/relecture")
        looked_at(desk)
        desk.press("button:has-text('Envoyer le projet')")
        assert "les auteurs sont prévenus" in text(desk, "[role=status]")
        looked_at(desk)
        desk.go(DESK + "/relecture")
        looked_at(desk)

        letter = author.mail("dominique.vial@mairie.example", about=f"Agenda commun {word}")
        assert "réputé convenir" in letter
        author.go(re.search(r"/consultations/\S+/relecture", letter).group(0))
        looked_at(author)
        assert "Deux cahiers se contredisent." in text(author)
        author.page.locator("input[value=manque]").check()
        author.fill("#manque", f"Et les salles louées {word} ?")
        author.press("main form button.button-primary")
        assert f"Et les salles louées {word} ?" in text(author, "#relecture")
        looked_at(author)

        desk.go(proposition.removeprefix(desk.watched.base) + "/relecture")
        assert "Une remarque d’auteur attend sa réponse." in text(desk)
        desk.page.locator("textarea[name=reponse]").first.fill(f"Ce sera une autre proposition {word}.")
        desk.press("button:has-text('Envoyer cette réponse')")
        assert "est envoyée" in text(desk, "[role=status]")
        assert f"une autre proposition {word}." in author.mail(
            "dominique.vial@mairie.example", about=f"autre proposition {word}")
