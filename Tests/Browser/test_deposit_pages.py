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
    page.page.wait_for_function("document.getElementById('publiccode').value.includes('Guichet')")
    with page.page.expect_navigation(wait_until="load"):
        page.page.locator("main form button").click()
    page.look()
    assert "Ligne 4, colonne 12" in page.page.locator("main").inner_text()
    page.follow(page.page.locator("main .notice a"))
    assert page.page.locator("#titre").input_value() == "Guichet"
    assert page.page.locator("#code").input_value() == "https://forge.example/guichet"
    page.look()


@pytest.mark.parametrize("path", ["/", HOME, f"{HOME}/contributions", f"{HOME}/reglement", "/organismes", "/connexion"])
def test_a_first_view_is_light(open_page, path):
    page = open_page(width=360)
    weights = {}

    def weigh(request):
        if request.resource_type != "font":
            weights[request.url] = request.sizes()["responseBodySize"]

    page.page.on("requestfinished", weigh)
    page.go(path)
    page.page.wait_for_load_state("networkidle")
    assert sum(weights.values()) < HEAVIEST, weights
