"""Drafts lose nothing: two agents on one draft, and a line that is cut at each field."""

import pytest

from test_first_deposit import HOME, Player

WINDOWS = [
    pytest.param({"width": 1440}, "", id="wide"),
    pytest.param({"width": 360, "javascript": False}, "", id="phone-without-javascript"),
    pytest.param({"width": 768, "dark": True, "language": "en"}, "/en", id="english-dark"),
]
OPTIONAL = ["pour-qui", "existant", "attendu"]


def saved(player):
    """Waits for the script, where there is one; else presses the button."""
    if player.has_script:
        player.page.evaluate("document.querySelector('form[data-autosave]').saveNow()")
    else:
        player.press("button[value=enregistrer]")


def begin(player, title, today):
    player.go(f"{HOME}/deposer/besoin")
    address = player.page.url.split("?")[0]
    player.page.fill("#titre", title)
    player.page.fill("#aujourdhui", today)
    saved(player)
    return address[len(player.watched.base + player.prefix):]


@pytest.mark.parametrize("window, prefix", WINDOWS)
def test_two_agents_on_one_draft_see_both_versions_and_lose_nothing(open_page, window, prefix):
    desk = Player(open_page, window, prefix)
    desk.play("collegue")
    # She acts for two communes, and this one is the first of them.
    telephone = Player(open_page, window, prefix)
    telephone.play("itinerante")
    place = begin(desk, "Un panneau à deux", "Une affiche.")
    telephone.go(place)
    desk.go(place)
    # Apart from one another: joined without a word.
    for player, field, text in [(desk, "existant", "Rien encore."), (telephone, "attendu", "Un panneau.")]:
        player.page.locator("form details.section summary").first.click()
        player.page.fill(f"#{field}", text)
        saved(player)
    desk.go(place)
    assert desk.page.input_value("#existant") == "Rien encore." and desk.page.input_value("#attendu") == "Un panneau."
    # On the same answer: told, and both are kept.
    telephone.go(place)
    desk.page.fill("#aujourdhui", "Une affiche, au bureau.")
    saved(desk)
    telephone.page.fill("#aujourdhui", "Une affiche, dehors.")
    telephone.watched.expecting(409)
    if telephone.has_script:
        saved(telephone)
        telephone.page.wait_for_selector("[data-conflict]:not([hidden])")
        telephone.look()
        telephone.page.fill("#aujourdhui", "Une affiche, dehors. Et dedans.")
        telephone.press("[data-conflict] a")
    else:
        telephone.press("button[value=enregistrer]")
    text = telephone.page.locator("main").inner_text()
    assert "Une affiche, au bureau." in text and "Une affiche, dehors." in text
    assert "Et dedans." in text or not telephone.has_script
    telephone.page.check("#choix-aujourdhui-deux")
    telephone.press("#choisir")
    both = telephone.page.input_value("#aujourdhui")
    assert both.index("au bureau.") < both.index("dehors.")
    desk.go(place)
    assert desk.page.input_value("#aujourdhui") == both


# What each field of a form is given, in the order of the page; of a list or a box, which is ticked.
NEED = {field: f"Ce qui fut tapé dans {field}." for field in ["titre", "aujourdhui", *OPTIONAL]}
SERVICE = {
    "titre": "Un guichet partagé", "aujourdhui": "Il prend les rendez-vous.", "mainteneur": "La ville",
    "utilisateurs": "Trois communes", "code": "https://exemple.example/code", "licence": "EUPL-1.2",
    "documentation": "https://exemple.example/aide", "cout": "Rien.", "pour-qui": "Les mairies",
    "existant": "Un tableur", "attendu": "Moins d’appels", "theme": True, "langue": "en", "question-comptes": "etat",
}

# One of each kind of field that a need has not.
OTHERS = ["mainteneur", "code", "theme", "langue", "question-comptes"]


def type_into(page, field, value):
    if value is True:
        page.locator(f"[name={field}]").first.check()
    elif page.locator(f"[name={field}]").first.evaluate("field => field.tagName") == "SELECT":
        page.select_option(f"[name={field}]", value)
    else:
        page.fill(f"[name={field}]", value)


def typed_in(page, field, value):
    field = page.locator(f"[name={field}]").first
    return field.is_checked() if value is True else field.input_value()


