"""The pages of an organisation, of administrators, and of those who confirm for a territory, looked at in every window."""

import pytest

WINDOWS = [{"width": 360}, {"width": 768, "dark": True}, {"width": 1440}]
PAGES = ["/administration", "/administration/personnes", "/administration/annuaire", "/administration/confirmations",
         "/administration/confirmations?q=adico", "/instruction/habilitations", "/instruction/organismes"]


@pytest.mark.parametrize("window", WINDOWS, ids=["narrow", "middle-dark", "wide"])
def test_the_pages_of_an_administrator(open_page, window):
    page = open_page(**window)
    page.enter("administrateur")
    for path in PAGES:
        page.go(path)
        page.look()


@pytest.mark.parametrize("window", WINDOWS, ids=["narrow", "middle-dark", "wide"])
def test_the_page_of_an_organisation_shows_where_it_is(open_page, window):
    page = open_page(**window)
    for query, marks in (("dax", "circle.point"), ("nouvelle aquitaine", "path.d4"), ("244000675", "circle.point")):
        page.go("/organismes?q=" + query.replace(" ", "%20"))
        with page.page.expect_navigation(wait_until="load"):
            page.page.locator("main .entry h3 a").first.click()
        page.look()
        assert page.page.locator("figure " + marks).count() >= 1
        assert page.page.locator("figure figcaption").inner_text().startswith("Carte")


def test_a_file_of_the_device_is_read_into_the_text_and_tried(open_page, tmp_path):
    file = tmp_path / "codes.csv"
    file.write_text("insee_code,postal_code\n40088,40100\n")
    page = open_page()
    page.enter("administrateur")
    page.go("/administration/annuaire")
    page.page.select_option("#sorte", "codes-postaux")
    page.page.set_input_files("#fichier", file)
    page.page.wait_for_function("() => document.getElementById('texte').value.includes('40100')")
    with page.page.expect_navigation(wait_until="load"):
        page.page.get_by_role("button", name="Essayer").click()
    assert "1 créés" in page.page.locator("main [role=status]").inner_text()
    page.look()


def test_an_operator_sees_its_territory_for_as_long_as_it_is_named(open_page):
    administrator, agent = open_page(), open_page(width=360)
    name = "Trois Vallons"

    def territory():
        agent.go("/habilitation")
        agent.look()
        with agent.page.expect_navigation(wait_until="load"):
            agent.page.get_by_role("link", name="Voir les demandes").click()
        agent.look()
        return agent.page.locator("main").get_by_role("button", name="Accepter").count()

    agent.enter("operateur")
    waiting = territory()
    assert waiting >= 3
    administrator.enter("administrateur")
    administrator.go("/administration/confirmations")
    administrator.look()
    # Ended, the page is no more.
    with administrator.page.expect_navigation(wait_until="load"):
        administrator.page.get_by_role("button", name="Mettre fin").first.click()
    assert agent.page.request.get("/habilitation/territoire").status == 404
    administrator.go("/administration/confirmations?q=trois%20vallons")
    administrator.look()
    with administrator.page.expect_navigation(wait_until="load"):
        administrator.page.locator("main .entry h3 a", has_text=name).first.click()
    administrator.look()
    administrator.page.select_option("#territoire", "adherents")
    with administrator.page.expect_navigation(wait_until="load"):
        administrator.page.get_by_role("button", name="Désigner").click()
    assert administrator.page.locator("main .entry", has_text=name).count() == 1
    administrator.look()
    assert territory() == waiting
