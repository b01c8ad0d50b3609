@testable import Catalogue
@testable import Platform

/// The rows of `RoutesTests` for the services of the catalogue, and for what contributions have to do with them.
let catalogueRoutes: [String: Access] = [
  "GET /api/v1/services": .anyone,
  "GET /api/v1/services/{service}": .anyone,
  "GET /consultations/{consultation}/brouillons/{draft}/publiccode": .person,
  "GET /consultations/{consultation}/contributions/{contribution}/fiche": .mandate,
  "GET /consultations/{consultation}/contributions/{contribution}/publiccode.yml": .anyone,
  "GET /consultations/{consultation}/contributions/{contribution}/services": .anyone,
  "GET /consultations/{consultation}/deposer/services": .mandate,
  "GET /services": .anyone,
  "GET /services/donnees": .anyone,
  "GET /services/donnees/{fichier}": .anyone,
  "GET /services/import": .mandate,
  "GET /services/{service}": .anyone,
  "GET /services/{service}/declaration": .mandate,
  "GET /services/{service}/modification": .mandate,
  "GET /services/{service}/publiccode.yml": .anyone,
  "GET /services/{service}/versions/{version}": .anyone,
  "POST /consultations/{consultation}/brouillons/{draft}/publiccode": .person,
  "POST /consultations/{consultation}/contributions/{contribution}/fiche": .mandate,
  "POST /consultations/{consultation}/contributions/{contribution}/services": .mandate,
  "POST /consultations/{consultation}/contributions/{contribution}/services/instruction": .permission(.curate),
  "POST /consultations/{consultation}/contributions/{contribution}/services/retrait": .mandate,
  "POST /consultations/{consultation}/deposer/services": .mandate,
  "POST /services/import": .mandate,
  "POST /services/{service}/declaration": .mandate,
  "POST /services/{service}/declaration/fin": .mandate,
  "POST /services/{service}/modification": .mandate,
]