@pytest.mark.parametrize("rubric, values, cut", [
    pytest.param(rubric, values, cut, id=f"{rubric}-{cut}")
    for rubric, values, cuts in [("besoin", NEED, NEED), ("service", SERVICE, OTHERS)] for cut in cuts])
def test_a_line_cut_at_a_field_loses_no_more_than_that_field(open_page, rubric, values, cut):
    player = Player(open_page, {"width": 1440}, "")
    player.play("agent")
    player.go(f"{HOME}/deposer/{rubric}")
    page, place = player.page, player.page.url
    page.evaluate("for (const part of document.querySelectorAll('form details')) part.open = true")
    isolated = [False]
    page.route("**/brouillons/**", lambda route: route.abort() if isolated[0] else route.continue_())
    typed = {}
    for field, value in values.items():
        isolated[0] = field == cut
        typed[field] = value
        type_into(page, field, value)
        page.evaluate("document.querySelector('form[data-autosave]').saveNow()")
        if isolated[0]:
            break
    # The device is lost: another one has all but the field at which the line was cut.
    player.watched.troubles.clear()
    other = Player(open_page, {"width": 360}, "")
    other.play("agent")
    before = {field: value for field, value in typed.items() if field != cut}
    if before:
        other.page.goto(place)
        for field, value in before.items():
            assert typed_in(other.page, field, value) == value
    # The device comes back: that field comes back with it, and is saved.
    isolated[0] = False
    page.goto(place)
    page.wait_for_selector("[data-save-state][data-state=ok]")
    assert typed_in(page, cut, typed[cut]) == typed[cut]
    other.page.goto(place)
    for field, value in typed.items():
        assert typed_in(other.page, field, value) == value
    player.watched.troubles.clear()


def test_an_answer_of_the_server_that_is_lost_makes_no_conflict_with_oneself(open_page):
    player = Player(open_page, {"width": 1440}, "")
    player.play("agent")
    place = begin(player, "Une réponse perdue", "Un.")
    page = player.page
    page.route("**/brouillons/**", lambda route: (route.fetch(), route.abort()))
    page.fill("#aujourdhui", "Deux.")
    page.evaluate("document.querySelector('form[data-autosave]').saveNow()")
    page.unroute("**/brouillons/**")
    player.watched.troubles.clear()
    page.fill("#aujourdhui", "Deux, et trois.")
    page.evaluate("document.querySelector('form[data-autosave]').saveNow()")
    page.wait_for_selector("[data-save-state][data-state=ok]")
    player.go(place)
    assert page.input_value("#aujourdhui") == "Deux, et trois."


def test_two_windows_of_one_person_that_a_cut_line_closes_lose_nothing(open_page):
    player = Player(open_page, {"width": 1440}, "")
    player.play("agent")
    place = begin(player, "Deux fenêtres", "Au début.")
    context = player.page.context
    isolated = [True]
    context.route("**/brouillons/**", lambda route: route.abort()
                  if isolated[0] and route.request.method == "POST" else route.continue_())
    windows = [context.new_page(), context.new_page()]
    for window, text in zip(windows, ["Dans la première.", "Dans la seconde."]):
        window.goto(player.watched.base + place)
        window.fill("#aujourdhui", text)
        window.evaluate("document.querySelector('form[data-autosave]').saveNow()")
    # While the other is open, neither takes what the other holds.
    assert [window.input_value("#aujourdhui") for window in windows] == ["Dans la première.", "Dans la seconde."]
    for window in windows:
        window.close()
    isolated[0] = False
    # The newest comes back into the form, the other waits beside the draft.
    player.watched.expecting(409)
    player.go(place)
    page = player.page
    page.wait_for_function("() => document.getElementById('aujourdhui').value === 'Dans la seconde.'")
    page.wait_for_selector("[data-conflict]:not([hidden])")
    player.press("[data-conflict] a")
    text = page.locator("main").inner_text()
    assert "Dans la première." in text and "Dans la seconde." in text
    page.check("#choix-aujourdhui-deux")
    player.press("#choisir")
    both = page.input_value("#aujourdhui")
    assert "Dans la première." in both and "Dans la seconde." in both
    assert not page.evaluate("Object.keys(localStorage).some((key) => key.startsWith('coporter:'))")
