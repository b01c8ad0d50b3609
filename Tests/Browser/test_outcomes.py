"""Once decisions are published: what became of the contributions, as anyone reads it."""

import pytest

from conftest import demonstration, opening

HOME = "/consultations/services-2021"
WINDOWS = [{"width": 360}, {"width": 768, "dark": True}, {"width": 1440}, {"width": 360, "javascript": False}]
COUNTED = {"regroupee": 382, "gardee": 9, "reorientee": 81, "ineligible": 4, "a-l-etude": 0}


def look(page, window):
    """What every page owes; axe-core is a script."""
    page.check_width()
    if window.get("javascript", True):
        page.check_accessibility()


@pytest.fixture(scope="module")
def regrouped(tmp_path_factory):
    with demonstration(tmp_path_factory.mktemp("regrouped"), "--phase", "regrouped") as running:
        yield running


@pytest.mark.parametrize("window", WINDOWS, ids=["narrow", "middle-dark", "wide", "narrow-without-javascript"])
def test_from_the_home_page_to_the_reason_of_one_decision(browser, regrouped, window):
    with opening(browser, regrouped) as open_one:
        page = open_one(**window)
        page.go(HOME)
        look(page, window)
        page.follow(page.page.get_by_role("link", name="Où est passée ma contribution"))
        look(page, window)
        table = page.page.locator("main table")
        for word, count in COUNTED.items():
            assert table.locator(f"a[href$='suites?decision={word}']").inner_text() == str(count)
        # The picture goes on to the propositions, and the whole table is seen without moving it aside.
        assert table.locator("td.drawn path").count() == 2
        for word, count in {"regroupee": 58, "gardee": 9}.items():
            made = table.locator(f"a[href$='propositions?decision={word}']")
            assert made.inner_text() == str(count)
            box = made.bounding_box()
            assert box["x"] + box["width"] <= window["width"]
        assert "391 contributions forment 67 propositions." in page.page.locator("main").inner_text()
        page.follow(table.locator("a[href$='suites?decision=reorientee']"))
        look(page, window)
        assert "81 contributions" in page.page.locator("main h2").first.inner_text()
        page.follow(page.page.locator("main .entry h3 a").first)
        look(page, window)
        assert "Réorientée" in page.page.locator("main section.notice").inner_text()


@pytest.mark.parametrize("window", WINDOWS, ids=["narrow", "middle-dark", "wide", "narrow-without-javascript"])
def test_a_proposition_tells_what_it_unites(browser, regrouped, window):
    with opening(browser, regrouped) as open_one:
        page = open_one(**window)
        page.go(HOME + "/propositions")
        look(page, window)
        assert "67 propositions" in page.page.locator("main").inner_text()
        page.follow(page.page.locator("main .entry h3 a").first)
        look(page, window)
        united = page.page.locator("main aside li a")
        assert united.count() >= 1
        page.follow(united.first)
        look(page, window)
        assert "Ce que cette contribution est devenue" in page.page.locator("main").inner_text()
        page.go("/en" + HOME + "/propositions")
        look(page, window)
        page.go("/en" + HOME + "/suites?decision=gardee")
        look(page, window)
