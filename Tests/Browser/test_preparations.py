"""An operator asks its members, one accepts by the link of its mailbox, and its draft is completed by the operator,
then published by the member alone."""

import re
import uuid

import pytest

from test_first_deposit import HOME, Player

WINDOWS = [
    pytest.param({"width": 1440}, "", id="wide"),
    pytest.param({"width": 360, "javascript": False}, "", id="phone-without-javascript"),
    pytest.param({"width": 768, "dark": True, "language": "en"}, "/en", id="english-dark"),
]


@pytest.mark.parametrize("window, prefix", WINDOWS)
def test_an_operator_completes_the_draft_of_a_member(open_page, window, prefix):
    operator = Player(open_page, window, prefix)
    operator.play("operateur")
    operator.go("/habilitation")
    operator.press("main a[href$='/adherents']")
    operator.press("main a[href$='etat=non-demandee']")
    box = operator.page.locator("tbody input[name=adherent]").first
    name = operator.page.locator("tbody label").first.inner_text()
    box.check()
    operator.press("main form:has(#jusque) button")
    assert "1" in operator.page.locator("main .notice-ok").inner_text()
    # The town hall answers from its mailbox, without account.
    letter = operator.mail(f"dont {name} est adhérent")
    link = re.search(r"/autorisation/[0-9a-z]{52}", letter).group(0)
    hall = Player(open_page, window, prefix)
    hall.go(link)
    hall.page.check("input[name=portee]")
    hall.press("button[value=accepter]")
    assert hall.page.locator("button[value=fin]").count() == 1
    # The operator begins, and is told that it may not publish.
    title = f"Suivre les clés des salles {uuid.uuid4().hex[:6]}"
    operator.go(f"{HOME}/adherents")
    operator.press(f"main section:has(h2:text-is(\"{name}\")) a[href$=besoin]")
    operator.page.fill("#titre", title)
    operator.page.fill("#aujourdhui", "Un tableau de clés, et un carnet.")
    operator.press("button[value=relire]")
    assert operator.page.locator("#publier").count() == 0
    operator.press("#pret")
    assert title in operator.page.locator("main").inner_text()
    # Somebody of the town hall proves it, reads who wrote, completes and publishes.
    word = uuid.uuid4().hex[:8]
    hall.sign_in(f"mairie-{word}@wanadoo.example", f"Andrée {word}")
    hall.go(f"/habilitation?q={name.split(' (')[0]}")
    hall.press("main section:last-of-type .entry a")
    hall.page.check("#fonction-agent")
    hall.press("main form button[type=submit]")
    address = hall.page.url
    code = re.search(r"\b(\d{6})\b", hall.mail(f"Andrée {word}")).group(1)
    hall.page.goto(address)
    hall.page.fill("#code", code)
    hall.press("main form button[type=submit]")
    hall.go(f"{HOME}/brouillons")
    hall.press(f"main .entry h3 a:has-text('{title}')")
    assert hall.page.locator("aside ul li").count() == 1
    hall.page.fill("#aujourdhui", "Un tableau de clés, un carnet, et des clés perdues.")
    hall.press("button[value=relire]")
    hall.press("#publier")
    assert title in hall.page.locator("h1").inner_text()
    # And ends it, by the same link.
    hall.go(link)
    hall.press("button[value=fin]")
    operator.go(f"{HOME}/adherents")
    assert title not in operator.page.locator("main").inner_text()
