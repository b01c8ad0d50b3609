"""Somebody of each sort at a browser, and one thing at least for each page to show."""

import re
import uuid

HOME = "/consultations/services-2021"
DESK = HOME + "/instruction"

# Nobody is signed in there; all others are characters of the demonstration.
STRANGERS = {"reader", "proved"}


class World:
    """Pages that are open, by who looks at them, and the addresses of what `make` brought about."""

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
        self.comment()
        self.catalogue()
        self.decide()
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

    def catalogue(self):
        """The sheet of a service that its contribution has made, of which its organisation says something."""
        things = self.things
        things["sheet"] = self.link("agent", things["published_service"], r"/services/[^/]{11,}")
        things["sheet_token"] = things["sheet"].rpartition("/")[2][:10]
        self.post("agent", things["sheet"] + "/declaration", sorte="utilise", depuis="2019", contact="accueil")

    def comment(self):
        things = self.things
        things["comment"] = "".join(str(int(digit, 16) % 10) for digit in self.word) + "00"
        self.post("maire", things["best"] + "/commentaires", texte="Nous aussi.", jeton=things["comment"])
        report = self.address("{best}/commentaires/{comment}/signalement")
        self.post("nouvelle", report, motif="other", message="Relisez.")

    def decide(self):
        """An addressee and a usual reason; a contribution rejected, and another that makes a proposition."""
        things = self.things
        self.post("instructeur", DESK + "/guichets", nom="Les archives", courriel="", page="https://archives.example")
        self.post("instructeur", DESK + "/raisons", decision="ineligible", titre="Hors champ", texte="Selon {choix}.")
        self.decided("best", "regroupee", "#nouvelle", lambda field: field.fill("Un agenda pour tous"))
        things["decided"] = self.decided("own", "ineligible", "#article", lambda field: field.select_option(index=1))
        things["undecided"] = self.link(
            "instructeur", DESK + "?onglet=a-faire", DESK + r"/contributions/[0-9a-z]+")
        things["act"] = self.link("instructeur", things["decided"], DESK + r"/actes/[0-9]+")
        things["proposition"] = self.link("instructeur", DESK + "/propositions", DESK + r"/propositions/[^/]+")

    def decided(self, thing, kind, field, fill):
        """Decides of a contribution by one of the forms; its page at the desk."""
        page = self.page("instructeur")
        address = DESK + "/contributions/" + self.things[thing].rpartition("/")[2][:10]
        page.go(address)
        form = page.page.locator(f"details[data-key={kind}]")
        form.locator("summary").first.click()
        fill(form.locator(field))
        page.follow(form.locator(".button-primary"))
        assert "fait=decidee" in page.page.url
        return address

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
        """By the code of an official mailbox, which is then to be typed; and of a colleague, who is told.

        Of a commune that no other test asks for: its box receives five codes an hour."""
        page = self.page("nouvelle")
        town = self.link("nouvelle", "/habilitation?q=Montarel", r"/habilitation/[^/]{10,}")
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
