"""What administrators see of the mails and of the background jobs: found by them, accessible, no wider than the window."""

import pytest

PAGES = ["/administration/courriels", "/administration/courriels?etat=refused", "/administration/adresses-refusees",
         "/administration/taches"]


@pytest.mark.parametrize("window", [{"width": 360}, {"width": 768, "dark": True}, {"width": 1440}],
                         ids=["phone", "dark", "wide"])
def test_administrators_look_after_mails_and_jobs(open_page, window):
    page = open_page(**window)
    page.enter("administrateur")
    for path in PAGES:
        page.go(path)
        page.look()
    page.go("/administration")
    assert page.page.locator("main a", has_text="Courriels").count() == 1
