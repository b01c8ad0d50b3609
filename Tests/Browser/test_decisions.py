"""Instructors decide: with the keyboard alone, without a script, together, and as a screen reader goes."""

import re

import pytest

from world import DESK, HOME

EXPORT = HOME + "/donnees/contributions.json"
TODO = DESK + "?onglet=a-faire"
# As many as one does in a morning.
TREATED = 100
WIDTHS = [360, 768, 1440]


def looked_at(page):
    """What every page owes, at each width; the window is then wide again."""
    for width in WIDTHS:
        page.page.set_viewport_size({"width": width, "height": 900})
        page.look()


def press(page, *keys):
    for key in keys:
        page.page.keyboard.press(key)


def press_and_go(page, key):
    with page.page.expect_navigation(wait_until="load"):
        page.page.keyboard.press(key)


def focused(page):
    """What has the focus: its words, as they are read."""
    return page.page.evaluate("""() => {
      const one = document.activeElement;
      return (one.labels?.[0] ?? one).innerText.replace(/\\s+/g, " ").trim();
    }""")


def reach(page, words, most=150):
    """Goes on from element to element until one of these words has the focus."""
    for _ in range(most):
        press(page, "Tab")
        if focused(page).startswith(words):
            return
    raise AssertionError(f"{page.page.url}: the focus never comes to « {words} »")


def enter(open_page, who="instructeur", **window):
    page = open_page(**window)
    page.enter(who)
    return page


def switch_on(page):
    """Keys are off until then."""
    press(page, "s")
    assert focused(page) != "Touches du clavier"
    reach(page, "Touches du clavier")
    press(page, "Enter")
    assert page.page.locator(".keys [role=status]").inner_text().startswith("Touches en marche")


def add_addressee(page):
    page.go(DESK + "/guichets")
    if page.page.get_by_role("heading", name="Agence du cadastre").count():
        return
    page.page.fill("#nom", "Agence du cadastre")
    page.page.fill("#page", "https://cadastre.example")
    page.follow(page.page.get_by_role("button", name="Ajouter"))


def seen(page):
    """What must be as before once all is undone: the open data, the counts of the desk, and its first page."""
    page.go(TODO)
    # But for the keys, which may have been switched on meanwhile.
    page.page.evaluate("document.querySelectorAll('main kbd').forEach(key => key.remove())")
    queue = page.page.locator("main > :not(.keys)").all_inner_texts()
    return page.page.request.get(EXPORT).json(), queue


def decide(page, number):
    """One of five decisions, in turn, by its key; then Ctrl and Enter in the reason."""
    kind = number % 5
    press(page, "ggtri"[kind])
    if kind == 0:
        # A new proposition comes before all others.
        press(page, "Home")
    elif kind in (1, 3, 4):
        press(page, "Home", "ArrowDown")
    while page.page.evaluate("document.activeElement.name") != "raison":
        press(page, "Tab")
    press_and_go(page, "Control+Enter")


def undo(page):
    """The decision of this contribution; its key asks once more on the page that says what falls with it."""
    press_and_go(page, "a")
    press(page, "a")
    assert focused(page).startswith("Annuler")
    press_and_go(page, "Enter")
    assert "fait=annule" in page.page.url


def to_line(page, addresses):
    """Goes through the lines of the queue by their key, and opens the first of these."""
    while page.page.evaluate("document.activeElement.href ?? ''").partition("?")[0] not in addresses:
        before = page.page.evaluate("document.activeElement.href ?? ''")
        press(page, "s")
        assert page.page.evaluate("document.activeElement.href") != before
    press_and_go(page, "Enter")


