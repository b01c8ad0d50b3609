"""Every page that a route declares, as somebody who may see it, narrow and wide: accessible, silent, not too wide.

The routes are those of RoutesTests, which fails on one that it does not know: a new page has its address here."""

import re
import uuid

import pytest

from conftest import ROOT, opening

HOME = "/consultations/services-2021"
PREPARED = "/administration" + HOME
API = "/api/v1" + HOME
WIDTHS = [1440, 360]
TABLE = ROOT / "Tests" / "coporterTests" / "RoutesTests.swift"

# The page of a route: who sees it, and where. What is in braces was made or found by the walk of `World`.
PAGES = {
    "/": ("reader", "/"),
    "/accessibilite": ("reader", "/accessibilite"),
    "/adherents": ("operateur", "/adherents"),
    "/administration": ("administrateur", "/administration"),
    "/administration/adresses-refusees": ("administrateur", "/administration/adresses-refusees"),
    "/administration/annuaire": ("administrateur", "/administration/annuaire"),
    "/administration/confirmations": ("administrateur", "/administration/confirmations?q=adico"),
    "/administration/confirmations/{organisation}": ("administrateur", "{confirmer}"),
    "/administration/consultations": ("administrateur", "/administration/consultations"),
    "/administration/consultations/{consultation}": ("administrateur", PREPARED),
    "/administration/consultations/{consultation}/calendrier": ("administrateur", PREPARED + "/calendrier"),
    "/administration/consultations/{consultation}/participation": ("administrateur", PREPARED + "/participation"),
    "/administration/consultations/{consultation}/presentation": ("administrateur", PREPARED + "/presentation"),
    "/administration/consultations/{consultation}/reglement": ("administrateur", PREPARED + "/reglement"),
    "/administration/consultations/{consultation}/themes": ("administrateur", PREPARED + "/themes"),
    "/administration/courriels": ("administrateur", "/administration/courriels"),
    "/administration/journal": ("administrateur", "/administration/journal"),
    "/administration/personnes": ("administrateur", "/administration/personnes"),
    "/administration/preparer": ("administrateur", "/administration/preparer"),
    "/administration/questions": ("administrateur", "/administration/questions"),
    "/administration/questions/{consultation}/{rubrique}": (
        "administrateur", "/administration/questions/services-2021/besoin"),
    "/administration/taches": ("administrateur", "/administration/taches"),
    "/aide": ("reader", "/aide"),
    "/api": ("reader", "/api"),
    "/autorisation/{secret}": ("reader", "{authorisation}"),
    "/autorisations": ("operateur", "/autorisations"),
    "/autorisations/{preparation}": ("operateur", "{preparation}"),
    "/co-depots/{codeposit}": ("maire", "{codeposit}"),
    "/compte": ("agent", "/compte"),
    "/compte-efface": ("reader", "/compte-efface"),
    "/compte/adresses": ("itinerante", "/compte/adresses"),
    "/compte/adresses/lien/{secret}": ("itinerante", "{address_link}"),
    "/compte/effacement": ("agent", "/compte/effacement"),
    "/connexion": ("reader", "/connexion"),
    "/connexion/code": ("reader", "/connexion/code"),
    "/connexion/lien/{secret}": ("reader", "{sign_in_link}"),
    "/connexion/qui": ("proved", "/connexion/qui"),
    "/consultations/{consultation}": ("reader", HOME),
    "/consultations/{consultation}/adherents": ("operateur", HOME + "/adherents"),
    "/consultations/{consultation}/brouillons": ("agent", HOME + "/brouillons"),
    "/consultations/{consultation}/brouillons/{draft}": ("agent", "{draft}"),
    "/consultations/{consultation}/brouillons/{draft}/apercu": ("agent", "{draft}/apercu"),
    "/consultations/{consultation}/brouillons/{draft}/co-deposants": ("agent", "{draft}/co-deposants?q=dax"),
    "/consultations/{consultation}/brouillons/{draft}/conflit": ("agent", "{contested}/conflit"),
    "/consultations/{consultation}/brouillons/{draft}/pieces-jointes": ("agent", "{draft}/pieces-jointes"),
    "/consultations/{consultation}/brouillons/{draft}/publiccode": ("agent", "{service}/publiccode?rubrique=service"),
    "/consultations/{consultation}/brouillons/{draft}/ressemblances": (
        "agent", "{draft}/ressemblances?titre=Réserver%20les%20salles%20communales"),
    "/consultations/{consultation}/brouillons/{draft}/soutien/{contribution}": (
        "agent", "{draft}/soutien/{best_token}"),
    "/consultations/{consultation}/chiffres": ("reader", HOME + "/chiffres"),
    "/consultations/{consultation}/contributions": ("reader", HOME + "/contributions?q=mairie"),
    "/consultations/{consultation}/contributions/{contribution}": ("reader", "{best}"),
    "/consultations/{consultation}/contributions/{contribution}/caviardage": ("instructeur", "{own}/caviardage"),
    "/consultations/{consultation}/contributions/{contribution}/co-deposants": ("agent", "{own}/co-deposants"),
    "/consultations/{consultation}/contributions/{contribution}/commentaires": ("agent", "{best}/commentaires"),
    "/consultations/{consultation}/contributions/{contribution}/commentaires/{comment}": (
        "maire", "{best}/commentaires/{comment}"),
    "/consultations/{consultation}/contributions/{contribution}/commentaires/{comment}/signalement": (
        "agent", "{best}/commentaires/{comment}/signalement"),
    "/consultations/{consultation}/contributions/{contribution}/retrait": ("agent", "{own}/retrait"),
    "/consultations/{consultation}/contributions/{contribution}/soutien": ("operateur", "{best}/soutien"),
    "/consultations/{consultation}/contributions/{contribution}/soutiens": ("reader", "{best}/soutiens"),
    "/consultations/{consultation}/contributions/{contribution}/suivi": ("reader", "{best}/suivi"),
    "/consultations/{consultation}/contributions/{contribution}/versions/{version}": ("reader", "{own}/versions/2"),
    "/consultations/{consultation}/deposer/services": ("operateur", HOME + "/deposer/services"),
    "/consultations/{consultation}/donnees": ("reader", HOME + "/donnees"),
    "/consultations/{consultation}/instruction": ("instructeur", HOME + "/instruction"),
    "/consultations/{consultation}/instruction/actes": ("instructeur", HOME + "/instruction/actes"),
    "/consultations/{consultation}/instruction/actes/{act}": ("instructeur", "{act}"),
    "/consultations/{consultation}/instruction/contributions/{contribution}": ("instructeur", "{decided}"),
    "/consultations/{consultation}/instruction/guichets": ("instructeur", HOME + "/instruction/guichets"),
    "/consultations/{consultation}/instruction/propositions": ("instructeur", HOME + "/instruction/propositions"),
    "/consultations/{consultation}/instruction/propositions/{proposition}": ("instructeur", "{proposition}"),
    "/consultations/{consultation}/instruction/publication": ("instructeur", HOME + "/instruction/publication"),
    "/consultations/{consultation}/instruction/raisons": ("instructeur", HOME + "/instruction/raisons"),
    "/consultations/{consultation}/propositions": ("reader", HOME + "/propositions"),
    "/consultations/{consultation}/instruction/groupes": ("instructeur", HOME + "/instruction/groupes"),
    "/consultations/{consultation}/instruction/separations": ("instructeur", HOME + "/instruction/separations"),
    "/consultations/{consultation}/participation": ("reader", HOME + "/participation"),
    "/consultations/{consultation}/reglement": ("reader", HOME + "/reglement"),
    "/consultations/{consultation}/reglement/versions/{version}": ("reader", HOME + "/reglement/versions/1"),
    "/demonstration": ("reader", "/demonstration"),
    "/demonstration/courriels": ("reader", "/demonstration/courriels"),
    "/demonstration/entrer/{character}": ("reader", "/demonstration/entrer/maire"),
    "/desinscription/{token}": ("reader", "{unsubscription}"),
    "/donnees-personnelles": ("reader", "/donnees-personnelles"),
    "/habilitation": ("nouvelle", "/habilitation?q=dax"),
    "/habilitation/demandes/{request}": ("nouvelle", "{request}"),
    "/habilitation/territoire": ("operateur", "/habilitation/territoire"),
    "/habilitation/{organisation}": ("nouvelle", "/habilitation/{organisation}"),
    "/habilitation/{organisation}/titulaires": ("maire", "/habilitation/{town}/titulaires"),
    "/instruction/caviardages": ("instructrice", "/instruction/caviardages"),
    "/instruction/commentaires": ("instructeur", "/instruction/commentaires"),
    "/instruction/commentaires/{comment}": ("instructeur", "/instruction/commentaires/{comment}"),
    "/instruction/habilitations": ("instructeur", "/instruction/habilitations"),
    "/instruction/organismes": ("instructeur", "/instruction/organismes"),
    "/mentions-legales": ("reader", "/mentions-legales"),
    "/mes-suivis": ("agent", "/mes-suivis"),
    "/organismes": ("reader", "/organismes?q=saint"),
    "/organismes/demande": ("nouvelle", "/organismes/demande"),
    "/organismes/{organisation}": ("reader", "/organismes/{town}"),
    "/organismes/{organisation}/suivi": ("reader", "/organismes/{organisation}/suivi"),
    "/reprise/{token}": ("association", "{kept}"),
    "/suivi/{secret}": ("reader", "{follow_link}"),
    "/suivis/{token}": ("reader", "{citizen}"),
}

