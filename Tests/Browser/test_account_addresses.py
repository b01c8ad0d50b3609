"""A second address for an account: asked for, proved by its code, then the first one removed; looked at in every window."""

import re

import pytest

WINDOWS = [{"width": 360, "javascript": False}, {"width": 768, "dark": True}, {"width": 1440}]


@pytest.mark.parametrize("window", WINDOWS, ids=["phone-without-javascript", "middle-dark", "wide"])
def test_an_account_has_one_more_address(open_page, window):
    page = open_page(**window)
    mail = f"autre{window['width']}@wanadoo.example"

    def press(selector):
        with page.page.expect_navigation(wait_until="load"):
            page.page.locator(selector).first.click()
        page.check_width()
        if window.get("javascript", True):
            page.check_accessibility()

    page.enter("agent")
    page.go("/compte")
    press("#adresses")
    page.expecting(422, 409)
    press("#ajouter")
    page.page.locator("#adresse").fill(mail)
    press("#ajouter")
    code = re.search(r"\b[0-9]{6}\b", page.mail(mail)).group(0)
    page.go("/compte/adresses")
    assert mail in page.page.locator("main").inner_text()
    page.page.locator("#code").fill(code)
    press("#prouver")
    assert "ajoutée" in page.page.locator("[role=status]").inner_text()
    page.page.get_by_role("button", name=f"Retirer {mail}").click()
    page.page.wait_for_load_state("load")
    assert "retirée" in page.page.locator("[role=status]").inner_text()
    assert mail not in page.page.locator("main ul.list").inner_text()
