"""The whole road of a vote: a secretary prepares the ballot, the mayor opens it, changes it and checks the receipt, an
opposition councillor cannot, a town contests its ballot; the agency counts, the committee selects and publishes, and a
stranger downloads all of it and verifies. In English by keyboard alone; on a phone without JavaScript."""

import contextlib
import re
import subprocess
import uuid

import pytest

from conftest import PROGRAM, demonstration, free_port, opening, unpacked, verify
from test_first_deposit import Keyboard, Player
from world import HOME

VOTE = HOME + "/vote"
ROOM = HOME + "/comite"


@contextlib.contextmanager
def standing(browser, folder, player, window, prefix, *options):
    """The demonstration at one moment of its vote; what makes somebody at a browser."""
    # A folder of mails for each moment: what is waited for was sent in it.
    database = folder / "road.db"
    with (
        demonstration(folder, "--phase", "vote", "--size", "60", "--database", database, *options) as running,
        opening(browser, running) as open_one,
    ):
        yield lambda: player(open_one, window, prefix)


def save(ballot):
    """What is chosen counts by itself, or by the button at the foot of the window."""
    if not ballot.has_script:
        ballot.press(".ballot-state button[type=submit]")


def counted(ballot, choices):
    """Says in words that so many choices count."""
    ballot.page.locator(".ballot-state [data-ballot-counted]", has_text=re.compile(rf"\b{choices}\b")).wait_for()


def join(somebody, function, name, mayor, town):
    """Asks to act for the town, as a person of it; the mayor accepts."""
    somebody.sign_in(f"{uuid.uuid4().hex}@wanadoo.example", name)
    somebody.go(town)
    somebody.tick(somebody.page.locator(f"#fonction-{function}"))
    somebody.tick(somebody.page.locator("#preuve-personne"))
    somebody.press("main form button[type=submit]")
    mayor.go("/habilitation")
    mayor.press(f"main .entry:has-text('{name}') button[name=decision][value=oui]")


def prepare_and_open(secretary, councillor, mayor, word):
    mayor.play("maire")
    mayor.go("/habilitation")
    link = mayor.page.locator("main a[href$='/titulaires']").first.get_attribute("href")
    town = link.removeprefix(mayor.prefix).removesuffix("/titulaires")
    for somebody, function in ((secretary, "agent"), (councillor, "elected")):
        join(somebody, function, f"{function.title()} {word}", mayor, town)

    # Belonging is not office: who may not cast may prepare, and nothing of it counts.
    secretary.go(VOTE + "/bulletin")
    assert secretary.page.locator("main input[type=checkbox]").count() == 0
    secretary.press(f"main a[href$='{VOTE}/preparation']")
    for place in (0, 1):
        secretary.tick(secretary.page.locator("#choix input").nth(place))
    secretary.press("main form .actions button[type=submit]")
    assert secretary.page.locator(".notice-ok").count() == 1
    councillor.go(VOTE + "/bulletin")
    assert councillor.page.locator("main form").count() == 0

    mayor.go(VOTE + "/bulletin")
    assert f"Agent {word}" in mayor.page.locator("main .card").first.inner_text()
    mayor.press("form:has(input[name=prepare]) button")
    counted(mayor, 2)
    # She adds a third choice, and takes one back.
    boxes = mayor.page.locator(".ballot input[type=checkbox]")
    free = [place for place in range(boxes.count()) if not boxes.nth(place).is_checked()]
    mayor.tick(boxes.nth(free[0]))
    mayor.tick(boxes.nth(free[1]))
    save(mayor)
    counted(mayor, 4)
    mayor.tick(boxes.nth(free[0]), False)
    save(mayor)
    counted(mayor, 3)
    # Now that it is open, the councillor's own request is refused as hers was.
    councillor.go(VOTE + "/droit")
    councillor.watched.expecting(422)
    refused = councillor.page.request.post(
        councillor.watched.base + VOTE + "/bulletin",
        form={"_form": councillor.page.locator("input[name=_form]").first.input_value(), "vu": "1"})
    assert refused.status == 422 and "pas le droit de voter" in refused.text()


def receive_and_check(mayor, town, stranger):
    """Fifteen calm minutes later: the mail, the receipt, a contested ballot of another town."""
    mayor.play("maire")
    told = mayor.mail("claude.sorel@mairie.example", about=VOTE + "/bulletin")
    assert len(re.findall(r"^– ", told, re.MULTILINE)) == 3, told
    mayor.go(VOTE + "/bulletin")
    receipt = mayor.page.request.get(
        mayor.watched.base + mayor.page.locator("#recepisse a").first.get_attribute("href")).text()
    stranger.go("/verification")
    stranger.fill("textarea[name=recepisse]", receipt)
    stranger.press("main form:has(textarea) button[type=submit]")
    assert stranger.page.locator("main .notice-ok").count() == 1
    letter = town.mail("mairie", about="/contestation/")
    town.go(VOTE + "/contestation/" + letter.partition("/contestation/")[2].split()[0])
    town.press("main form button[type=submit]")
    assert town.page.locator("main .notice-wait, main .notice-ok").count() == 1