# What leads elsewhere at once, and what is read by a program or kept as a file: who asks, and where.
NO_PAGES = {
    "/adherents/export": ("operateur", "/adherents/export"),
    "/administration/adresses-refusees/export": ("administrateur", "/administration/adresses-refusees/export"),
    "/administration/journal/export": ("administrateur", "/administration/journal/export"),
    "/api/v1/consultations": ("reader", "/api/v1/consultations"),
    "/api/v1/consultations/{consultation}": ("reader", API),
    "/api/v1/consultations/{consultation}/chiffres": ("reader", API + "/chiffres"),
    "/api/v1/consultations/{consultation}/contributions": ("reader", API + "/contributions"),
    "/api/v1/consultations/{consultation}/contributions/{contribution}": (
        "reader", API + "/contributions/{best_token}"),
    "/api/v1/consultations/{consultation}/contributions/{contribution}/commentaires": (
        "reader", API + "/contributions/{best_token}/commentaires"),
    "/api/v1/consultations/{consultation}/contributions/{contribution}/soutiens": (
        "reader", API + "/contributions/{best_token}/soutiens"),
    "/api/v1/consultations/{consultation}/contributions/{contribution}/versions": (
        "reader", API + "/contributions/{best_token}/versions"),
    "/api/v1/consultations/{consultation}/reglement": ("reader", API + "/reglement"),
    "/api/v1/openapi.json": ("reader", "/api/v1/openapi.json"),
    "/api/v1/organismes": ("reader", "/api/v1/organismes?q=dax"),
    "/api/v1/organismes/{organisation}": ("reader", "/api/v1/organismes/{organisation}"),
    "/compte/donnees": ("agent", "/compte/donnees"),
    "/consultations/{consultation}/adherents/{organisation}/{rubrique}": ("operateur", "{begun_for_member}"),
    "/consultations/{consultation}/brouillons/{draft}/pieces-jointes/{piece}": ("agent", "{piece}"),
    "/consultations/{consultation}/brouillons/{draft}/texte": ("agent", "{draft}/texte"),
    "/consultations/{consultation}/chiffres/{fichier}": ("reader", HOME + "/chiffres/territoires.csv"),
    "/consultations/{consultation}/contributions/{contribution}/pieces-jointes/{piece}": ("reader", "{public_piece}"),
    "/consultations/{consultation}/contributions/{contribution}/publiccode.yml": (
        "reader", "{published_service}/publiccode.yml"),
    "/consultations/{consultation}/deposer/{rubrique}": ("agent", HOME + "/deposer/besoin"),
    "/consultations/{consultation}/donnees/{fichier}": ("reader", HOME + "/donnees/contributions.csv"),
    "/consultations/{consultation}/reglement/versions/{version}/texte": (
        "reader", HOME + "/reglement/versions/1/texte"),
    "/contributions": ("reader", "/contributions"),
    "/donnees": ("reader", "/donnees"),
    "/instruction": ("instructeur", "/instruction"),
    "/mes-depots": ("agent", "/mes-depots"),
    "/organismes/suggestions": ("reader", "/organismes/suggestions?q=dax"),
    "/suivis/{token}/donnees": ("reader", "{citizen}/donnees"),
}