def test_an_instructor_treats_and_undoes_all_with_the_keyboard_alone(open_page):
    page = enter(open_page)
    add_addressee(page)
    before = seen(page)
    switch_on(page)
    looked_at(page)
    press(page, "s")
    assert "/contributions/" in page.page.evaluate("document.activeElement.href")
    press_and_go(page, "Enter")

    treated = []
    for number in range(TREATED):
        treated.append(page.page.url.partition("?")[0])
        decide(page, number)
        assert "fait=decidee" in page.page.url and "onglet=a-faire" in page.page.url, page.page.url
    assert len(set(treated)) == TREATED
    looked_at(page)
    assert page.page.request.get(EXPORT).json() == before[0]

    reach(page, "← Instruction")
    press_and_go(page, "Enter")
    reach(page, "Faites")
    press_and_go(page, "Enter")
    looked_at(page)
    to_line(page, set(treated))
    # What joined a proposition falls with the decision that had made it, and is no longer among those that are done: one
    # goes on until there is none after this one, or one comes back to where nothing was left to undo.
    passed = set()
    while page.page.url.partition("?")[0] not in passed:
        passed.add(page.page.url.partition("?")[0])
        if page.page.url.partition("?")[0] in treated and page.page.locator("[data-key=annuler]").count():
            undo(page)
            passed = {page.page.url.partition("?")[0]}
        if not page.page.locator("[data-key=suivante]").count():
            break
        press_and_go(page, "s")
    looked_at(page)
    assert seen(page) == before


def test_a_key_can_be_changed_and_never_acts_while_one_types(open_page):
    page = enter(open_page)
    page.go(TODO)
    press(page, "s")
    assert page.page.evaluate("document.activeElement === document.body")
    switch_on(page)
    press(page, "?")
    dialog = page.page.get_by_role("dialog", name="Les touches de l’instruction")
    assert focused(page) == "Les touches de l’instruction"
    looked_at(page)
    # A key is not taken twice, and what is closed without saving is forgotten.
    dialog.get_by_label("Contribution suivante").fill("p")
    press(page, "Enter")
    assert "sert deux fois" in dialog.get_by_role("alert").inner_text()
    assert focused(page) == "Contribution précédente"
    looked_at(page)
    press(page, "Escape")
    assert not dialog.is_visible()
    press(page, "?")
    dialog.get_by_label("Contribution suivante").fill("k")
    press(page, "Enter")
    assert not dialog.is_visible()
    page.page.reload()
    press(page, "s")
    assert page.page.evaluate("document.activeElement === document.body")
    press(page, "k")
    press_and_go(page, "Enter")

    here = page.page.url
    press(page, "n")
    assert focused(page) == "Note"
    page.page.keyboard.type("skg")
    press(page, "Control+k", "Escape")
    assert page.page.locator("#note").input_value() == "skg"
    assert focused(page).startswith("Écrire une note")
    press(page, "Control+k", "Alt+k")
    assert page.page.url == here
    press(page, "u")
    assert "pas possible ici" in page.page.locator(".keys [role=status]").inner_text()
    looked_at(page)
    reach(page, "Touches du clavier")
    press(page, "Enter", "k")
    assert page.page.url == here
    assert page.page.locator("[data-shown]").count() == 0


def test_two_instructors_decide_of_one_contribution_without_a_script(open_page):
    def look():
        for width in WIDTHS:
            page.page.set_viewport_size({"width": width, "height": 900})
            page.check_width()

    page = enter(open_page, javascript=False).expecting(409, 422)
    colleague = enter(open_page, "instructrice")
    add_addressee(page)
    before = seen(page)
    assert not page.page.locator(".keys").is_visible()
    page.follow(page.page.locator("main .entry h3 a").first)
    address = page.page.url
    rejecting = page.page.locator("details[data-key=ineligible]")
    rejecting.locator("summary").first.click()
    rejecting.locator("textarea").fill("Hors champ, {inconnu}.")
    rejecting.locator("select[name=article]").select_option(index=1)
    page.follow(rejecting.locator(".button-primary"))
    assert page.page.locator(".error-summary").is_visible()
    rejecting = page.page.locator("details[data-key=ineligible]")
    assert rejecting.locator("textarea").input_value() == "Hors champ, {inconnu}."
    assert rejecting.locator("select[name=article]").input_value()
    look()

    colleague.page.goto(address)
    keeping = colleague.page.locator("details[data-key=gardee]")
    keeping.locator("summary").first.click()
    colleague.follow(keeping.locator(".button-primary"))
    rejecting.locator("textarea").fill("Hors champ, d’après {choix}.")
    page.follow(rejecting.locator(".button-primary"))
    told = page.page.locator("main").inner_text()
    assert "Gardée seule" in told and "Hors champ, d’après {choix}." in told
    look()

    page.page.goto(address)
    page.follow(page.page.get_by_role("link", name="Annuler cette décision…"))
    look()
    page.follow(page.page.get_by_role("button", name="Annuler cet acte"))
    look()
    assert page.page.locator("details[data-key=ineligible]").is_visible()
    assert seen(page) == before


