"""A vote as people live it: a mayor votes and checks her receipt, a town contests its ballot."""

import pytest

from conftest import demonstration, opening
from watched_page import eventually
from world import HOME

VOTE = HOME + "/vote"


@pytest.fixture(scope="module")
def voting(tmp_path_factory):
    with demonstration(tmp_path_factory.mktemp("voting"), "--phase", "vote") as running:
        yield running


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "without-javascript"])
def test_a_mayor_opens_changes_and_checks_the_receipt(browser, voting, javascript):
    with opening(browser, voting) as open_one:
        mayor = open_one(width=360, javascript=javascript)
        mayor.enter("maire")
        mayor.go(VOTE + "/bulletin")
        first = mayor.page.get_by_role("button", name="Ouvrir le bulletin")
        if first.count():
            mayor.follow(first)
        boxes = mayor.page.locator(".ballot input[type=checkbox]")
        for box in (boxes.nth(0), boxes.nth(1)):
            box.set_checked(True)
        save = mayor.page.get_by_role("button", name="Enregistrer ces choix")
        if javascript:
            eventually(lambda: "2 choix comptent" in mayor.page.locator(".ballot-state").inner_text(), "two choices")
        else:
            mayor.follow(save)
        mayor.check_width()

        def receipt():
            mayor.go(VOTE + "/bulletin")
            return mayor.page.get_by_role("link", name="Prendre le récépissé").count()

        eventually(receipt, "a signed head")
        assert "2 choix comptent" in mayor.page.locator(".ballot-state").inner_text()
        text = mayor.page.request.get(voting.base + VOTE + "/bulletin/recepisse").text()
        stranger = open_one(width=360, javascript=javascript)
        stranger.go("/en/verification")
        stranger.page.locator("textarea[name=recepisse]").fill(text)
        stranger.follow(stranger.page.get_by_role("button", name="Check this text"))
        assert "It is the ballot that counts" in stranger.page.locator("main").inner_text()


def test_belonging_is_not_office(browser, voting):
    with opening(browser, voting) as open_one:
        agent = open_one()
        agent.enter("secretaire")
        agent.go(VOTE + "/bulletin")
        assert "vous n’en faites pas partie" in agent.page.locator("main").inner_text()
        assert agent.page.locator("main input[type=checkbox]").count() == 0


def test_a_town_contests_its_ballot_from_its_mailbox(browser, voting):
    with opening(browser, voting) as open_one:
        page = open_one(width=360, javascript=False)
        letter = page.mail("mairie", about="contestez ce bulletin")
        page.go(VOTE + "/contestation/" + letter.partition("/contestation/")[2].split()[0])
        page.follow(page.page.get_by_role("button", name="Contester ce bulletin"))
        assert "il n’est plus compté" in page.page.locator("main").inner_text()
        instructor = open_one()
        instructor.enter("instructeur")
        instructor.go("/administration" + VOTE + "/contestations")
        instructor.follow(instructor.page.get_by_role("button", name="Rétablir").first)
        assert "une seconde personne" in instructor.page.locator("main").inner_text()
