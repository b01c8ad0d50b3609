"""What shows that the first road is open: a lone secretary gets in, drafts meanwhile and deposits; another authority
finds it by a misspelt word and supports it for two communes; an association deposits and its support is counted apart.
Wide, on a phone without JavaScript, in English in the dark; by keyboard; on a throttled line."""

import re
import uuid

import pytest

CASES = [
    pytest.param({"width": 1440}, "", id="wide"),
    pytest.param({"width": 360, "javascript": False}, "", id="phone-without-javascript"),
    pytest.param({"width": 768, "dark": True, "language": "en"}, "/en", id="english-dark"),
]
HOME = "/consultations/services-2021"


class Player:
    """Somebody at a browser: each page that is reached is looked at by axe-core (where there is a script) and measured."""

    def __init__(self, open_page, window, prefix):
        self.watched = open_page(**window)
        self.page = self.watched.page
        self.prefix = prefix
        self.has_script = window.get("javascript", True)

    def look(self):
        self.watched.check_width()
        if self.has_script:
            self.watched.check_accessibility()

    def go(self, path):
        self.watched.go(self.prefix + path)
        self.look()

    def press(self, selector):
        """Clicks what leads to another page, and looks at it."""
        with self.page.expect_navigation(wait_until="load"):
            self.page.locator(selector).first.click()
        self.look()

    def play(self, character):
        """Enters as one of the demonstration's persons, by one click."""
        self.go(f"/demonstration/entrer/{character}")
        self.press("main form button")

    def mail(self, recipient):
        """The text of the newest mail to `recipient`; the outbox looks once a second."""
        for _ in range(100):
            self.watched.go(self.prefix + "/demonstration/courriels")
            mail = self.page.locator("main article", has_text=recipient).first
            if mail.count():
                return mail.inner_text()
        raise AssertionError(f"no mail to {recipient}")

    def code(self, recipient):
        return re.search(r"\b(\d{6})\b", self.mail(recipient)).group(1)

    def sign_in(self, recipient, name):
        self.go("/connexion")
        self.page.fill("#adresse", recipient)
        self.press("main form button[type=submit]")
        code = self.code(recipient)
        self.go("/connexion/code")
        self.page.fill("#code", code)
        self.press("main form button[type=submit]")
        self.page.fill("#nom", name)
        self.press("main form button[type=submit]")

    def write(self, rubric, title, today):
        """Begins a draft and leads it to its preview; the script has saved it meanwhile."""
        self.go(f"{HOME}/deposer/{rubric}")
        self.page.fill("#titre", title)
        self.page.fill("#aujourdhui", today)
        if rubric == "service":
            self.page.fill("#mainteneur", "Nous-mêmes")
            self.page.fill("#utilisateurs", "Nos adhérents")
        if self.has_script:
            self.page.wait_for_selector("[data-save-state][data-state=ok]")
        self.press("button[value=relire]")

    def heading(self):
        return self.page.locator("main h1").inner_text()


