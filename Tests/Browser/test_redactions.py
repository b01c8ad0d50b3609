"""A passage is blotted out by two instructors, and a word of it is then on no public surface."""

import pytest

HOME = "/consultations/services-2021"
WORD = "Zwqcaviar"


def a_contribution(page, place):
    page.go(f"{HOME}/contributions?tri=soutenues")
    page.follow(page.page.locator("main .entry h3 a").nth(place))
    return page.page.url.removeprefix(page.base).split("?")[0]


def press(page, name):
    with page.page.expect_navigation(wait_until="load"):
        page.page.get_by_role("button", name=name).first.click()


def surfaces(page, path):
    """What anyone may read of the contribution, as text."""
    token = path.split("/")[-1][:10]
    program = "/api/v1" + HOME
    for place in (path, "/en" + path, f"{HOME}/contributions?q={WORD}", f"{HOME}/donnees/contributions.csv",
                  f"{HOME}/donnees/contributions.json", f"{HOME}/donnees/contributions.atom",
                  f"{program}/contributions/{token}", f"{program}/contributions/{token}/versions",
                  f"{program}/contributions/{token}/commentaires", "/demonstration/courriels"):
        yield place, page.page.request.get(page.base + place).text()


@pytest.mark.parametrize("window", [{"width": 360, "javascript": False}, {"width": 768, "dark": True}, {"width": 1440}],
                         ids=["phone-without-javascript", "middle-dark", "wide"])
def test_a_redaction_leaves_no_trace_of_a_word(open_page, window):
    def look(page):
        page.check_width()
        if window.get("javascript", True):
            page.check_accessibility()

    word = f"{WORD}{window['width']}"
    author = open_page(**window)
    author.enter("association")
    path = a_contribution(author, 6)
    author.page.locator("#commentaires form #texte").fill(f"Appelez Madame {word} au 05 58.")
    with author.page.expect_navigation(wait_until="load"):
        author.page.locator("#commentaires form button[type=submit]").click()
    assert any(word in text for _, text in surfaces(author, path))

    first = open_page(**window)
    first.enter("instructeur")
    first.go(path)
    first.follow(first.page.get_by_role("link", name="Faire retirer un passage"))
    look(first)
    first.page.locator("#motif").fill("Le nom d’une personne.")
    with first.expecting(422).page.expect_navigation(wait_until="load"):
        first.page.locator("main form button[type=submit]").click()
    look(first)
    first.page.locator("#passage").fill(f"madame {word}")
    with first.page.expect_navigation(wait_until="load"):
        first.page.locator("main form button[type=submit]").click()
    assert "La demande est faite" in first.page.locator("[role=status]").inner_text()
    look(first)

    second = open_page(**window)
    second.enter("instructrice")
    second.go("/instruction/caviardages")
    look(second)
    assert word in second.page.locator("main .quoted").first.inner_text()
    press(second, "Retirer pour de bon")
    look(second)
    for place, text in surfaces(author, path):
        assert word.lower() not in text.lower().replace(f"q={WORD}".lower(), ""), place
    author.go(path)
    look(author)
    assert "[passage retiré]" in author.page.locator("#commentaires").inner_text()
    assert "Le nom d’une personne." in author.page.locator("main").inner_text()
