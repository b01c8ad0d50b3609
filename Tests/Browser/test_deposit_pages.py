"""The pages on the way of a deposit and of a support, looked at in every window; and what a first view weighs."""

import pytest

HOME = "/consultations/services-2021"
WINDOWS = [{"width": 360}, {"width": 768, "dark": True}, {"width": 1440}]
# Compressed, fonts apart.
HEAVIEST = 60_000


@pytest.mark.parametrize("window", WINDOWS, ids=["narrow", "middle-dark", "wide"])
def test_the_pages_of_a_deposit_and_of_a_support(open_page, window):
    page = open_page(**window)
    page.enter("operateur")
    page.go(f"{HOME}/contributions?tri=soutenues")
    page.follow(page.page.locator("main .entry h3 a").nth(2))
    page.look()
    address = page.page.url.removeprefix(page.base)
    for act in ("/soutien", "/soutiens", "/commentaires"):
        page.go(address + act)
        page.look()
    for path in (f"{HOME}/deposer/besoin", f"{HOME}/deposer/service", "/mes-depots", "/habilitation", "/compte"):
        page.go(path)
        page.look()


@pytest.mark.parametrize("window", WINDOWS, ids=["narrow", "middle-dark", "wide"])
def test_getting_in_and_a_draft_without_an_organisation(open_page, window):
    page = open_page(**window)
    page.enter("nouvelle")
    page.go("/habilitation?q=dax")
    page.look()
    page.follow(page.page.locator("main .entry a").first)
    page.look()
    page.go(f"{HOME}/deposer/besoin")
    page.page.locator("#titre").fill("Prévenir les habitants quand la salle ferme")
    page.page.locator("#aujourdhui").fill("Une affiche sur la porte, que personne ne lit à temps.")
    with page.page.expect_navigation(wait_until="load"):
        page.page.locator("main form button[value=relire]").click()
    page.look()


@pytest.mark.parametrize("window", WINDOWS, ids=["narrow", "middle-dark", "wide"])
def test_a_file_fills_the_draft_of_a_service(open_page, window):
    page = open_page(**window)
    page.enter("secretaire")
    page.go(f"{HOME}/deposer/service")
    page.follow(page.page.locator("main a[href*=publiccode]"))
    page.look()
    page.page.locator("#fichier").set_input_files(files=[{
        "name": "publiccode.yml", "mimeType": "text/yaml",
        "buffer": "name: Guichet\nurl: https://forge.example/guichet\nlegal:\n  license: Libre\n".encode()}])
    with page.page.expect_navigation(wait_until="load"):
        page.page.locator("#envoyer").click()
    page.look()
    assert "Ligne 4, colonne 12" in page.page.locator("main").inner_text()
    page.follow(page.page.locator("main .notice a"))
    assert page.page.locator("#titre").input_value() == "Guichet"
    assert page.page.locator("#code").input_value() == "https://forge.example/guichet"
    page.look()


@pytest.mark.parametrize("window", WINDOWS, ids=["narrow", "middle-dark", "wide"])
def test_a_correction_tells_what_it_changed_and_a_withdrawal_leaves_a_reason(open_page, window):
    page = open_page(**window)
    page.enter("agent")
    page.go(f"{HOME}/deposer/service")
    for field, words in [("titre", "Un guichet de quartier"), ("aujourdhui", "Le guichet ferme à midi. Il sert."),
                         ("mainteneur", "La ville"), ("utilisateurs", "Nous seuls")]:
        page.page.locator(f"#{field}").fill(words)
    page.page.locator("summary", has_text="Les données et les accès").click()
    page.page.locator("#question-usagers").fill("1 250")
    page.look()
    for button in ("button[value=relire]", "#publier"):
        press(page, button)
    page.look()
    address = page.page.url.removeprefix(page.base).split("?")[0]
    assert "250" in page.page.locator("article").inner_text()
    press(page, "aside .card form[action$=correction] button")
    page.page.locator("#aujourdhui").fill("Le guichet ouvre à midi. Il sert.")
    for button in ("button[value=relire]", "#publier"):
        press(page, button)
    page.follow(page.page.locator(".versions a").first)
    page.look()
    assert page.page.locator("del").inner_text().count("ferme") == 1
    assert page.page.locator("ins").inner_text().count("ouvre") == 1
    page.go(address)
    page.follow(page.page.locator("aside a[href$=retrait]"))
    page.look()
    page.page.locator("#raison").fill("Déposé deux fois")
    press(page, "main form button")
    page.look()
    assert "Déposé deux fois" in page.page.locator("main").inner_text()
    # Its organisation reads what it took back; nobody else does.
    assert "guichet" in page.page.locator("main").inner_text()
    reader = open_page(**window).expecting(410)
    reader.page.goto(address)
    told = reader.page.locator("main").inner_text()
    assert "Déposé deux fois" in told and "guichet" not in told


