"""Somebody who is about to write what exists already sees it in time, and supports it instead: with and without a
script, by keyboard, in three windows."""

import uuid

import pytest

HOME = "/consultations/services-2021"
TITLE = "Réserver les salles communales en ligne"
WINDOWS = [{"width": 360}, {"width": 768, "dark": True}, {"width": 1440}]


@pytest.mark.parametrize("window", WINDOWS, ids=["narrow", "middle-dark", "wide"])
def test_what_resembles_comes_under_the_title_and_is_supported_instead(open_page, window):
    watched = open_page(**window)
    page = watched.page
    watched.enter("agent")
    watched.go(f"{HOME}/deposer/besoin")
    page.locator("#titre").press_sequentially(TITLE)
    page.wait_for_selector(".similar li")
    # The one who types goes on typing: the focus stays, and a sentence is said once.
    assert page.evaluate("document.activeElement.id") == "titre"
    assert page.locator("[data-similar] + [role=status]").inner_text().strip()
    assert page.locator(".similar mark").count() > 0
    watched.look()
    # Another title, another list; none for what nobody wrote.
    page.fill("#titre", "xqzw " + uuid.uuid4().hex)
    page.wait_for_selector(".similar", state="detached")
    page.fill("#titre", TITLE)
    page.wait_for_selector(".similar li")
    # A contribution opens beside; the draft stays where it is.
    with page.context.expect_page() as opened:
        page.locator(".similar a[target=_blank]").first.click()
    opened.value.close()
    word = uuid.uuid4().hex[:8]
    page.fill("#aujourdhui", f"Deux cahiers, et un double {word}.")
    draft = page.url
    # What is typed is saved before it leads away.
    watched.follow(page.locator(".similar a.button").first)
    watched.look()
    assert word in page.locator("#texte").input_value()
    watched.follow(page.locator("#soutenir"))
    assert word in page.locator("main").inner_text()
    watched.look()
    page.goto(draft)
    assert word in page.locator("#aujourdhui").input_value()


def test_without_a_script_the_preview_shows_the_same(open_page):
    watched = open_page(width=360, javascript=False)
    page = watched.page
    watched.enter("agent")
    watched.go(f"{HOME}/deposer/besoin")
    page.fill("#titre", TITLE)
    page.fill("#aujourdhui", "Un cahier à l'accueil.")
    watched.follow(page.locator("button[value=relire]"))
    assert page.locator(".similar li").count() > 0
    assert page.locator("#publier").is_visible()
    watched.follow(page.locator(".similar a.button").first)
    assert TITLE in page.locator("#texte").input_value()
    page.fill("#texte", "")
    watched.follow(page.locator("#soutenir"))
    assert page.locator(".notice-ok").is_visible()