def count(agency):
    agency.play("administrateur")
    agency.go("/administration" + VOTE)
    agency.press("form[action$='/depouillement'] button")
    assert agency.page.locator(".notice-ok").count() == 1


def sit(agency, chair, member):
    """The agency invites a committee, which grades, sits, decides and signs; the agency publishes."""
    agency.go("/administration" + ROOM)
    agency.fill("#quorum", "2")
    agency.press("main form:has(#quorum) button[type=submit]")
    invited = (chair, "presidente", "maud.delorme@agence.example"), (member, "membre", "yann.guillou@selection.example")
    for somebody, character, box in invited:
        agency.go("/administration" + ROOM + "/invitation/autre")
        agency.fill("#adresse", box)
        agency.fill("#qualite", "L’agence" if somebody is chair else "Les communes")
        if somebody is chair:
            agency.tick(agency.page.locator("input[name=preside]"))
        agency.press("main form button[type=submit]")
        somebody.play(character)
        letter = somebody.mail(box, about="/comites/invitations/")
        somebody.go("/comites/invitations/" + letter.partition("/comites/invitations/")[2].split()[0])
        somebody.press("button[name=reponse][value=accepte]")
    member.go(ROOM)
    member.press("#notes a.button-primary")
    for field in member.page.locator("main select[name^='note-']").all():
        field.select_option("4")
    member.press("button[name=suite]")
    member.go(ROOM)
    member.press("form[action$='/envoi'] button")
    chair.go(ROOM + "/seance")
    chair.fill("#lieu", "Paris")
    chair.press("#seance button[type=submit]")
    if chair.page.locator("main select[name^='presence-']").first.is_hidden():
        chair.activate(chair.page.locator("summary").last)
    for field in chair.page.locator("main select[name^='presence-']").all():
        field.select_option("present")
    chair.press("button[formaction$='/presences']")
    # What the vote selects is selected, as the form proposes it.
    for _ in range(chair.page.locator("select[name=autre] option").count()):
        if chair.page.locator("#decision input[name=liste]").last.is_checked():
            break
        chair.press("#decision button[name=suite]")
        assert chair.page.locator(".notice-ok").count() == 1
    chair.go(ROOM + "/seance")
    chair.press("form[action$='/cloture'] button")
    chair.go(ROOM + "/releve")
    chair.press("#signature button[type=submit]")
    assert chair.page.locator(".notice-ok").count() == 1
    agency.go("/administration" + ROOM)
    agency.press("#publication button[value=maintenant]")


def read_and_verify(stranger, folder):
    """Downloads the whole export, unpacks it and checks it by the program, without an account."""
    stranger.go(HOME + "/selection")
    assert stranger.page.locator("main li, main tbody tr").count() > 0
    stranger.go(VOTE + "/resultats")
    link = stranger.page.locator("a[href$='export.tar.gz']").get_attribute("href")
    export = unpacked(stranger.page.request.get(stranger.watched.base + link).body(), folder)
    verify(export)
    log = (export / "leaves.jsonl").read_text()
    assert '"kind":"minutes"' in log and '"kind":"contest' in log


@pytest.mark.parametrize("player, window, prefix", [
    pytest.param(Player, {"width": 360, "javascript": False}, "", id="phone-without-javascript"),
    pytest.param(Keyboard, {"width": 1440, "language": "en"}, "/en", id="english-keyboard"),
])
def test_the_whole_road_of_a_vote(browser, tmp_path_factory, player, window, prefix):
    folder, word = tmp_path_factory.mktemp("road"), uuid.uuid4().hex[:8]
    with standing(browser, folder, player, window, prefix) as somebody:
        prepare_and_open(somebody(), somebody(), somebody(), word)
    with standing(browser, folder, player, window, prefix, "--at", "2021-04-20T11:00") as somebody:
        receive_and_check(somebody(), somebody(), somebody())
    back = [PROGRAM, "demo", "--database", folder / "road.db", "--at", "2021-04-19T10:00", "--port", str(free_port())]
    refused = subprocess.run(back, capture_output=True, text=True)
    assert refused.returncode != 0 and "ne recule pas" in refused.stderr
    with standing(browser, folder, player, window, prefix, "--at", "2021-05-03T10:00") as somebody:
        agency = somebody()
        count(agency)
        sit(agency, somebody(), somebody())
        read_and_verify(somebody(), folder)