def press(page, button):
    with page.page.expect_navigation(wait_until="load"):
        page.page.locator(button).first.click()


@pytest.mark.parametrize("window", WINDOWS, ids=["narrow", "middle-dark", "wide"])
def test_extra_questions_are_built_in_a_page(open_page, window):
    page = open_page(**window)
    page.enter("administrateur")
    page.go("/administration/questions")
    page.look()
    page.follow(page.page.locator("main a[href$='services-2021/besoin']"))
    page.page.locator("#intitule").fill("Combien de personnes cela concerne-t-il ?")
    page.page.locator("#genre").select_option("number")
    press(page, "main button[value=ajouter]")
    page.look()
    press(page, "main button[value^=modifier]")
    assert page.page.locator("#genre").input_value() == "number"


@pytest.mark.parametrize("window", WINDOWS, ids=["narrow", "middle-dark", "wide"])
def test_a_body_that_is_asked_for_is_found_as_one_types(open_page, window):
    page = open_page(**window)
    page.enter("administrateur")
    page.go("/administration/questions/services-2021/besoin")
    page.page.locator("#intitule").fill("Avec quel organisme ?")
    page.page.locator("#genre").select_option("authority")
    press(page, "main button[value=ajouter]")
    field = page.page.locator("[name=question-avec-quel-organisme]")
    field.press_sequentially("chambery")
    page.page.locator("[role=option]").first.wait_for()
    page.look()
    field.press("ArrowDown")
    field.press("Enter")
    assert field.input_value() == "Chambéry (Savoie)"
    hidden = page.page.locator("[name='question-avec-quel-organisme.organisme']")
    assert len(hidden.input_value()) == 10
    field.press_sequentially("s")
    assert hidden.input_value() == ""


@pytest.mark.parametrize("path", ["/", HOME, f"{HOME}/contributions", f"{HOME}/reglement", "/organismes", "/connexion"])
def test_a_first_view_is_light(open_page, path):
    weigh_first_view(open_page(width=360), path)


@pytest.mark.parametrize("path", [HOME, f"{HOME}/contributions", f"{HOME}/contributions?q=mairie", "/habilitation",
                                  f"{HOME}/deposer/besoin", f"{HOME}/deposer/service", "the most supported",
                                  "its supporters"])
def test_a_first_view_is_light_signed_in(open_page, path):
    page = open_page(width=360)
    page.enter("agent")
    if not path.startswith("/"):
        page.go(f"{HOME}/contributions?tri=soutenues")
        supported = page.page.locator("main .entry h2 a, main .entry h3 a").first.get_attribute("href")
        path = supported + ("/soutiens" if path == "its supporters" else "")
    page.page.context.new_cdp_session(page.page).send("Network.clearBrowserCache")
    weigh_first_view(page, path)


def weigh_first_view(page, path):
    weights = {}

    def weigh(request):
        if request.resource_type != "font":
            weights[request.url] = request.sizes()["responseBodySize"]

    page.page.on("requestfinished", weigh)
    page.go(path)
    page.page.wait_for_load_state("networkidle")
    assert sum(weights.values()) < HEAVIEST, weights
