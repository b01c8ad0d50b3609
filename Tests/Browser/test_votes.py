"""A vote as people live it: a mayor votes and checks her receipt, a town contests its ballot."""

import json
import re
import uuid

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


@pytest.fixture(scope="module")
def receipt(browser, voting):
    """A receipt of the mayor's, with one choice at least, and the names of the other propositions."""
    with opening(browser, voting) as open_one:
        mayor = open_one(javascript=False)
        mayor.enter("maire")
        mayor.go(VOTE + "/bulletin")
        first = mayor.page.get_by_role("button", name="Ouvrir le bulletin")
        if first.count():
            mayor.follow(first)
        boxes = mayor.page.locator(".ballot input[type=checkbox]")
        if not boxes.nth(3).is_checked():
            boxes.nth(3).check()
            mayor.follow(mayor.page.get_by_role("button", name="Enregistrer ces choix"))
        names = boxes.evaluate_all("boxes => boxes.map(box => box.value)")

        def text():
            answer = mayor.page.request.get(voting.base + VOTE + "/bulletin/recepisse")
            found = answer.ok and answer.text()
            return found and json.loads(found)["choices"] and found

        taken = eventually(text, "a receipt that a signed head covers")
        yield taken, [name for name in names if name not in json.loads(taken)["choices"]]


@pytest.mark.parametrize("failure", ["no network", "no second copy"])
def test_a_choice_that_was_not_acknowledged_stays_ticked_and_the_button_saves_it(browser, voting, failure):
    with opening(browser, voting) as open_one:
        mayor = open_one(width=360)
        mayor.enter("maire")
        mayor.go(VOTE + "/bulletin")
        first = mayor.page.get_by_role("button", name="Ouvrir le bulletin")
        if first.count():
            mayor.follow(first)
        counted = mayor.page.locator("[data-ballot-counted]")
        name = mayor.page.locator(".ballot input[type=checkbox]:not(:checked)").first.get_attribute("value")
        box = mayor.page.locator(f"#choix-{name}")

        def fail(route):
            if route.request.method != "POST":
                route.continue_()
            elif failure == "no network":
                route.abort("aborted")
            else:
                route.fulfill(status=503, content_type="application/problem+json", body='{"detail": "Pas de copie."}')

        mayor.expecting(503).page.route("**/vote/bulletin", fail)
        box.check()
        said = {"no network": "n’est pas enregistré", "no second copy": "Pas de copie."}[failure]
        eventually(lambda: said in counted.inner_text(), "what went wrong")
        assert counted.get_attribute("data-state") == "bad"
        assert box.is_checked(), "what she chose is still there to be sent"
        mayor.page.unroute("**/vote/bulletin")
        mayor.follow(mayor.page.get_by_role("button", name="Enregistrer ces choix"))
        assert "Vos choix sont enregistrés" in mayor.page.locator("main").inner_text()
        assert box.is_checked()
        # The other round finds the ballot as it was.
        line = mayor.page.locator("[data-ballot-line]")
        before = line.inner_text()
        box.uncheck()
        eventually(lambda: counted.get_attribute("data-state") == "ok", "the choice taken back")
        # What else the page tells is of the ballot that stands now, without a reload.
        told = line.inner_text()
        assert told.startswith("Ligne ") and told != before
        assert "rechargez cette page" in mayor.page.locator("#recepisse").inner_text()
        assert "Rechargez cette page" in mayor.page.locator("[data-ballot-history]").inner_text()
        mayor.go(VOTE + "/bulletin")
        assert line.inner_text() == told


CHECKED = {
    "fr": {
        "whole": "Ce récépissé est juste", "part": "n’a pu vérifier ce récépissé qu’en partie",
        "refused": "Ce récépissé n’est pas juste",
        "form": "a la forme d’un récépissé", "head": "est signée par la clé de ce vote",
        "proof": "Sa ligne est dans le journal de cette tête", "choices": "sont bien ceux que sa ligne scelle",
        "no form": "Ce n’est pas un récépissé de vote", "no head": "n’a pas été signée par la clé de ce vote",
        "other head": "n’est pas d’un vote de ce site", "unable head": "n’est pas vérifiée ici",
        "no proof": "n’est pas dans le journal à la place", "no choices": "ne sont pas ceux que sa ligne scelle",
    },
    "en": {
        "whole": "This receipt is right", "part": "could check this receipt in part only",
        "refused": "This receipt is not right",
        "form": "has the form of a receipt", "head": "is signed by the key of this vote",
        "proof": "Its line is in the log of this head", "choices": "are those that its line seals",
        "no form": "This is no receipt of a vote", "no head": "was not signed by the key of this vote",
        "other head": "is not of a vote of this site", "unable head": "is not checked here",
        "no proof": "is not in the log at the place", "no choices": "are not those that its line seals",
    },
}


def flipped(text, place):
    """A text with another letter at a place."""
    letter = "A" if text[place] != "A" else "B"
    return text[:place] + letter + text[place + 1:]