@pytest.mark.parametrize("window, prefix", CASES)
def test_the_first_road(open_page, window, prefix):
    word = "".join(chr(ord("a") + int(digit, 16)) for digit in uuid.uuid4().hex[:10])

    # A secretary with an ordinary address writes before she is known.
    secretary = Player(open_page, window, prefix)
    box = f"camille-{word}@wanadoo.example"
    secretary.sign_in(box, f"Camille {word}")
    secretary.write("besoin", f"Un agenda {word} pour la salle", "Trois cahiers, et deux réservations le même soir.")
    # She asks for it to be published as soon as she is known, and proves her commune by the town hall's own box.
    secretary.press("#publier")
    secretary.page.fill("#q", "Quatre-Vents")
    secretary.page.locator("form[role=search] button[type=submit]").click()
    secretary.page.wait_for_load_state("load")
    secretary.look()
    commune = secretary.page.locator("main .list h3 a").first.inner_text()
    secretary.press("main .list h3 a")
    secretary.page.check("#fonction-agent")
    secretary.press("main form button[type=submit]")
    typing = secretary.page.url
    code = re.search(r"\b(\d{6})\b", secretary.mail(f"Camille {word}")).group(1)
    secretary.page.goto(typing)
    secretary.page.fill("#code", code)
    secretary.press("main form button[type=submit]")
    assert secretary.page.locator("details.acting .acting-name").text_content() == commune

    # The text has left with the proof: the page that follows is its own, and a mail says so.
    assert word in secretary.heading() and secretary.page.locator(".notice-ok[role=status]").count() == 1
    secretary.go("/mes-depots")
    secretary.press(f"main .list h3 a:has-text('{word}')")
    published = secretary.page.url
    assert word in secretary.heading()
    assert word in secretary.mail(box)

    # An operator finds it by a misspelt word and supports it for two communes at once.
    operator = Player(open_page, window, prefix)
    operator.play("operateur")
    operator.go("/contributions")
    misspelt = word[:4] + word[5:]
    operator.page.fill("#q", f"agendas {misspelt}")
    operator.press("form[role=search] .search-form button")
    assert operator.page.locator("main .list .entry").count() >= 1
    operator.press(f"main .list h3 a:has-text('{word}')")
    operator.press("aside a.button-primary")
    boxes = operator.page.locator("input[name=organisme]")
    boxes.nth(0).check()
    boxes.nth(1).check()
    operator.press("main form button.button-primary")
    assert operator.page.locator("aside .figures dd").nth(0).inner_text().strip() in ("1", "2")

    # An association deposits, and its support is counted apart.
    association = Player(open_page, window, prefix)
    association.play("association")
    association.page.goto(published)
    association.look()
    association.press("aside form button")
    assert int(association.page.locator("aside .figures dd").nth(1).inner_text()) >= 1
    association.write("service", f"Un annuaire {word} des associations", "Il sert chaque jour à nos adhérents.")
    association.press("#publier")
    association.go("/mes-depots")
    assert association.page.locator("main .entry", has_text=f"annuaire {word}").count() == 1


def test_a_deposit_by_keyboard_alone(open_page):
    player = Player(open_page, {"width": 1440}, "")
    player.play("agent")
    player.go(f"{HOME}/deposer/besoin")
    keyboard = player.page.keyboard
    for _ in range(40):
        keyboard.press("Tab")
        if player.page.evaluate("document.activeElement.id") == "titre":
            break
    keyboard.type("Un panneau lumineux")
    keyboard.press("Tab")
    keyboard.type("Les annonces restent sur papier.")
    for _ in range(10):
        keyboard.press("Tab")
        if player.page.evaluate("document.activeElement.value") == "relire":
            break
    with player.page.expect_navigation():
        keyboard.press("Enter")
    for _ in range(40):
        keyboard.press("Tab")
        if player.page.evaluate("document.activeElement.id") == "publier":
            break
    with player.page.expect_navigation():
        keyboard.press("Enter")
    assert player.heading() == "Un panneau lumineux"


def test_a_deposit_on_a_throttled_line_weighs_less_than_300_kilobytes(open_page):
    player = Player(open_page, {"width": 360}, "")
    player.play("maire")
    line = player.page.context.new_cdp_session(player.page)
    line.send("Network.enable")
    line.send("Network.clearBrowserCache")
    # 400 kbit/s and 400 ms, as on the edge of a cell.
    line.send("Network.emulateNetworkConditions",
              {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000})
    received = []
    line.on("Network.loadingFinished", lambda event: received.append(event["encodedDataLength"]))
    page = player.page
    page.goto(player.watched.base + f"{HOME}/deposer/service")
    page.fill("#titre", "Un tableau des travaux")
    page.fill("#aujourdhui", "Chaque riverain sait quand sa rue est fermée.")
    page.fill("#mainteneur", "Le service de la voirie")
    page.fill("#utilisateurs", "Nous seuls")
    for selector in ["button[value=relire]", "#publier"]:
        with page.expect_navigation(wait_until="load"):
            page.locator(selector).click()
    assert player.heading() == "Un tableau des travaux"
    assert sum(received) < 300_000, f"{sum(received)} bytes"


def test_what_was_typed_survives_a_cut_line(open_page):
    player = Player(open_page, {"width": 1440}, "")
    player.play("agent")
    player.go(f"{HOME}/deposer/besoin")
    address = player.page.url
    player.page.route("**/brouillons/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    player.page.fill("#titre", "Une phrase que le serveur n’a pas reçue")
    player.page.wait_for_selector("[data-save-state][data-state=bad]")
    player.page.unroute("**/brouillons/**")
    player.page.goto(address)
    player.page.wait_for_function("document.querySelector('#titre').value.startsWith('Une phrase')")
    player.watched.troubles.clear()