READ_ON = """() => {
  const one = document.activeElement, last = window.lastRead;
  // Past the end of the page, nothing has the focus.
  if (one === document.body) return ["", true];
  window.lastRead = one;
  const goesOn = !last || Boolean(last.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
  return [(one.labels?.[0] ?? one).innerText.replace(/\\s+/g, " ").trim(), goesOn];
}"""


def read_on(page, words, most=150):
    """From element to element as they are read, never back, to the one of these words."""
    for _ in range(most):
        press(page, "Tab")
        told, goes_on = page.page.evaluate(READ_ON)
        assert goes_on, f"{page.page.url}: « {told} » is read before what had the focus"
        if told.startswith(words):
            return
    raise AssertionError(f"{page.page.url}: « {words} » is never read")


def skip(page):
    """Past the header, by the first link of every page."""
    read_on(page, "Aller au contenu", most=1)
    press(page, "Enter")


def decide_as_read(page, number):
    """One of three decisions, in turn, by what stands on the page alone."""
    skip(page)
    # Where the decision stands under the text, a link leads to it.
    read_on(page, "Aller à la décision")
    press(page, "Enter")
    kind, button = [
        ("Regrouper", "Regrouper cette contribution"), ("Garder seule", "Garder cette contribution seule"),
        ("Déclarer inéligible", "Déclarer cette contribution inéligible"),
    ][number % 3]
    read_on(page, kind)
    press(page, "Enter")
    if number % 3 == 2:
        read_on(page, "D’après quel article")
        press(page, "ArrowDown")
    read_on(page, "La raison, pour l’auteur")
    read_on(page, button)
    press_and_go(page, "Enter")
    assert "fait=decidee" in page.page.url and "onglet=a-faire" in page.page.url, page.page.url


def test_an_instructor_treats_and_undoes_all_in_the_order_of_a_screen_reader(open_page):
    page = enter(open_page, width=WIDTHS[0])
    before = seen(page)
    page.follow(page.page.locator("main .entry h3 a").first)
    treated = set()
    for number in range(TREATED):
        treated.add(page.page.url.partition("?")[0])
        decide_as_read(page, number)
    assert len(treated) == TREATED
    assert page.page.request.get(EXPORT).json() == before[0]

    # Nothing was done since: the first of the list is the last of them, and nothing stands on it.
    for _ in range(TREATED):
        page.go(DESK + "/actes?qui=moi")
        skip(page)
        read_on(page, "Annuler…")
        press_and_go(page, "Enter")
        skip(page)
        read_on(page, "Annuler cet acte")
        press_and_go(page, "Enter")
        assert "fait=annule" in page.page.url, page.page.url
    assert seen(page) == before


def test_a_page_to_decide_is_gone_through_as_it_is_read(open_page):
    page = enter(open_page)
    page.go(TODO)
    page.follow(page.page.locator("main .entry h3 a").first)
    looked_at(page)
    main = page.page.locator("main")
    headings = main.get_by_role("heading").evaluate_all("all => all.map((one) => Number(one.tagName[1]))")
    assert headings[0] == 1 and headings.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in zip(headings, headings[1:]))
    assert page.page.get_by_role("complementary", name="Décision").count() == 1
    landmarks = main.locator("nav, aside").evaluate_all("all => all.map((one) => one.getAttribute('aria-label'))")
    assert all(landmarks) and len(landmarks) == len(set(landmarks))

    for folded in main.locator("details").all():
        folded.evaluate("one => { one.removeAttribute('name'); one.open = true; }")
    names = re.findall(r'- button "([^"]+)"', main.aria_snapshot())
    assert len(names) >= 8 and len(names) == len(set(names)), names
    assert main.locator("[tabindex]:not([tabindex='-1'], [tabindex='0'])").count() == 0
    page.page.reload()
    went = []
    while "Me déporter" not in went:
        press(page, "Tab")
        went.append(focused(page))
        assert len(went) < 100, went
    expected = [
        "← Instruction des contributions", "Voir la page publique", "Suivante →", "Touches du clavier",
        "Liste des touches", "Regrouper", "Garder seule", "Réorienter", "Déclarer inéligible", "Écrire une note",
    ]
    assert [words for words in went if words in expected] == expected, went
