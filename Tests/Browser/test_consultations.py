"""Preparing a consultation, looked at in every window and played as an administrator does."""

import pytest

WINDOWS = [{"width": 360}, {"width": 768, "dark": True}, {"width": 1440}]
PREPARED = "/administration/consultations/services-2021"
PAGES = ["/administration/consultations", "/administration/preparer", PREPARED, PREPARED + "/presentation",
         PREPARED + "/calendrier", PREPARED + "/participation", PREPARED + "/themes", PREPARED + "/reglement"]


@pytest.mark.parametrize("window", WINDOWS, ids=["narrow", "middle-dark", "wide"])
def test_the_pages_where_a_consultation_is_prepared(open_page, window):
    page = open_page(**window)
    page.enter("administrateur")
    for path in PAGES:
        page.go(path)
        page.look()


@pytest.mark.parametrize("window", WINDOWS, ids=["narrow", "middle-dark", "wide"])
def test_the_rules_and_how_they_are_checked(open_page, window):
    page = open_page(**window)
    for path in ("/consultations/services-2021/reglement", "/consultations/services-2021/reglement/versions/1",
                 "/en/consultations/services-2021/reglement"):
        page.go(path)
        page.look()
        assert len(page.page.locator("main code.hash").inner_text()) == 64


@pytest.mark.parametrize("window", WINDOWS, ids=["narrow", "middle-dark", "wide"])
def test_who_may_do_what_is_read_by_everybody(open_page, window):
    page = open_page(**window)
    page.go("/consultations/services-2021")
    page.follow(page.page.get_by_role("link", name="Qui peut faire quoi, et quand", exact=True))
    page.look()
    assert "Départements" in page.page.locator("#vote").inner_text()
    page.go("/en/consultations/services-2021/participation")
    page.look()


@pytest.mark.parametrize("window", WINDOWS, ids=["narrow", "middle-dark", "wide"])
def test_the_table_is_ticked_by_its_words(open_page, window):
    page = open_page(**window)
    page.enter("administrateur")
    page.go(PREPARED + "/participation")
    tick = page.page.get_by_label("Voter\u00a0: Associations")
    tick.check()
    assert tick.is_checked()
    # Nothing of it was sent.
    page.go(PREPARED + "/participation")
    assert not page.page.get_by_label("Voter\u00a0: Associations").is_checked()


def test_a_consultation_is_prepared_and_nobody_else_sees_it(open_page):
    page = open_page()
    page.enter("administrateur")
    page.go("/administration/consultations")
    page.follow(page.page.get_by_role("link", name="Préparer une consultation", exact=True))
    page.look()
    page.page.fill("#titre", "Une démarche de plus")
    page.page.fill("#organisateur", "Agence nationale (démonstration)")
    page.page.fill("#presentation", "Dites **tout**.")
    with page.page.expect_navigation(wait_until="load"):
        page.page.get_by_role("button", name="Enregistrer").click()
    assert "La consultation est créée" in page.page.locator("main [role=status]").inner_text()
    page.look()
    page.follow(page.page.get_by_role("link", name="Calendrier", exact=True))
    page.page.fill("#depot-ouverture", "2021-05-03T09:00")
    page.page.fill("#depot-cloture", "2021-06-06T17:00")
    with page.page.expect_navigation(wait_until="load"):
        page.page.get_by_role("button", name="Enregistrer").click()
    assert "fin de semaine" in page.page.locator("main").inner_text()
    page.look()
    page.follow(page.page.get_by_role("link", name="Règlement de la démarche", exact=True))
    with page.page.expect_navigation(wait_until="load"):
        page.page.locator("button[value=relire]").click()
    assert "Ce qui sera publié" in page.page.locator("main").inner_text()
    page.look()
    # The template is no Rules: each of its articles is written first.
    page.expecting(422)
    with page.page.expect_navigation(wait_until="load"):
        page.page.locator("button[value=publier]").click()
    assert "phrase de la trame" in page.page.locator("main .error-summary").inner_text()
    lines = page.page.locator("#texte").input_value().split("\n")
    written = [line if not line or line.startswith("#") else line + " Et plus encore." for line in lines]
    page.page.fill("#texte", "\n".join(written))
    with page.page.expect_navigation(wait_until="load"):
        page.page.locator("button[value=publier]").click()
    assert "Le règlement est publié" in page.page.locator("main [role=status]").inner_text()
    page.follow(page.page.get_by_role("link", name="Voir l’aperçu de la page", exact=True))
    page.look()
    address = page.page.url
    stranger = open_page().expecting(404)
    assert stranger.page.goto(address).status == 404
