"""The desk of the instructors: the queue, its filters, and the groups that are proposed."""

import re

import pytest

HOME = "/consultations/services-2021"
WINDOWS = [{"width": 360, "javascript": False}, {"width": 768, "dark": True}, {"width": 1440}]


def counted(page):
    return int(re.sub(r"\D", "", page.page.locator("main h2:not(dialog h2)").first.inner_text()))


@pytest.mark.parametrize("window", WINDOWS, ids=["phone-without-javascript", "middle-dark", "wide"])
def test_an_instructor_reads_the_queue_and_the_groups(open_page, window):
    def look():
        page.check_width()
        if window.get("javascript", True):
            page.check_accessibility()

    page = open_page(**window)
    page.enter("instructeur")
    page.go("/instruction")
    assert page.page.url.endswith(f"{HOME}/instruction")
    look()
    everything = counted(page)
    page.page.select_option("#rubrique", "service")
    with page.page.expect_navigation(wait_until="load"):
        page.page.get_by_role("button", name="Filtrer").click()
    assert "rubrique=service" in page.page.url
    assert 0 < counted(page) < everything
    look()

    page.go(f"{HOME}/instruction")
    page.follow(page.page.get_by_role("link", name="Groupes proposés"))
    look()
    coarse = counted(page)
    assert coarse > 0
    slider = page.page.get_by_label("Finesse des groupes")
    slider.focus()
    for _ in range(20):
        page.page.keyboard.press("ArrowRight")
    with page.page.expect_navigation(wait_until="load"):
        page.page.get_by_role("button", name="Regrouper autrement").press("Enter")
    assert "finesse=54" in page.page.url
    assert "Finesse actuelle" in page.page.locator("main").inner_text()
    assert "le plus proche de tous" in page.page.locator("main").inner_text()
    look()
