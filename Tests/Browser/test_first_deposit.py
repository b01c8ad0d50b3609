"""What shows that the first road is open: a lone secretary gets in, drafts meanwhile and deposits; another authority
finds it by a misspelt word and supports it for two communes; an association deposits and its support is counted apart.
The whole of it wide, on a phone without JavaScript, in English in the dark, by keyboard alone, on a throttled line."""

import re
import uuid

import pytest

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
        """Follows what leads to another page, and looks at it."""
        with self.page.expect_navigation(wait_until="load"):
            self.activate(self.page.locator(selector).first)
        self.look()

    def activate(self, thing):
        thing.click()

    def fill(self, selector, text):
        self.page.fill(selector, text)

    def tick(self, box, wanted=True):
        """Ticks a box or unticks it; chooses a radio button."""
        box.set_checked(wanted)

    def play(self, character):
        """Enters as one of the demonstration's persons, by one click."""
        self.go(f"/demonstration/entrer/{character}")
        self.press("main form button")

    def mail(self, recipient, about=""):
        """The text of the newest mail to `recipient` that says `about`; the outbox looks once a second."""
        return self.watched.mail(recipient, about, self.prefix)

    def code(self, recipient):
        return re.search(r"\b(\d{6})\b", self.mail(recipient)).group(1)

    def sign_in(self, recipient, name):
        self.go("/connexion")
        self.fill("#adresse", recipient)
        self.press("main form button[type=submit]")
        code = self.code(recipient)
        self.go("/connexion/code")
        self.fill("#code", code)
        self.press("main form button[type=submit]")
        self.fill("#nom", name)
        self.press("main form button[type=submit]")

    def write(self, rubric, title, today):
        """Begins a draft and leads it to its preview; the script has saved it meanwhile."""
        self.go(f"{HOME}/deposer/{rubric}")
        self.fill("#titre", title)
        self.fill("#aujourdhui", today)
        if rubric == "service":
            self.fill("#mainteneur", "Nous-mêmes")
            self.fill("#utilisateurs", "Nos adhérents")
        if self.has_script:
            self.page.wait_for_selector("[data-save-state][data-state=ok]")
        self.press("button[value=relire]")

    def heading(self):
        return self.page.locator("main h1").inner_text()

    def supports(self):
        """Of the contribution that is open: by authorities, by other bodies."""
        figures = self.page.locator("aside .figures dd")
        return int(figures.nth(0).inner_text()), int(figures.nth(1).inner_text())


    def see(self, selector):
        """The text of what is there to be read: neither hidden nor clipped to nothing."""
        thing = self.page.locator(selector)
        box = thing.bounding_box()
        assert box and box["width"] > 20 and box["height"] > 12, f"{selector} cannot be read: {box}"
        window = self.page.viewport_size
        assert 0 <= box["x"] and box["x"] + box["width"] <= window["width"], f"{selector} is beside the window: {box}"
        return thing.inner_text()


class Keyboard(Player):
    """Has no mouse: goes from one thing to the next by Tab, back by Shift and Tab, and presses keys where it stands."""

    MOST_STOPS = 250

    def where(self, thing):
        """Where a thing is, as seen from the one that has the keyboard."""
        return thing.evaluate("""thing => {
          const here = document.activeElement;
          if (thing === here) return "here";
          if (thing.type === "radio" && here.type === "radio" && thing.name === here.name) return "group";
          return here.compareDocumentPosition(thing) & Node.DOCUMENT_POSITION_PRECEDING ? "before" : "after";
        }""")

    def reach(self, thing):
        thing.wait_for()
        for _ in range(self.MOST_STOPS):
            key = {"after": "Tab", "before": "Shift+Tab", "group": "ArrowDown"}.get(self.where(thing))
            if key is None:
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{self.page.url}: the keyboard does not reach {thing}")

    def activate(self, thing):
        self.reach(thing)
        self.page.keyboard.press("Enter")

    def fill(self, selector, text):
        self.reach(self.page.locator(selector))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        assert self.page.input_value(selector) == text

    def tick(self, box, wanted=True):
        self.reach(box)
        if box.is_checked() != wanted:
            self.page.keyboard.press("Space")
        assert box.is_checked() == wanted


