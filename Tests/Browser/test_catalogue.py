"""The catalogue in a browser: a file that is refused with its line, then brought; said to be used; found again."""

import uuid

import pytest

WINDOWS = [{"width": 360, "javascript": False}, {"width": 768, "dark": True}, {"width": 1440}]

SHEET = """publiccodeYmlVersion: "0.5"
name: NAME
url: https://forge.example/NAME
platforms: [web]
categories: [online-booking]
developmentStatus: stable
softwareType: standalone/web
description:
  fr:
    shortDescription: Réserver une barque sur le lac communal
    longDescription: >
      Les habitants réservent une barque depuis leur téléphone, le garde du lac voit qui vient et à quelle heure, et la
      mairie sait combien de barques il faut. Tout se fait depuis une seule page, sans compte à créer.
    features: [Réservation]
legal:
  license: EUPL-1.2
maintenance:
  type: internal
  contacts:
    - name: Zoé Quidam
      email: zoe@lac.example
localisation:
  localisationReady: true
  availableLanguages: [fr]
"""


def send(page, text, tmp_path):
    file = tmp_path / "publiccode.yml"
    file.write_text(text)
    page.page.set_input_files("#fichier", str(file))
    with page.page.expect_navigation(wait_until="load"):
        page.page.locator("#envoyer").click()


@pytest.mark.parametrize("window", WINDOWS, ids=["phone-without-javascript", "middle-dark", "wide"])
def test_a_service_is_brought_used_and_found(open_page, window, tmp_path):
    page = open_page(**window)
    page.enter("agent")
    name = "Barques-" + uuid.uuid4().hex[:8]
    text = SHEET.replace("NAME", name)
    page.go("/services/import")
    page.check_width()
    page.expecting(422)
    send(page, text.replace("EUPL-1.2", "Maison"), tmp_path)
    page.check_width()
    problems = page.page.locator(".problems").inner_text()
    assert "Ligne 16, colonne 12" in problems and "SPDX" in problems
    send(page, text, tmp_path)
    page.check_width()
    shown = page.page.locator("main").inner_text()
    assert "La fiche est créée" in shown and "Code ouvert" in shown and "Quidam" not in shown
    if window.get("javascript", True):
        page.check_accessibility()
    page.page.get_by_role("link", name="Dire que vous l’utilisez").click()
    page.page.locator("#sorte-utilise").check()
    page.page.fill("#depuis", "2019")
    page.page.fill("#contact", "garde du lac")
    page.check_width()
    with page.page.expect_navigation(wait_until="load"):
        page.page.locator("#declarer").click()
    users = page.page.locator("#utilisateurs").inner_text()
    assert "depuis 2019" in users and "garde du lac" in users
    page.go("/services?q=barque&licence=ouverte")
    assert name in page.page.locator("main .list").first.inner_text()
    page.check_width()


def test_a_sheet_is_taken_out_of_the_catalogue_and_put_back(open_page, tmp_path):
    page = open_page(javascript=False)
    page.enter("agent")
    name = "Publicite-" + uuid.uuid4().hex[:8]
    page.go("/services/import")
    send(page, SHEET.replace("NAME", name), tmp_path)
    address = page.page.url.partition("?")[0]
    desk = open_page()
    desk.enter("instructeur")
    desk.page.goto(address)
    desk.follow(desk.page.get_by_role("link", name="Retirer du catalogue…"))
    desk.page.fill("#raison", "Ce n’est pas un service.")
    desk.look()
    desk.follow(desk.page.locator("#retirer"))
    assert "La fiche est retirée." in desk.page.locator("main").inner_text()
    desk.look()
    page.page.goto(address)
    told = page.page.locator("main").inner_text()
    assert "Ce n’est pas un service." in told and name in told and not page.page.locator("#remettre").count()
    page.check_width()
    page.go("/services?q=" + name)
    assert name not in page.page.locator("main .list h3").all_inner_texts()
    desk.follow(desk.page.locator("#remettre"))
    assert name in desk.page.locator("h1").inner_text()
    page.go("/services?q=" + name)
    assert name in page.page.locator("main .list h3").all_inner_texts()
