@testable import Consultations
@testable import Platform
@testable import Selections

/// Those of the committee and of its selection: see `RoutesTests`. Who is let into the room of a committee is a matter
/// of its seats: `SelectionRuleTests`.
let selectionRoutes: [String: Access] = [
  "GET /administration/comites": .permission(.prepare),
  "GET /administration/consultations/{consultation}/comite": .permission(.prepare),
  "POST /administration/consultations/{consultation}/comite": .permission(.prepare),
  "GET /administration/consultations/{consultation}/comite/invitation/{organisation}": .permission(.prepare),
  "POST /administration/consultations/{consultation}/comite/invitation/{organisation}": .permission(.prepare),
  "POST /administration/consultations/{consultation}/comite/membres/{seat}/fin": .permission(.prepare),
  "POST /administration/consultations/{consultation}/comite/membres/{seat}/rappel": .permission(.prepare),
  "POST /administration/consultations/{consultation}/comite/publication": .permission(.prepare),
  "GET /comites/invitations/{seat}": .person,
  "POST /comites/invitations/{seat}": .person,
  "GET /consultations/{consultation}/comite": .person,
  "POST /consultations/{consultation}/comite/decisions/{ruling}/annulation": .person,
  "POST /consultations/{consultation}/comite/envoi": .person,
  "GET /consultations/{consultation}/comite/groupes-de-travail": .person,
  "POST /consultations/{consultation}/comite/groupes-de-travail": .person,
  "GET /consultations/{consultation}/comite/groupes-de-travail/{groupe}": .person,
  "POST /consultations/{consultation}/comite/groupes-de-travail/{groupe}": .person,
  "POST /consultations/{consultation}/comite/groupes-de-travail/{groupe}/fin": .person,
  "GET /consultations/{consultation}/comite/livret": .person,
  "GET /consultations/{consultation}/comite/propositions/{proposition}": .person,
  "POST /consultations/{consultation}/comite/propositions/{proposition}": .person,
  "POST /consultations/{consultation}/comite/propositions/{proposition}/deport": .person,
  "GET /consultations/{consultation}/comite/releve": .person,
  "POST /consultations/{consultation}/comite/releve": .person,
  "POST /consultations/{consultation}/comite/releve/signature": .person,
  "GET /consultations/{consultation}/comite/seance": .person,
  "POST /consultations/{consultation}/comite/seance/cloture": .person,
  "POST /consultations/{consultation}/comite/seance/decision": .person,
  "POST /consultations/{consultation}/comite/seance/ouverture": .person,
  "POST /consultations/{consultation}/comite/seance/point": .person,
  "POST /consultations/{consultation}/comite/seance/presences": .person,
  "GET /consultations/{consultation}/comite/simulation": .person,
  "GET /consultations/{consultation}/groupes-de-travail": .anyone,
  "GET /consultations/{consultation}/selection": .anyone,
  "GET /consultations/{consultation}/selection/fichiers/{fichier}": .anyone,
  "GET /consultations/{consultation}/selection/releve": .anyone,
]