def altered(receipt, others, what):
    """The bytes of a receipt with one thing changed, and what the steps then say."""
    fields = json.loads(receipt)
    said = ["form", "head", "proof", "choices"]
    if what == "choice":
        fields["choices"] = sorted([*fields["choices"][1:], others[0]])
        said[3] = "no choices"
    elif what == "opening":
        fields["nonce"] = flipped(fields["nonce"], 9)
        said[3] = "no choices"
    elif what == "proof":
        fields["proof"][0] = flipped(fields["proof"][0], 9)
        said[2] = "no proof"
    elif what == "place":
        fields["leaf"] -= 1
        said[2] = "no proof"
    elif what == "signature":
        fields["checkpoint"] = flipped(fields["checkpoint"], -20)
        said[1] = "no head"
    elif what == "log":
        fields["checkpoint"] = "ailleurs." + fields["checkpoint"]
        said[1] = "other head"
    elif what == "form":
        return receipt.replace('"leaf":', '"leaf": ').encode(), ["no form"]
    return (json.dumps(fields, ensure_ascii=False, separators=(",", ":")) + "\n").encode(), said


ALTERED = ["nothing", "choice", "opening", "proof", "place", "signature", "log", "form"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_device_checks_a_receipt_by_itself_and_sends_nothing(browser, voting, receipt, language):
    with opening(browser, voting) as open_one:
        stranger = open_one(width=360, language=language)
        sent = []
        stranger.page.on("request", lambda request: sent.append(request) if request.method != "GET" else None)
        for what in ALTERED:
            data, steps = altered(*receipt, what)
            tell(stranger, language, data, "whole" if what == "nothing" else "refused", steps)
        # A file that is no receipt any more takes back what was said of the one before.
        tell(stranger, language, b"", "refused", ["no form"])
        assert not sent, [request.url for request in sent]
        # A browser without Ed25519 says that this was not checked, and keeps the upload.
        stranger.page.add_init_script("""
          crypto.subtle.importKey = () => Promise.reject(new DOMException("", "NotSupportedError"));
        """)
        data, _ = altered(*receipt, "nothing")
        tell(stranger, language, data, "part", ["form", "unable head", "proof", "choices"])
        stranger.look()
        send = {"fr": "Vérifier ce fichier", "en": "Check this file"}[language]
        stranger.follow(stranger.page.get_by_role("button", name=send))
        told = {"fr": "c’est le bulletin n°", "en": "it is ballot no."}[language]
        assert told in stranger.page.locator("main").inner_text()


def tell(stranger, language, data, verdict, steps):
    """Chooses a file on the page; the device says all this of it, and nothing else."""
    sentences = CHECKED[language]
    stranger.go({"fr": "", "en": "/en"}[language] + "/verification")
    file = {"name": "recepisse.json", "mimeType": "application/json", "buffer": data}
    stranger.page.set_input_files("#fichier", file)
    notice = stranger.page.locator("[data-receipt] .notice")
    notice.wait_for()
    assert sentences[verdict] in notice.inner_text()
    lines = notice.locator("li[data-step]:visible").all_inner_texts()
    assert len(lines) == len(steps), lines
    for line, step in zip(lines, steps):
        assert sentences[step] in line
    sealed = notice.locator("[data-receipt-sealed]")
    assert sealed.is_visible() == (verdict != "refused")
    if verdict != "refused":
        chosen = sealed.locator("[data-choices] li").all_inner_texts()
        assert len(chosen) == len(json.loads(data)["choices"])
        assert not set(chosen) & set(json.loads(data)["choices"]), "titles, and no names"


def test_without_javascript_the_receipt_is_sent(browser, voting, receipt):
    with opening(browser, voting) as open_one:
        stranger = open_one(width=360, javascript=False)
        stranger.go("/verification")
        assert "sans l’envoyer" not in stranger.page.locator("main").inner_text()
        for what, told in (("nothing", "c’est le bulletin n°"), ("opening", "ne sont pas ceux que sa ligne")):
            data, _ = altered(*receipt, what)
            stranger.expecting(422)
            file = {"name": "recepisse.json", "mimeType": "application/json", "buffer": data}
            stranger.page.set_input_files("#fichier", file)
            stranger.follow(stranger.page.get_by_role("button", name="Vérifier ce fichier"))
            assert told in stranger.page.locator("main").inner_text()


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


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "without-javascript"])
def test_a_mayor_tells_the_decision_behind_the_ballot(browser, voting, javascript):
    with opening(browser, voting) as open_one:
        mayor = open_one(width=360, javascript=javascript)
        mayor.enter("maire")
        mayor.go(VOTE + "/bulletin")
        first = mayor.page.get_by_role("button", name="Ouvrir le bulletin")
        if first.count():
            mayor.follow(first)
        mayor.go("/en" + VOTE + "/bulletin/decision")
        mayor.page.get_by_label("Deliberation of the council").check()
        # What the other round has told stands there.
        mayor.page.locator("input[name=numero]").fill("")
        save = mayor.page.get_by_role("button", name="Save this decision")
        mayor.expecting(422).follow(save)
        assert "Write the number of the deliberation." in mayor.page.locator("main").inner_text()
        mayor.page.locator("input[name=numero]").fill("2021-14")
        mayor.page.locator("input[name=date]").fill("2021-04-12")
        mayor.page.locator("input[name=fichier]").set_input_files(
            {"name": "deliberation.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n%%EOF\n"})
        mayor.follow(save)
        told = mayor.page.locator("#decision")
        assert "Deliberation of the council no. 2021-14 of 12\u00a0April 2021" in told.inner_text()
        mayor.check_width()
        if javascript:
            mayor.look()
        document = told.get_by_role("link", name="Read the document").get_attribute("href")
        assert mayor.page.request.get(voting.base + document).headers["content-type"] == "application/pdf"
        # Nobody else reads it while the vote is open.
        for who in ["secretaire", "administrateur"]:
            other = open_one()
            other.enter(who)
            assert other.page.request.get(voting.base + document, max_redirects=0).status in (303, 404)