# What the demonstration cannot show yet, and why.
NOT_YET = {
    "/consultations/{consultation}/propositions/{proposition}":
        "it stands on the last evening of the deposit, and no decision is published before the instruction",
}

# Nobody is signed in there; all others are characters of the demonstration.
STRANGERS = {"reader", "proved"}


class World:
    """Somebody of each sort at a browser, and one thing at least for each page to show."""

    def __init__(self, open_one):
        self.open_one = open_one
        self.pages = {}
        self.word = uuid.uuid4().hex[:8]
        self.things = {}

    def page(self, who):
        """The page of a character, or of a stranger; who enters the first time."""
        if who not in self.pages:
            self.pages[who] = self.open_one()
            if who not in STRANGERS:
                self.pages[who].enter(who)
        return self.pages[who]

    def address(self, template):
        return template.format(**self.things)

    def post(self, who, path, **fields):
        """Sends a form as the page that is open would; where it led, and what was answered."""
        page = self.page(who)
        if not page.page.locator("input[name=_form]").count():
            page.go("/connexion")
        answered = page.page.evaluate("""async ([path, fields]) => {
          fields._form = document.querySelector("input[name=_form]").value;
          const answer = await fetch(path, { method: "POST", body: new URLSearchParams(fields) });
          return { url: answer.url, status: answer.status, text: await answer.text() };
        }""", [path, fields])
        assert page.allows(answered["status"]), f"POST {path} as {who}: {answered['status']}"
        return answered["url"].removeprefix(page.base).partition("?")[0], answered["text"]

    def link(self, who, path, pattern):
        """The first address on a page of which `pattern` is the whole."""
        page = self.page(who)
        page.go(path)
        links = page.page.locator("main [href]").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        found = [link for link in links if re.fullmatch(pattern, link.partition("?")[0])]
        assert found, f"{path}, as {who}, has no link to {pattern}, but {links}"
        return found[0].partition("?")[0]

    def posted(self, recipient, pattern, about=""):
        """What is found in the newest mail to somebody that says `about`."""
        return re.search(pattern, self.page("reader").mail(recipient, about)).group(0)

    def mail_address(self, name):
        return f"{name}-{self.word}@wanadoo.example"

    def make(self):
        self.read()
        self.sign_in()
        self.write()
        self.decide()
        self.comment()
        self.invite()
        self.follow()
        self.ask_to_act()
        self.read_letters()
        return self

    def read(self):
        things = self.things
        things["best"] = self.link("reader", HOME + "/contributions?tri=soutenues", HOME + r"/contributions/[^/]+")
        things["best_token"] = things["best"].rpartition("/")[2][:10]
        things["organisation"] = self.link("reader", "/organismes?q=dax", r"/organismes/[^/]{11,}").split("/")[2]
        things["confirmer"] = self.link(
            "administrateur", "/administration/confirmations?q=adico", r"/administration/confirmations/[^/]+")
        things["town"] = self.link("maire", "/habilitation", r"/habilitation/[^/]+/titulaires").split("/")[2]

    def sign_in(self):
        for who in ("proved", "reader"):
            self.post(who, "/connexion", adresse=self.mail_address(who))
        self.post("itinerante", "/compte/adresses", adresse=self.mail_address("itinerante"))
        # What is sent by somebody who is not signed in is kept until she is, in the same browser.
        stranger = self.open_one()
        self.pages["association"] = stranger
        stranger.go("/connexion")
        stranger.expecting(401)
        stranger.page.evaluate("""async () => {
          const _form = document.querySelector("input[name=_form]").value;
          const body = new URLSearchParams({ _form, nom: "Syndicat des Roseaux", retour: "/" });
          location = (await fetch("/organismes/demande", { method: "POST", body })).url;
        }""")
        stranger.page.wait_for_url("**/connexion?retour=*")
        self.things["kept"] = re.search(r"/reprise/[^&]+", stranger.page.url.replace("%2F", "/")).group(0)
        stranger.enter("association")

    def draft(self, rubric="besoin"):
        """Where a new draft of the agent is."""
        self.page("agent").go(f"{HOME}/deposer/{rubric}")
        return self.page("agent").page.url.removeprefix(self.page("agent").base).partition("?")[0]

    def save(self, draft, title, action="enregistrer", rubric="besoin", **more):
        text = {"titre": title, "aujourdhui": "Un cahier à l’accueil, et deux noms le même soir."}
        return self.post("agent", draft, rubrique=rubric, **text, action=action, **more)

    def join(self, draft):
        """A picture beside a draft, for everyone to read."""
        page = self.page("agent")
        page.go(draft + "/pieces-jointes")
        page.page.fill("#description", "La salle vue de l’entrée")
        page.page.check("#public-tous")
        picture = {"name": "salle.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff\xe0" + bytes(30_000)}
        page.page.set_input_files("#fichier", picture)
        with page.page.expect_navigation(url="**?fait=ajoutee", wait_until="load"):
            page.page.locator("main form[enctype] [type=submit]").click()

    def write(self):
        things = self.things
        things["draft"] = self.draft()
        self.save(things["draft"], "Réserver les salles communales")
        self.join(things["draft"])
        things["piece"] = self.link("agent", things["draft"] + "/pieces-jointes", r".*/pieces-jointes/[^/]+")
        things["contested"] = self.draft()
        self.page("agent").expecting(409)
        self.save(things["contested"], "Une affiche")
        for title in ("Une affiche au bureau", "Une affiche dehors"):
            self.save(things["contested"], title, revision="1")
        things["service"] = self.draft("service")
        published = self.draft("service")
        self.save(published, "Un guichet de quartier", "relire", "service", mainteneur="La ville", utilisateurs="Nous")
        things["published_service"], _ = self.post("agent", published + "/publication", revision="1")
        self.publish()

    def publish(self):
        """A contribution with a file, corrected once."""
        things = self.things
        draft = self.draft()
        self.save(draft, "Un agenda partagé", "relire")
        self.join(draft)
        own, _ = self.post("agent", draft + "/publication", revision="1")
        correction, _ = self.post("agent", own + "/correction")
        self.save(correction, "Un agenda partagé par tous", "relire", revision="1")
        things["own"], _ = self.post("agent", correction + "/publication", revision="2")
        things["public_piece"] = self.link("agent", things["own"], r".*/pieces-jointes/[^/]+")
        self.post("instructeur", things["own"] + "/caviardage", passage="Un cahier", motif="Le nom d’une personne.")

    def decide(self):
        """A contribution that feeds a new proposition."""
        things = self.things
        desk = HOME + "/instruction"
        things["decided"] = f"{desk}/contributions/" + things["published_service"].rpartition("/")[2][:10]
        self.post(
            "instructeur", things["decided"] + "/decision", decision="regroupee", version="1", raison="Le même besoin.",
            nouvelle="Un guichet commun")
        things["act"] = self.link("instructeur", desk + "/actes", desk + r"/actes/[^/]+")
        things["proposition"] = self.link("instructeur", desk + "/propositions", desk + r"/propositions/[^/]+")

    def comment(self):
        things = self.things
        things["comment"] = "".join(str(int(digit, 16) % 10) for digit in self.word) + "00"
        self.post("maire", things["best"] + "/commentaires", texte="Nous aussi.", jeton=things["comment"])
        report = self.address("{best}/commentaires/{comment}/signalement")
        self.post("nouvelle", report, motif="other", message="Relisez.")

    def invite(self):
        things = self.things
        self.post("agent", things["draft"] + "/co-deposants", organisme=things["town"])
        things["codeposit"] = self.link("maire", HOME + "/brouillons", r"/co-depots/[^/]+")
        asking = self.page("operateur")
        asking.go("/adherents?etat=non-demandee")
        member, day = asking.page.locator("input[name=adherent]").first, asking.page.locator("#jusque")
        self.post("operateur", "/adherents", adherent=member.input_value(), jusque=day.input_value())
        things["preparation"] = self.link("operateur", "/autorisations", r"/autorisations/[^/]+")
        things["begun_for_member"] = self.link("operateur", HOME + "/adherents", HOME + r"/adherents/[^/]+/besoin")

    def follow(self):
        for name in ("suiveuse", "suivie"):
            self.post("reader", self.things["best"] + "/suivi", adresse=self.mail_address(name))

    def ask_to_act(self):
        """By the code of an official mailbox, which is then to be typed; and of a colleague, who is told."""
        page = self.page("nouvelle")
        town = self.link("nouvelle", "/habilitation?q=Quatre-Vents", r"/habilitation/[^/]{10,}")
        page.go(town)
        box = page.page.locator("main input[name=preuve]").first.get_attribute("value")
        self.things["request"], _ = self.post("nouvelle", town, fonction="agent", preuve=box)
        colleague = self.link("agent", "/habilitation", r"/habilitation/[^/]+/titulaires").rpartition("/")[0]
        self.post("nouvelle", colleague, fonction="agent", preuve="personne", message="Bonjour")

    def read_letters(self):
        """Links that only a mail has; the outbox looks once a second."""
        things = self.things
        things["sign_in_link"] = self.posted(self.mail_address("reader"), r"/connexion/lien/[0-9a-z]+")
        self.post("proved", "/connexion/code", code=self.posted(self.mail_address("proved"), r"\b[0-9]{6}\b"))
        things["address_link"] = self.posted(self.mail_address("itinerante"), r"/compte/adresses/lien/[0-9a-z]+")
        things["authorisation"] = self.posted("", r"/autorisation/[0-9a-z]{52}", about="de préparer les dépôts")
        things["unsubscription"] = self.posted("dominique.vial@", r"/desinscription/\S+", about="/desinscription/")
        things["follow_link"] = self.posted(self.mail_address("suiveuse"), r"/suivi/[0-9a-z]{52}")
        _, confirmed = self.post("reader", self.posted(self.mail_address("suivie"), r"/suivi/[0-9a-z]{52}"))
        things["citizen"] = re.search(r"/suivis/[^\"/]+", confirmed).group(0)


