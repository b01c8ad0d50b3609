"""What a person takes away and asks for, and the journal that administrators read, in every window."""

import json

import pytest

WINDOWS = [{"width": 360}, {"width": 768, "dark": True}, {"width": 1440}]


@pytest.mark.parametrize("window", WINDOWS, ids=["narrow", "middle-dark", "wide"])
def test_one_reads_what_goes_and_what_stays_before_erasure(open_page, window):
    page = open_page(**window)
    page.enter("nouvelle")
    page.go("/compte")
    page.look()
    page.follow(page.page.get_by_role("link", name="Effacer mon compte"))
    page.look()
    text = page.page.locator("main").inner_text()
    # What there is of her alone is told: she is no instructor.
    assert "Votre adresse et votre nom" in text and "Vos notes" not in text
    with page.expecting(422).page.expect_navigation(wait_until="load"):
        page.page.get_by_role("button", name="Effacer mon compte maintenant").click()
    page.look()
    assert "rien n’a été effacé" in page.page.locator("[role=alert]").inner_text()
    page.go("/donnees-personnelles")
    page.look()


def test_one_takes_away_all_that_concerns_one(open_page):
    page = open_page()
    page.enter("agent")
    page.go("/compte")
    with page.page.expect_download() as download:
        page.page.get_by_role("link", name="Prendre tout ce qui me concerne").click()
    taken = json.loads(download.value.path().read_text())
    assert any(record.get("mail") == "dominique.vial@mairie.example"
               for kind in taken["kinds"] for record in kind["records"])


@pytest.mark.parametrize("window", WINDOWS, ids=["narrow", "middle-dark", "wide"])
def test_the_journal_is_read_and_filtered(open_page, window):
    page = open_page(**window)
    page.enter("administrateur")
    page.go("/administration/journal")
    page.look()
    page.page.select_option("#evenement", "support.given")
    with page.page.expect_navigation(wait_until="load"):
        page.page.get_by_role("button", name="Chercher").click()
    page.look()
    titles = page.page.locator("main .entry h2").all_inner_texts()
    assert titles and set(titles) == {"Un soutien a été donné"}
    page.follow(page.page.get_by_role("link", name="Plus anciens"))
    page.look()