class Throttled(Player):
    """At the edge of a cell."""

    def __init__(self, *place):
        super().__init__(*place)
        throttle(self.page)


def throttle(page):
    """400 kbit/s and 400 ms; the session by which the browser tells what it receives."""
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.clearBrowserCache")
    line.send("Network.emulateNetworkConditions",
              {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000})
    return line


@pytest.mark.parametrize("player, window, prefix", [
    pytest.param(Player, {"width": 1440}, "", id="wide"),
    pytest.param(Player, {"width": 360, "javascript": False}, "", id="phone-without-javascript"),
    pytest.param(Player, {"width": 768, "dark": True, "language": "en"}, "/en", id="english-dark"),
    pytest.param(Keyboard, {"width": 1440}, "", id="keyboard"),
    pytest.param(Throttled, {"width": 360}, "", id="throttled"),
])
def test_the_first_road(open_page, player, window, prefix):
    word = "".join(chr(ord("a") + int(digit, 16)) for digit in uuid.uuid4().hex[:10])

    # A secretary with an ordinary address writes before she is known.
    secretary = player(open_page, window, prefix)
    box = f"camille-{word}@wanadoo.example"
    secretary.sign_in(box, f"Camille {word}")
    secretary.write("besoin", f"Un agenda {word} pour la salle", "Trois cahiers, et deux réservations le même soir.")
    # She asks for it to be published as soon as she is known, and proves her commune by the town hall's own box.
    secretary.press("#publier")
    secretary.fill("#q", "Quatre-Vents")
    secretary.press("form[role=search] button[type=submit]")
    commune = secretary.page.locator("main .list h3 a").first.inner_text()
    secretary.press("main .list h3 a")
    secretary.tick(secretary.page.locator("#fonction-agent"))
    secretary.press("main form button[type=submit]")
    typing = secretary.page.url
    code = re.search(r"\b(\d{6})\b", secretary.mail(f"Camille {word}")).group(1)
    secretary.page.goto(typing)
    secretary.fill("#code", code)
    secretary.press("main form button[type=submit]")
    # The organisation that she acts for stands at the head of each page.
    assert secretary.see("details.acting .acting-name") == commune

    # The text has left with the proof: the page that follows is its own, and a mail says so.
    assert word in secretary.heading() and secretary.page.locator(".notice-ok[role=status]").count() == 1
    secretary.go("/mes-depots")
    secretary.press(f"main .list h3 a:has-text('{word}')")
    published = secretary.page.url
    assert word in secretary.heading()
    assert secretary.mail(box, about=word)

    # A secretary who travels between two communes finds it by a misspelt word and supports it for both at once.
    agent = player(open_page, window, prefix)
    agent.play("itinerante")
    agent.go("/contributions")
    misspelt = word[:4] + word[5:]
    agent.fill("#q", f"agendas {misspelt}")
    agent.press("form[role=search] .search-form button")
    assert agent.page.locator("main .list .entry").count() >= 1
    agent.press(f"main .list h3 a:has-text('{word}')")
    agent.press("aside a.button-primary")
    choices = agent.page.locator("main input[type=checkbox][name=organisme]")
    assert choices.count() == 2
    for place in range(2):
        agent.tick(choices.nth(place))
    agent.press("main form button.button-primary")
    assert agent.supports() == (2, 0)

    # An association's support is counted apart, and it deposits too; a mail says so.
    association = player(open_page, window, prefix)
    association.play("association")
    association.page.goto(published)
    association.look()
    association.press("aside form button")
    assert association.supports() == (2, 1)
    association.write("service", f"Un annuaire {word} des associations", "Il sert chaque jour à nos adhérents.")
    association.press("#publier")
    association.go("/mes-depots")
    assert association.page.locator("main .entry", has_text=f"annuaire {word}").count() == 1
    assert association.mail("andrea.lenoir@association.example", about=f"annuaire {word}")


def test_a_deposit_on_a_throttled_line_weighs_less_than_300_kilobytes(open_page):
    player = Player(open_page, {"width": 360}, "")
    player.play("maire")
    line = throttle(player.page)
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
    player.page.wait_for_function("() => document.querySelector('#titre').value.startsWith('Une phrase')")
    player.watched.troubles.clear()
