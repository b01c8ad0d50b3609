"""What is said under a contribution: by keyboard alone, without JavaScript, reported and hidden by an instructor."""

import re

import pytest

HOME = "/consultations/services-2021"


def a_contribution(page, place=3):
    page.go(f"{HOME}/contributions?tri=soutenues")
    page.follow(page.page.locator("main .entry h3 a").nth(place))
    return page.page.url.removeprefix(page.base)


def test_a_comment_by_keyboard_alone(open_page):
    page = open_page(width=1440)
    page.enter("agent")
    a_contribution(page)
    keyboard = page.page.keyboard
    for _ in range(200):
        keyboard.press("Tab")
        if page.page.evaluate("document.activeElement.id") == "texte":
            break
    keyboard.type("Même besoin chez nous. Où **peut-on** en parler ?")
    for _ in range(6):
        keyboard.press("Tab")
        if page.page.evaluate("document.activeElement.type") == "submit":
            break
    with page.page.expect_navigation(wait_until="load"):
        keyboard.press("Enter")
    assert "est publié" in page.page.locator("[role=status]").first.inner_text()
    said = page.page.locator(page.page.url[page.page.url.index("#"):])
    assert said.locator(".prose strong").inner_text() == "peut-on"
    page.look()


@pytest.mark.parametrize("window", [{"width": 360, "javascript": False}, {"width": 768, "dark": True}],
                         ids=["phone-without-javascript", "middle-dark"])
def test_a_comment_is_answered_reported_and_hidden(open_page, window):
    words = f"Achetez notre outil, fenêtre de {window['width']}."

    def look(page):
        page.check_width()
        if window.get("javascript", True):
            page.check_accessibility()

    author = open_page(**window)
    author.enter("association")
    path = a_contribution(author, 4)
    form = author.page.locator("#commentaires form")
    form.locator("#texte").fill(" ")
    with author.expecting(422).page.expect_navigation(wait_until="load"):
        form.locator("button[type=submit]").click()
    look(author)
    author.page.locator("#texte").fill(words)
    with author.page.expect_navigation(wait_until="load"):
        author.page.locator("main form button[type=submit]").click()
    look(author)
    anchor = author.page.url[author.page.url.index("#"):]
    place = author.page.url.removeprefix(author.base).partition("#")[0]

    reader = open_page(**window)
    reader.enter("agent")
    reader.go(place)
    reader.follow(reader.page.locator(anchor).get_by_role("link", name=re.compile("^Répondre")))
    look(reader)
    reader.page.locator("#texte").fill("Merci de rester sur le sujet.")
    with reader.page.expect_navigation(wait_until="load"):
        reader.page.locator("main form button[type=submit]").click()
    assert reader.page.locator(f"{anchor} .replies").inner_text().count("Merci de rester sur le sujet.") == 1
    reader.follow(reader.page.locator(anchor).get_by_role("link", name=re.compile("^Signaler")).first)
    look(reader)
    reader.page.locator("label[for=motif-advertising]").click()
    with reader.page.expect_navigation(wait_until="load"):
        reader.page.locator("main form button[type=submit]").click()
    look(reader)

    instructor = open_page(**window)
    instructor.enter("instructeur")
    instructor.go("/instruction/commentaires")
    look(instructor)
    instructor.follow(instructor.page.locator("main .entry", has_text=words).locator("h3 a"))
    look(instructor)
    instructor.page.locator("#motif").fill("C’est une publicité.")
    with instructor.page.expect_navigation(wait_until="load"):
        instructor.page.locator("main form .button-danger").click()
    look(instructor)

    reader.go(place)
    said = reader.page.locator(anchor).inner_text()
    assert words not in said and "C’est une publicité." in said and "Merci de rester" in said
    look(reader)
    assert path
