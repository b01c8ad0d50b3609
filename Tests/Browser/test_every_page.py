"""Every page that a route declares, as somebody who may see it, narrow and wide: accessible, silent, not too wide.

The routes are those of RoutesTests, which fails on one that it does not know: a new page has its address here."""

import re

import pytest

from conftest import ROOT, opening
from test_selections import SELECTION_FILES, SELECTION_PAGES
from test_vote_pages import VOTE_FILES, VOTE_PAGES
from world import DESK, HOME, World

PREPARED = "/administration" + HOME
API = "/api/v1" + HOME
WIDTHS = [1440, 360]
TABLES = sorted((ROOT / "Tests" / "coporterTests").glob("RoutesTests*.swift"))

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
    "/administration/comites": ("administrateur", "/administration/comites"),
    "/administration/consultations/{consultation}": ("administrateur", PREPARED),
    "/administration/consultations/{consultation}/calendrier": ("administrateur", PREPARED + "/calendrier"),
    "/administration/consultations/{consultation}/comite": ("administrateur", PREPARED + "/comite"),
    "/administration/consultations/{consultation}/participation": ("administrateur", PREPARED + "/participation"),
    "/administration/consultations/{consultation}/presentation": ("administrateur", PREPARED + "/presentation"),
    "/administration/consultations/{consultation}/recours": ("administrateur", PREPARED + "/recours"),
    "/administration/consultations/{consultation}/rubriques": ("administrateur", PREPARED + "/rubriques"),
    "/administration/consultations/{consultation}/reglement": ("administrateur", PREPARED + "/reglement"),
    "/administration/consultations/{consultation}/themes": ("administrateur", PREPARED + "/themes"),
    "/administration/consultations/{consultation}/vote": ("administrateur", PREPARED + "/vote"),
    "/administration/consultations/{consultation}/vote/voyants": ("administrateur", PREPARED + "/vote/voyants"),
    "/administration/courriels": ("administrateur", "/administration/courriels"),
    "/administration/journal": ("administrateur", "/administration/journal"),
    "/administration/personnes": ("administrateur", "/administration/personnes"),
    "/administration/preparer": ("administrateur", "/administration/preparer"),
    "/administration/questions": ("administrateur", "/administration/questions"),
    "/administration/questions/{consultation}/{rubrique}": (
        "administrateur", "/administration/questions/services-2021/besoin"),
    "/administration/lecture-seule": ("administrateur", "/administration/lecture-seule"),
    "/administration/taches": ("administrateur", "/administration/taches"),
    "/administration/votes": ("administrateur", "/administration/votes"),
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
    "/consultations/{consultation}/suites": ("reader", HOME + "/suites?decision=a-l-etude"),
    "/consultations/{consultation}/suites/{organisation}": ("reader", HOME + "/suites/{organisation}"),
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
    "/consultations/{consultation}/instruction": ("instructeur", DESK),
    "/consultations/{consultation}/instruction/actes": ("instructeur", DESK + "/actes"),
    "/consultations/{consultation}/instruction/actes/{act}": ("instructeur", "{act}"),
    "/consultations/{consultation}/instruction/contributions/{contribution}": ("instructeur", "{decided}"),
    "/consultations/{consultation}/instruction/contributions/{contribution}/division": (
        "instructeur", "{undecided}/division"),
    "/consultations/{consultation}/instruction/attribution": ("instructeur", DESK + "/attribution?onglet=a-faire"),
    "/consultations/{consultation}/instruction/groupes": ("instructeur", DESK + "/groupes"),
    "/consultations/{consultation}/instruction/guichets": ("instructeur", DESK + "/guichets"),
    "/consultations/{consultation}/instruction/propositions": ("instructeur", DESK + "/propositions"),
    "/consultations/{consultation}/instruction/propositions/{proposition}": ("instructeur", "{proposition}"),
    "/consultations/{consultation}/instruction/propositions/{proposition}/recomposition": (
        "instructeur", "{proposition}/recomposition"),
    "/consultations/{consultation}/instruction/propositions/{proposition}/composition": (
        "instructeur", "{proposition}/composition"),
    "/consultations/{consultation}/instruction/propositions/{proposition}/relecture": (
        "instructeur", "{proposition}/relecture"),
    "/consultations/{consultation}/instruction/double-lecture": ("instructeur", DESK + "/double-lecture"),
    "/consultations/{consultation}/instruction/relecture": ("instructeur", DESK + "/relecture"),
    "/consultations/{consultation}/instruction/publication": ("instructeur", DESK + "/publication"),
    "/consultations/{consultation}/instruction/raisons": ("instructeur", DESK + "/raisons"),
    "/consultations/{consultation}/instruction/fiche": ("instructeur", DESK + "/fiche?theme=accueil"),
    "/consultations/{consultation}/instruction/pilotage": ("instructeur", DESK + "/pilotage"),
    "/consultations/{consultation}/instruction/vues": ("instructeur", DESK + "/vues?onglet=a-faire"),
    "/consultations/{consultation}/instruction/reglages": ("administrateur", DESK + "/reglages"),
    "/consultations/{consultation}/instruction/selection": ("instructeur", DESK + "/selection"),
    "/consultations/{consultation}/instruction/separations": ("instructeur", DESK + "/separations"),
    "/consultations/{consultation}/participation": ("reader", HOME + "/participation"),
    "/consultations/{consultation}/propositions": ("reader", HOME + "/propositions"),
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
    "/consultations/{consultation}/contributions/{contribution}/fiche": ("agent", "{published_service}/fiche"),
    "/consultations/{consultation}/contributions/{contribution}/services": ("agent", "{own}/services?q=guichet"),
    "/services/donnees": ("reader", "/services/donnees"),
    "/services": ("reader", "/services?q=guichet"),
    "/services/import": ("agent", "/services/import"),
    "/services/{service}": ("reader", "{sheet}"),
    "/services/{service}/declaration": ("agent", "{sheet}/declaration"),
    "/services/nouveau": ("agent", "/services/nouveau"),
    "/services/{service}/description": ("agent", "{sheet}/description"),
    "/services/{service}/modification": ("agent", "{sheet}/modification"),
    "/services/{service}/retrait": ("instructeur", "{sheet}/retrait"),
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
    "/api/v1/consultations/{consultation}/decisions": ("reader", API + "/decisions"),
    "/api/v1/consultations/{consultation}/propositions": ("reader", API + "/propositions"),
    "/api/v1/consultations/{consultation}/rapprochements": ("reader", API + "/rapprochements"),
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
    "/consultations/{consultation}/contributions/{contribution}/retrait/texte": ("agent", "{own}/retrait/texte"),
    "/consultations/{consultation}/reglement/versions/{version}/texte": (
        "reader", HOME + "/reglement/versions/1/texte"),
    "/contributions": ("reader", "/contributions"),
    "/instruction/reglages": ("administrateur", "/instruction/reglages"),
    "/donnees": ("reader", "/donnees"),
    "/instruction": ("instructeur", "/instruction"),
    "/mes-depots": ("agent", "/mes-depots"),
    "/organismes/suggestions": ("reader", "/organismes/suggestions?q=dax"),
    "/api/v1/services": ("reader", "/api/v1/services?q=guichet"),
    "/api/v1/services/{service}": ("reader", "/api/v1/services/{sheet_token}"),
    "/services/donnees/{fichier}": ("reader", "/services/donnees/services.csv"),
    "/services/{service}/publiccode.yml": ("reader", "{sheet}/publiccode.yml"),
    "/services/{service}/versions/{version}": ("reader", "{sheet}/versions/1"),
    "/suivis/{token}/donnees": ("reader", "{citizen}/donnees"),
}

