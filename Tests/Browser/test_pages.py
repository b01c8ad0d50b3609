"""Every public page, at three widths, in both themes: accessible, silent, no wider than the window."""

import pytest

WIDTHS = [360, 768, 1440]
PUBLIC = ["/", "/organismes", "/organismes?q=dax", "/en", "/accessibilite", "/aide", "/mentions-legales",
          "/en/donnees-personnelles", "/connexion", "/demonstration/courriels", "/demonstration",
          "/consultations/services-2021/reglement", "/consultations/services-2021/contributions",
          "/consultations/services-2021/contributions?q=mairie&rubrique=besoin&tri=soutenues",
          "/en/consultations/services-2021/contributions?q=zzzz",
          "/consultations/services-2021/chiffres", "/en/consultations/services-2021/chiffres",
          "/consultations/services-2021/participation", "/api", "/en/api",
          "/consultations/services-2021/donnees?rubrique=besoin", "/en/consultations/services-2021/donnees"]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_accessible_silent_and_fits(open_page, path, width, dark):
    page = open_page(width=width, dark=dark)
    page.go(path)
    page.check_accessibility()
    page.check_width()


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_says_all_without_javascript(open_page, path):
    page = open_page(width=360, javascript=False)
    page.go(path)
    assert page.page.locator("main h1").count() == 1, f"{path}: a page has one title, in its main part"
    assert page.page.locator("main").inner_text().strip()


@pytest.mark.parametrize("path", PUBLIC)
def test_the_language_of_a_page_is_that_of_its_address(open_page, path):
    page = open_page(language="en")
    page.go(path)
    expected = "en" if path == "/en" or path.startswith("/en/") else "fr"
    assert page.page.locator("html").get_attribute("lang") == expected


@pytest.mark.parametrize("path", PUBLIC)
def test_the_content_security_policy_forbids_inline_code(open_page, path):
    page = open_page()
    policy = page.go(path).headers.get("content-security-policy", "")
    assert "default-src" in policy, f"{path}: no policy"
    assert "unsafe-inline" not in policy and "unsafe-eval" not in policy, policy


@pytest.mark.parametrize("path", PUBLIC)
def test_a_page_fits_at_twice_the_zoom(open_page, path):
    # 200 % zoom in a window of 1,280 px is a page of 640 CSS px.
    page = open_page(width=640)
    page.go(path)
    page.check_width()


def test_the_first_stop_of_the_keyboard_leads_to_the_content(open_page):
    page = open_page()
    page.go("/")
    page.page.keyboard.press("Tab")
    target = page.page.evaluate("document.activeElement.getAttribute('href')")
    assert target and target.startswith("#"), f"the first stop is {target!r}, not a link to the content"
    assert page.page.locator(target).count() == 1, f"{target} is not on the page"


@pytest.mark.parametrize("path", PUBLIC)
def test_a_printed_page_keeps_its_band_and_leaves_the_screen_behind(open_page, path):
    page = open_page(width=768)
    page.go(path)
    page.page.emulate_media(media="print")
    band = page.page.locator(".band")
    # The head of a table is what browsers repeat on each sheet.
    assert band.is_visible() and band.evaluate("node => getComputedStyle(node).display") == "table-header-group"
    for left in ["header.site-header", "footer.site-footer", "main form", "main .button", "main .back"]:
        assert not any(thing.is_visible() for thing in page.page.locator(left).all()), f"{path}: {left} is printed"
    assert page.page.locator("main h1").is_visible()


@pytest.mark.parametrize("path", PUBLIC)
def test_what_is_touched_on_a_phone_is_as_large_as_a_finger(open_page, path):
    page = open_page(width=360)
    page.go(path)
    small = page.page.evaluate("""() => [...document.querySelectorAll("a, button, summary, select, input")]
      .filter((thing) => !thing.matches("[type=hidden], .skip, .choice *") && getComputedStyle(thing).display !== "inline")
      .filter((thing) => { const { width, height } = thing.getBoundingClientRect(); return width && height && height < 43.5; })
      .map((thing) => `${thing.outerHTML.slice(0, 80)}: ${thing.getBoundingClientRect().height} px`)""")
    assert not small, f"{path}: {small}"
