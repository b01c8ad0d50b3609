"""Following: a citizen without account by mail, a person on the site and at her rhythm; looked at in every window."""

import re

import pytest

HOME = "/consultations/services-2021"
WINDOWS = [{"width": 360, "javascript": False}, {"width": 768, "dark": True}, {"width": 1440}]


@pytest.mark.parametrize("window", WINDOWS, ids=["phone-without-javascript", "middle-dark", "wide"])
def test_a_citizen_follows_a_contribution_and_leaves(open_page, window):
    page = open_page(**window)
    mail = f"citoyenne{window['width']}@wanadoo.example"

    def look():
        page.check_width()
        if window.get("javascript", True):
            page.check_accessibility()

    def press(selector):
        with page.page.expect_navigation(wait_until="load"):
            page.page.locator(selector).first.click()
        look()

    page.go(f"{HOME}/contributions?tri=soutenues")
    page.follow(page.page.locator("main .entry h3 a").nth(2))
    press("a[href$='/suivi']")
    page.page.locator("#adresse").fill("citoyenne")
    page.expecting(422)
    page.page.evaluate("document.querySelector('main form').noValidate = true")
    press("main form button[type=submit]")
    assert page.page.locator("#adresse").input_value() == "citoyenne"
    page.page.locator("#adresse").fill(mail)
    press("main form button[type=submit]")
    assert "courriel est parti" in page.page.locator("[role=status]").inner_text()
    page.go(re.search(r"/suivi/[0-9a-z]{52}", page.mail(mail)).group(0))
    look()
    press("main form button[type=submit]")
    assert page.page.locator("main h1").inner_text() == "C’est confirmé"
    press("#garde")
    assert mail not in page.page.locator("main").inner_text()
    with page.page.expect_download() as download:
        page.page.locator("#export").click()
    assert mail in download.value.path().read_text()
    page.expecting(422)
    press("#effacer")
    page.page.locator("label[for=confirmation-oui]").click()
    press("#effacer")
    assert page.page.locator("main h1").inner_text() == "C’est effacé"


@pytest.mark.parametrize("window", [{"width": 360}, {"width": 768, "dark": True}, {"width": 1440}],
                         ids=["narrow", "middle-dark", "wide"])
def test_a_person_follows_and_chooses_her_rhythm(open_page, window):
    page = open_page(**window)
    page.enter("maire")
    page.go(f"{HOME}/contributions?tri=soutenues")
    page.follow(page.page.locator("main .entry h3 a").nth(5))
    title = page.page.locator("main h1").inner_text()
    page.go(page.page.url.removeprefix(page.base) + "/suivi")
    if page.page.get_by_role("button", name="Ne plus suivre").count() == 0:
        with page.page.expect_navigation(wait_until="load"):
            page.page.locator("main").get_by_role("button", name="Suivre").click()
    page.look()
    page.go("/mes-suivis")
    assert title in page.page.locator("main").inner_text()
    page.look()
    page.page.locator("label[for=rythme-daily]").click()
    with page.page.expect_navigation(wait_until="load"):
        page.page.get_by_role("button", name="Enregistrer").click()
    page.look()
    assert page.page.locator("#rythme-daily").is_checked()
