@testable import Platform

/// The rows of `RoutesTests` for what is followed, and for what is taken back.
let followRoutes: [String: Access] = [
  "GET /mes-suivis": .person,
  "GET /suivi/{secret}": .anyone,
  "GET /suivis/{token}": .anyone,
  "GET /suivis/{token}/donnees": .anyone,
  "POST /mes-suivis/lu": .person,
  "POST /mes-suivis/rythme": .person,
  "POST /suivi/{secret}": .anyone,
  "POST /suivis/{token}/effacement": .anyone,
  "POST /suivis/{token}/fin": .anyone,
  "GET /consultations/{consultation}/contributions/{contribution}/retrait/texte": .person,
  "POST /consultations/{consultation}/contributions/{contribution}/retrait/fin": .person,
]