def test_the_roll_stands_beside_the_register_of_today(browser, voting):
    with opening(browser, voting) as open_one:
        reader = open_one(width=360, javascript=False)
        reader.go(VOTE)
        reader.follow(reader.page.get_by_role("link", name="Qui est appelé à voter"))
        text = reader.page.locator("main").inner_text()
        assert "La liste est figée depuis l’ouverture" in text and "Communes" in text
        reader.check_width()
        reader.go("/en" + VOTE + "/liste")
        assert "Roll of the authorities called to vote" in reader.page.locator("h1").inner_text()


@pytest.mark.parametrize("javascript", [True, False], ids=["javascript", "without-javascript"])
def test_a_letter_on_paper_lets_a_mayor_vote(browser, voting, javascript):
    with opening(browser, voting) as open_one:
        administrator = open_one(javascript=javascript)
        administrator.enter("administrateur")
        # Each round prints for a department of its own: nobody else's letters are touched.
        department = "40" if javascript else "73"
        administrator.go(f"/administration{VOTE}/lettres?pourquoi=sans-adresse&departement={department}")
        administrator.check_width()
        administrator.follow(administrator.page.get_by_role("button", name="à imprimer"))
        letters = administrator.page.locator("article.letter")
        assert "À l’attention du" in letters.first.inner_text() and "/lettre" in letters.first.inner_text()
        if javascript:
            administrator.look()
            # One page of paper for each.
            paper = administrator.page.pdf(format="A4")
            assert paper.count(b"/Type /Page\n") == letters.count()
        code = letters.first.locator(".letter-code").inner_text()
        mayor = open_one(width=360, javascript=javascript)
        mayor.go("/en/lettre")
        if javascript:
            mayor.look()
        mayor.page.get_by_label("Code of the letter").fill(code)
        mayor.page.get_by_label("I am the mayor or president").check()
        mayor.follow(mayor.page.get_by_role("button", name="Check the code"))
        # Signing in comes between; what was typed is kept.
        mail = f"maire-{department}-{uuid.uuid4().hex[:8]}@mairie.example"
        mayor.page.fill("#adresse", mail)
        mayor.page.keyboard.press("Enter")
        mayor.page.wait_for_url("**/connexion/code")
        mayor.page.fill("#code", re.search(r"\b(\d{6})\b", open_one().mail(mail)).group(1))
        mayor.page.keyboard.press("Enter")
        mayor.page.wait_for_url("**/connexion/qui")
        mayor.page.fill("#nom", "Une maire")
        mayor.page.keyboard.press("Enter")
        mayor.page.wait_for_url("**/reprise/*")
        mayor.follow(mayor.page.get_by_role("button", name="Send"))
        assert "you vote as mayor or president" in mayor.page.locator("main").inner_text()


@pytest.mark.parametrize("unfolded", [False, True], ids=["folded", "unfolded"])
def test_the_state_at_the_foot_covers_nothing_that_has_the_focus(receipt, browser, voting, unfolded):
    with opening(browser, voting) as open_one:
        mayor = open_one(width=360)
        mayor.page.set_viewport_size({"width": 360, "height": 640})
        mayor.enter("maire")
        mayor.go(VOTE + "/bulletin")
        mayor.page.locator(".ballot-state details").evaluate("(one, open) => { one.open = open; }", unfolded)
        mayor.page.locator(".ballot input[type=checkbox]").first.focus()
        reached = 0
        for _ in range(25):
            mayor.page.keyboard.press("Tab")
            under = mayor.page.evaluate("""() => {
              const foot = document.querySelector(".ballot-state"), one = document.activeElement;
              if (!one.closest(".ballot")) return null;
              return one.getBoundingClientRect().bottom - foot.getBoundingClientRect().top;
            }""")
            reached += under is not None
            assert under is None or under <= 0, under
        assert reached > 10
