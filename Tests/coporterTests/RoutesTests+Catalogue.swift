@testable import Catalogue
@testable import Platform

/// The rows of `RoutesTests` for the services of the catalogue, and for what contributions have to do with them.
let catalogueRoutes: [String: Access] = [
  "GET /consultations/{consultation}/contributions/{contribution}/fiche": .mandate,
  "GET /services": .anyone,
  "GET /services/import": .mandate,
  "GET /services/{service}": .anyone,
  "GET /services/{service}/declaration": .mandate,
  "GET /services/{service}/modification": .mandate,
  "GET /services/{service}/publiccode.yml": .anyone,
  "GET /services/{service}/versions/{version}": .anyone,
  "POST /consultations/{consultation}/contributions/{contribution}/fiche": .mandate,
  "POST /services/import": .mandate,
  "POST /services/{service}/declaration": .mandate,
  "POST /services/{service}/declaration/fin": .mandate,
  "POST /services/{service}/modification": .mandate,
]
