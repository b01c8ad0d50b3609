"""A newcomer signs in by the code that came by mail: on a phone, without JavaScript, by keyboard, in English."""

import re
import uuid

import pytest

CASES = [
    pytest.param({"width": 1440}, "", id="wide"),
    pytest.param({"width": 360, "javascript": False}, "", id="phone-without-javascript"),
    pytest.param({"width": 768, "dark": True, "language": "en"}, "/en", id="english-dark"),
]


def newest_code(page, recipient):
    """The code of the last mail to `recipient`, read where the demonstration shows its mails."""
    return re.search(r"\b(\d{6})\b", page.mail(recipient)).group(1)


@pytest.mark.parametrize("window, prefix", CASES)
def test_a_newcomer_signs_in_by_code(open_page, window, prefix):
    page = open_page(**window)
    # axe-core is itself a script: where there is none, the width and the walk are what is looked at.
    look = page.check_accessibility if window.get("javascript", True) else page.check_width
    recipient = f"mairie-{uuid.uuid4().hex[:8]}@wanadoo.example"
    page.go(f"{prefix}/connexion?retour=/compte")
    page.page.fill("#adresse", recipient)
    page.page.keyboard.press("Enter")
    page.page.wait_for_url("**/connexion/code")
    page.check_width()
    look()
    code = newest_code(page, recipient)
    page.go(f"{prefix}/connexion/code")
    page.page.fill("#code", f"{code[:3]} {code[3:]}")
    page.page.keyboard.press("Enter")
    page.page.wait_for_url("**/connexion/qui")
    page.check_width()
    look()
    page.page.fill("#nom", "Camille Roche")
    page.page.keyboard.press("Enter")
    page.page.wait_for_url("**/compte")
    page.check_width()
    look()
    assert page.page.locator("h1").inner_text() == "Camille Roche"
    page.page.locator("details.acting summary").click()
    page.page.locator("details.acting button", has_text=re.compile("Se déconnecter|Sign out")).click()
    page.page.wait_for_url(f"**{prefix or '/'}")
    assert page.page.locator("details.acting").count() == 0


def test_what_was_typed_stays_beside_its_refusal(open_page):
    page = open_page(width=360)
    page.go("/connexion")
    page.page.fill("#adresse", "mairie")
    page.expecting(422)
    page.page.keyboard.press("Enter")
    page.page.wait_for_selector(".error-summary")
    assert page.page.input_value("#adresse") == "mairie"
    page.check_accessibility()
