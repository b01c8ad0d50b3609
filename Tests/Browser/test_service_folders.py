"""Several services deposited at once from their files, and the table of what came of each; looked at in every window."""

import pytest

WINDOWS = [{"width": 360, "javascript": False}, {"width": 768, "dark": True}, {"width": 1440}]


@pytest.mark.parametrize("window", WINDOWS, ids=["phone-without-javascript", "middle-dark", "wide"])
def test_an_operator_deposits_several_services(open_page, window, tmp_path):
    page = open_page(**window)
    page.enter("operateur")
    page.go("/consultations/services-2021/deposer/services")
    page.check_width()
    files = []
    for name in ("Guichet", "Agenda"):
        folder = tmp_path / name
        folder.mkdir()
        file = folder / "publiccode.yml"
        file.write_text(f"name: {name} {window['width']}\nurl: https://forge.example/{name}{window['width']}\n")
        files.append(file)
    broken = tmp_path / "publiccode.yml"
    broken.write_text("name: [a")
    page.page.locator("#fichiers").set_input_files([*files, broken])
    with page.page.expect_navigation(wait_until="load"):
        page.page.locator("#envoyer").click()
    page.check_width()
    if window.get("javascript", True):
        page.check_accessibility()
    table = page.page.locator("main table").inner_text()
    assert "Ligne " in table and f"Agenda {window['width']}" in table
    assert "2 brouillons créés" in page.page.locator("main").inner_text()
