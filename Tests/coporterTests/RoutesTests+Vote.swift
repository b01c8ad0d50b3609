@testable import Consultations
@testable import Platform
@testable import Votes

/// Those of the vote: see `RoutesTests`.
let voteRoutes: [String: Access] = [
  "GET /administration/votes": .permission(.prepare),
  "GET /administration/consultations/{consultation}/vote": .permission(.prepare),
  "POST /administration/consultations/{consultation}/vote": .permission(.prepare),
  "POST /administration/consultations/{consultation}/vote/depouillement": .permission(.prepare),
  "POST /administration/consultations/{consultation}/vote/ouverture": .permission(.prepare),
  "GET /administration/consultations/{consultation}/vote/voyants": .permission(.prepare),
  "POST /administration/consultations/{consultation}/vote/voyants/courriel": .permission(.prepare),
  "GET /consultations/{consultation}/vote": .anyone,
  "GET /consultations/{consultation}/vote/bulletin": .mandate,
  "POST /consultations/{consultation}/vote/bulletin": .mandate,
  "POST /consultations/{consultation}/vote/bulletin/ouverture": .mandate,
  "GET /consultations/{consultation}/vote/bulletin/recepisse": .mandate,
  "GET /consultations/{consultation}/vote/demandes": .permission(.confirmHeads),
  "POST /consultations/{consultation}/vote/demandes": .permission(.confirmHeads),
  "GET /consultations/{consultation}/vote/droit": .mandate,
  "POST /consultations/{consultation}/vote/droit": .mandate,
  "POST /consultations/{consultation}/vote/droit/code": .mandate,
  "POST /consultations/{consultation}/vote/droit/fin": .mandate,
  "POST /consultations/{consultation}/vote/droit/representants": .mandate,
  "GET /consultations/{consultation}/vote/emargement": .anyone,
  "GET /consultations/{consultation}/vote/journal/{fichier}": .anyone,
  "GET /consultations/{consultation}/vote/resultats": .anyone,
]
