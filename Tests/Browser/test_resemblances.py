"""Somebody who is about to write what exists already sees it in time, and supports it instead: with and without a
script, by keyboard, in three windows."""

import uuid

import pytest

HOME = "/consultations/services-2021"
# Each window has its own subject: what one supports instead, another could not support again.
WINDOWS = [
    pytest.param({"width": 360}, "Réserver les salles communales en ligne", id="narrow"),
    pytest.param({"width": 768, "dark": True}, "Sauvegarder les fichiers de la mairie ailleurs", id="middle-dark"),
    pytest.param({"width": 1440}, "Un rendez-vous en ligne pour la carte d’identité", id="wide"),
]


def instead(page):
    """The first link to support what resembles; what comes after the third contribution is folded."""
    if not page.locator(".similar > ul a.button").count():
        page.locator(".similar summary").click()
    return page.locator(".similar a.button:visible").first


@pytest.mark.parametrize("window, title", WINDOWS)
def test_what_resembles_comes_under_the_title_and_is_supported_instead(open_page, window, title):
    watched = open_page(**window)
    page = watched.page
    watched.enter("agent")
    watched.go(f"{HOME}/deposer/besoin")
    page.locator("#titre").press_sequentially(title)
    page.wait_for_selector(".similar li")
    # The one who types goes on typing: the focus stays, and a sentence is said once.
    assert page.evaluate("document.activeElement.id") == "titre"
    assert page.locator("[data-similar] + [role=status]").inner_text().strip()
    assert page.locator(".similar mark").count() > 0
    watched.look()
    # Another title, another list; none for what nobody wrote.
    page.fill("#titre", "xqzw " + uuid.uuid4().hex)
    page.wait_for_selector(".similar", state="detached")
    page.fill("#titre", title)
    page.wait_for_selector(".similar li")
    # A contribution opens beside; the draft stays where it is.
    with page.context.expect_page() as opened:
        page.locator(".similar a[target=_blank]").first.click()
    opened.value.close()
    word = uuid.uuid4().hex[:8]
    page.fill("#aujourdhui", f"Deux cahiers, et un double {word}.")
    draft = page.url
    # What is typed is saved before it leads away.
    watched.follow(instead(page))
    watched.look()
    assert word in page.locator("#texte").input_value()
    watched.follow(page.locator("#soutenir"))
    assert word in page.locator("main").inner_text()
    watched.look()
    page.goto(draft)
    assert word in page.locator("#aujourdhui").input_value()


def test_without_a_script_the_preview_shows_the_same(open_page):
    watched = open_page(width=360, javascript=False)
    page, title = watched.page, "Signaler un trou dans la chaussée depuis son téléphone"
    watched.enter("agent")
    watched.go(f"{HOME}/deposer/besoin")
    page.fill("#titre", title)
    page.fill("#aujourdhui", "Un cahier à l'accueil.")
    watched.follow(page.locator("button[value=relire]"))
    assert page.locator(".similar li").count() > 0
    assert page.locator("#publier").is_visible()
    watched.follow(instead(page))
    assert title in page.locator("#texte").input_value()
    page.fill("#texte", "")
    watched.follow(page.locator("#soutenir"))
    assert page.locator(".notice-ok").is_visible()
