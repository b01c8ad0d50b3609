"""A passage is blotted out by two instructors, and a word of it is then on no public surface."""

import zipfile

import pytest

from test_attachments import begin
from test_first_deposit import HOME, Player
from watched_page import eventually

WORD = "Zwqcaviar"


def document(path, words):
    """An OpenDocument text that says `words`."""
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        file.writestr("content.xml", f"<office:text><text:p>{words}</text:p></office:text>")
    return path


def join(player, path, description):
    """A file beside a draft, for everyone to read."""
    player.fill("#description", description)
    player.page.check("#public-tous")
    player.page.set_input_files("#fichier", path)
    with player.page.expect_navigation(url="**?fait=ajoutee", wait_until="load"):
        player.page.locator("main form[enctype] [type=submit]").click()


def today(word):
    """What happens today, in words that no other text of the demonstration has: what resembles it is found first."""
    return f"Trois cahiers pour la salle {word.replace(WORD, 'Zwqpareil')}, et deux réservations le même soir."


def deposit(player, word, folder):
    """What holds the word in its title, its first version, the difference to its second, and its file."""
    begin(player, f"L’agenda de {word}")
    join(player, document(folder / "plan.odt", f"Appelez {word}."), f"Le plan de {word}")
    player.press("main .actions a.button-primary")
    player.press("#publier")
    path = player.page.url.removeprefix(player.watched.base).split("?")[0]
    player.press("main form[action$='/correction'] button")
    player.fill("#aujourdhui", f"{today(word)} Appelez {word} !")
    player.press("button[value=relire]")
    player.press("#publier")
    # Addresses hold the words of the title: this one does not.
    return path[: path.index("/contributions/") + len("/contributions/") + 10]


def resembling(player, word):
    """The preview of a draft that says the same without the word; it shows what resembles it."""
    player.go(f"{HOME}/deposer/besoin")
    # As near by its letters as a title can be, whatever others have deposited.
    player.fill("#titre", f"L’agenda de {word.replace(WORD, 'Zwqpareil')}")
    player.fill("#aujourdhui", today(word))
    player.press("button[value=relire]")
    return player.page.url.removeprefix(player.watched.base)


def surfaces(page, path, preview):
    """What may be read of the contribution, as text."""
    token = path.split("/")[-1]
    program = "/api/v1" + HOME
    for place in (path, "/en" + path, f"{path}/versions/1", f"{path}/versions/2", f"{HOME}/contributions?q={WORD}",
                  f"{HOME}/contributions?q=agenda", HOME, f"{HOME}/donnees/contributions.csv",
                  f"{HOME}/donnees/contributions.json", f"{HOME}/donnees/contributions.atom",
                  f"{program}/contributions", f"{program}/contributions/{token}",
                  f"{program}/contributions/{token}/versions", f"{program}/contributions/{token}/commentaires",
                  "/demonstration/courriels", preview):
        yield place, page.page.request.get(page.base + place).text()


@pytest.mark.parametrize("window", [{"width": 360, "javascript": False}, {"width": 768, "dark": True}, {"width": 1440}],
                         ids=["phone-without-javascript", "middle-dark", "wide"])
def test_a_redaction_leaves_no_trace_of_a_word(open_page, window, tmp_path):
    word = f"{WORD}{window['width']}"
    author = Player(open_page, window, "")
    author.play("agent")
    path = deposit(author, word, tmp_path)
    reader = Player(open_page, window, "")
    reader.play("maire")
    reader.go(path)
    assert reader.page.locator("main a[href*='/pieces-jointes/']").count() == 1
    reader.fill("#commentaires form #texte", f"Appelez **Madame** {word} au 05 58.")
    reader.press("#commentaires form button[type=submit]")
    preview = resembling(reader, word)
    asked = f"q={WORD}".lower()
    told = {place for place, text in surfaces(reader.watched, path, preview) if word.lower() in text.lower()}
    assert {path, f"{path}/versions/1", f"{path}/versions/2", f"{HOME}/contributions?q=agenda", preview,
            "/demonstration/courriels"} <= told

    first = Player(open_page, window, "")
    first.play("instructeur")
    first.go(path)
    first.watched.follow(first.page.get_by_role("link", name="Faire retirer un passage"))
    first.look()
    first.fill("#motif", "Le nom d’une personne.")
    first.watched.expecting(422)
    first.press("main form button[type=submit]")
    # As it reads on the page, without the marks of Markdown; then the name alone.
    for passage in (f"madame {word}", word):
        first.fill("#passage", passage)
        first.fill("#motif", "Le nom d’une personne.")
        first.press("main form button[type=submit]")
        assert "La demande est faite" in first.page.locator("[role=status]").inner_text()

    second = Player(open_page, window, "")
    second.play("instructrice")
    for shown in (f"Madame** {word}", word):
        # Nothing is confirmed before the file is read.
        entry = second.page.locator("main .entry", has_text=word).first

        def is_read():
            second.watched.go("/instruction/caviardages")
            return "pas encore lue" not in entry.inner_text()

        eventually(is_read, "the file to be read")
        second.look()
        assert shown in entry.locator("mark").inner_text()
        if shown == word:
            assert "endroits du texte et de ses versions" in entry.inner_text()
            assert f"Le plan de {word}" in entry.inner_text()
        with second.page.expect_navigation(wait_until="load"):
            entry.get_by_role("button", name="Retirer pour de bon").click()
        second.look()
    for place, text in surfaces(author.watched, path, preview):
        assert word.lower() not in text.lower().replace(asked, ""), place
    author.go(path)
    author.look()
    assert "[passage retiré]" in author.page.locator("#commentaires").inner_text()
    assert "[passage retiré]" in author.page.locator("main h1").inner_text()
    assert author.page.locator("main a[href*='/pieces-jointes/']").count() == 0
    assert "Le nom d’une personne." in author.page.locator("main").inner_text()
    assert "la pièce jointe qui le contenait" in author.page.locator("main").inner_text()