# What the demonstration has nothing to show of, and why.
NOT_YET = {
    "/api/v1/consultations/{consultation}/propositions/{proposition}":
        "one is public once a decision that feeds it is published, in the phase of instruction",
    "/consultations/{consultation}/decisions/{decision}/reexamen":
        "one asks of a published decision, in the phase of instruction: test_reexaminations.py",
    "/consultations/{consultation}/propositions/{proposition}/relecture":
        "an author re-reads a draft once an instructor has sent it: test_author_readings.py",
    "/consultations/{consultation}/propositions/{proposition}":
        "one is public once a decision that feeds it is published, in the phase of instruction: test_outcomes.py",
    "/guichet/{secret}":
        "an addressee is written to once a redirection is published, in the phase of instruction; it is 15 March",
}


@pytest.fixture(scope="module")
def world(browser, server):
    with opening(browser, server) as open_one:
        yield World(open_one).make()


def declared():
    text = "".join(table.read_text() for table in TABLES)
    return set(re.findall(r'^  "GET (/\S*)": ', text, re.MULTILINE))


def test_each_route_that_is_read_has_its_address_here():
    assert len(declared()) > 100
    places = [*PAGES, *NO_PAGES, *NOT_YET, *VOTE_PAGES, *VOTE_FILES, *SELECTION_PAGES, *SELECTION_FILES]
    assert len(places) == len(set(places))
    assert declared() == set(places)


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
