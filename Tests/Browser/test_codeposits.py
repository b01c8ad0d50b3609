"""Depositing together: an invitation found as one types, its answer, the signatures, and leaving."""

import pytest

from test_first_deposit import HOME, Player

WINDOWS = [
    pytest.param({"width": 1440}, "", id="wide"),
    pytest.param({"width": 360, "javascript": False}, "", id="phone-without-javascript"),
    pytest.param({"width": 768, "dark": True, "language": "en"}, "/en", id="english-dark"),
]


def acting(player):
    player.go("/compte")
    return player.page.locator(".acting-name").first.text_content().strip()


@pytest.mark.parametrize("window, prefix", WINDOWS)
def test_two_organisations_deposit_together(open_page, window, prefix):
    lead = Player(open_page, window, prefix)
    lead.play("agent")
    other = Player(open_page, window, prefix)
    other.play("maire")
    name = acting(other)
    lead.go(f"{HOME}/deposer/besoin")
    lead.page.fill("#titre", "Une navette entre nos deux communes")
    lead.page.fill("#aujourdhui", "Chacun roule seul, les jours de marché.")
    lead.press("button[value=co-deposants]")
    if lead.has_script:
        lead.page.locator("#q").press_sequentially(name)
        lead.page.wait_for_selector(".suggestions [role=option]")
        with lead.page.expect_navigation(wait_until="load"):
            lead.page.locator(".suggestions [role=option]").first.click()
        assert lead.page.locator("input[name=organisme]:checked").count() == 1
    else:
        lead.page.fill("#q", name)
        lead.press("form[role=search] button")
        lead.page.locator("input[name=organisme]").first.check()
    lead.look()
    lead.press("main form:has(#organisme) button")
    # The other reads, and accepts.
    other.go(f"{HOME}/brouillons")
    other.press("main a[href*='/co-depots/']:has-text('Une navette')")
    assert "roule seul" in other.page.locator("article").inner_text()
    other.press("button[value=accepter]")
    other.press("main .actions a")
    other.page.fill("#aujourdhui", "Chacun roule seul, les jours de marché et d'école.")
    other.press("button[value=enregistrer]")
    # The lead finds it, and publishes for both.
    lead.go(f"{HOME}/brouillons")
    lead.press("main .entry h3 a:has-text('Une navette')")
    assert "école" in lead.page.input_value("#aujourdhui")
    lead.press("button[value=relire]")
    lead.press("#publier")
    assert name in lead.page.locator("main .meta").first.inner_text()
    lead.press("aside a[href$=co-deposants]")