@pytest.fixture(scope="module")
def world(browser, server):
    with opening(browser, server) as open_one:
        yield World(open_one).make()


def declared():
    return set(re.findall(r'^  "GET (/\S*)": ', TABLE.read_text(), re.MULTILINE))


def test_each_route_that_is_read_has_its_address_here():
    assert len(declared()) > 100
    assert not PAGES.keys() & NO_PAGES.keys()
    assert declared() == PAGES.keys() | NO_PAGES.keys() | NOT_YET.keys()


def is_of(route, address):
    """Whether an address is one of a route."""
    parts, segments = route.split("/"), address.partition("?")[0].split("/")
    return len(parts) == len(segments) and all(
        part.startswith("{") and segment or part == segment for part, segment in zip(parts, segments))


@pytest.mark.parametrize("route", PAGES)
def test_a_page_is_accessible_silent_and_fits(world, route):
    who, template = PAGES[route]
    page, address = world.page(who), world.address(template)
    assert is_of(route, address), address
    page.troubles.clear()
    page.page.set_viewport_size({"width": WIDTHS[0], "height": 900})
    answer = page.go(address)
    assert answer.headers["content-type"].startswith("text/html")
    assert is_of(route, page.page.url.removeprefix(page.base)), page.page.url
    assert page.page.locator("main h1").count() == 1, f"{address}: a page has one title, in its main part"
    for width in WIDTHS:
        page.page.set_viewport_size({"width": width, "height": 900})
        page.look()
    troubles, page.troubles[:] = list(page.troubles), []
    assert not troubles, "\n".join(troubles)


@pytest.mark.parametrize("route", NO_PAGES)
def test_what_is_no_page_leads_elsewhere_or_is_a_file(world, route):
    who, template = NO_PAGES[route]
    address = world.address(template)
    assert is_of(route, address), address
    answer = world.page(who).page.request.get(address, max_redirects=0)
    leads = answer.status in (302, 303)
    assert leads or answer.ok and not answer.headers["content-type"].startswith("text/html"), (answer.status, address)
