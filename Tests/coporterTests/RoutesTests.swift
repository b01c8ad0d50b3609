import Foundation
import HTTPTypes
import Storage
import Testing

@testable import Consultations
@testable import Demonstration
@testable import Deposits
@testable import Directory
@testable import Instruction
@testable import Platform
@testable import coporter

/// Who may come as far as a page or an act. A route that is not in this table fails the test.
private let table = [catalogueRoutes, followRoutes, instructionRoutes, voteRoutes, selectionRoutes].reduce(rooms) {
  table, rows in
  table.merging(rows) { first, _ in first }
}

private let rooms: [String: Access] = [
  "GET /": .anyone,
  "GET /accessibilite": .anyone,
  "GET /adherents": .mandate,
  "GET /adherents/export": .mandate,
  "GET /administration": .permission(.administer),
  "GET /administration/annuaire": .permission(.importDirectory),
  "GET /administration/confirmations": .permission(.nameConfirmers),
  "GET /administration/confirmations/{organisation}": .permission(.nameConfirmers),
  "GET /administration/consultations": .permission(.prepare),
  "GET /administration/consultations/{consultation}": .permission(.prepare),
  "GET /administration/consultations/{consultation}/calendrier": .permission(.prepare),
  "GET /administration/consultations/{consultation}/participation": .permission(.prepare),
  "GET /administration/consultations/{consultation}/presentation": .permission(.prepare),
  "GET /administration/consultations/{consultation}/recours": .permission(.prepare),
  "GET /administration/consultations/{consultation}/rubriques": .permission(.prepare),
  "GET /administration/consultations/{consultation}/reglement": .permission(.prepare),
  "GET /administration/consultations/{consultation}/themes": .permission(.prepare),
  "GET /administration/preparer": .permission(.prepare),
  "GET /administration/personnes": .permission(.administer),
  "GET /administration/adresses-refusees": .permission(.manageMails),
  "GET /administration/adresses-refusees/export": .permission(.manageMails),
  "GET /administration/courriels": .permission(.manageMails),
  "GET /administration/questions": .permission(.prepare),
  "GET /administration/questions/{consultation}/{rubrique}": .permission(.prepare),
  "GET /administration/lecture-seule": .permission(.administer),
  "POST /administration/lecture-seule": .permission(.administer),
  "POST /administration/lecture-seule/fin": .permission(.administer),
  "GET /administration/taches": .permission(.readJobs),
  "GET /aide": .anyone,
  "GET /api": .anyone,
  "GET /api/v1/consultations": .anyone,
  "GET /api/v1/consultations/{consultation}": .anyone,
  "GET /api/v1/consultations/{consultation}/chiffres": .anyone,
  "GET /api/v1/consultations/{consultation}/rapprochements": .anyone,
  "GET /api/v1/consultations/{consultation}/contributions": .anyone,
  "GET /api/v1/consultations/{consultation}/contributions/{contribution}": .anyone,
  "GET /api/v1/consultations/{consultation}/contributions/{contribution}/commentaires": .anyone,
  "GET /api/v1/consultations/{consultation}/contributions/{contribution}/soutiens": .anyone,
  "GET /api/v1/consultations/{consultation}/contributions/{contribution}/versions": .anyone,
  "GET /api/v1/consultations/{consultation}/reglement": .anyone,
  "GET /api/v1/openapi.json": .anyone,
  "GET /api/v1/organismes": .anyone,
  "GET /api/v1/organismes/{organisation}": .anyone,
  "GET /autorisation/{secret}": .anyone,
  "GET /autorisations": .person,
  "GET /autorisations/{preparation}": .person,
  "GET /co-depots/{codeposit}": .person,
  "GET /compte": .person,
  "GET /connexion": .anyone,
  "GET /connexion/code": .anyone,
  "GET /connexion/lien/{secret}": .anyone,
  "GET /connexion/qui": .anyone,
  "GET /consultations/{consultation}": .anyone,
  "GET /consultations/{consultation}/adherents": .mandate,
  "GET /consultations/{consultation}/adherents/{organisation}/{rubrique}": .mandate,
  "GET /consultations/{consultation}/brouillons": .person,
  "GET /consultations/{consultation}/brouillons/{draft}": .person,
  "GET /consultations/{consultation}/brouillons/{draft}/apercu": .person,
  "GET /consultations/{consultation}/brouillons/{draft}/co-deposants": .person,
  "GET /consultations/{consultation}/brouillons/{draft}/conflit": .person,
  "GET /consultations/{consultation}/brouillons/{draft}/pieces-jointes": .person,
  "GET /consultations/{consultation}/brouillons/{draft}/pieces-jointes/{piece}": .person,
  "GET /consultations/{consultation}/brouillons/{draft}/ressemblances": .person,
  "GET /consultations/{consultation}/brouillons/{draft}/soutien/{contribution}": .person,
  "GET /consultations/{consultation}/brouillons/{draft}/texte": .person,
  "GET /consultations/{consultation}/chiffres": .anyone,
  "GET /consultations/{consultation}/chiffres/{fichier}": .anyone,
  "GET /consultations/{consultation}/contributions": .anyone,
  "GET /consultations/{consultation}/contributions/{contribution}": .anyone,
  "GET /consultations/{consultation}/contributions/{contribution}/co-deposants": .person,
  "GET /consultations/{consultation}/contributions/{contribution}/commentaires": .mandate,
  "GET /consultations/{consultation}/contributions/{contribution}/commentaires/{comment}": .person,
  "GET /consultations/{consultation}/contributions/{contribution}/commentaires/{comment}/signalement": .person,
  "GET /consultations/{consultation}/contributions/{contribution}/pieces-jointes/{piece}": .anyone,
  "GET /consultations/{consultation}/contributions/{contribution}/retrait": .person,
  "GET /consultations/{consultation}/contributions/{contribution}/soutien": .mandate,
  "GET /consultations/{consultation}/contributions/{contribution}/suivi": .anyone,
  "GET /consultations/{consultation}/contributions/{contribution}/soutiens": .anyone,
  "GET /consultations/{consultation}/contributions/{contribution}/versions/{version}": .anyone,
  "GET /consultations/{consultation}/deposer/{rubrique}": .person,
  "GET /consultations/{consultation}/donnees": .anyone,
  "GET /consultations/{consultation}/donnees/{fichier}": .anyone,
  "GET /consultations/{consultation}/participation": .anyone,
  "GET /consultations/{consultation}/reglement": .anyone,
  "GET /consultations/{consultation}/reglement/versions/{version}": .anyone,
  "GET /consultations/{consultation}/reglement/versions/{version}/texte": .anyone,
  "GET /contributions": .anyone,
  "GET /demonstration": .anyone,
  "GET /demonstration/courriels": .anyone,
  "GET /demonstration/entrer/{character}": .anyone,
  "GET /desinscription/{token}": .anyone,
  "GET /donnees": .anyone,
  "GET /donnees-personnelles": .anyone,
  "GET /consultations/{consultation}/contributions/{contribution}/caviardage": .person,
  "POST /consultations/{consultation}/contributions/{contribution}/caviardage": .person,
  "GET /instruction": .permission(.instruct),
  "GET /instruction/reglages": .permission(.prepare),
  "GET /instruction/caviardages": .permission(.redact),
  "POST /instruction/caviardages/{redaction}/confirmation": .permission(.redact),
  "POST /instruction/caviardages/{redaction}/refus": .permission(.redact),
  "GET /administration/journal": .permission(.readJournal),
  "GET /administration/journal/export": .permission(.readJournal),
  "GET /compte/adresses": .person,
  "GET /compte/adresses/lien/{secret}": .person,
  "POST /compte/adresses": .person,
  "POST /compte/adresses/code": .person,
  "POST /compte/adresses/lien/{secret}": .person,
  "POST /compte/adresses/retrait": .person,
  "GET /compte/donnees": .person,
  "GET /compte/effacement": .person,
  "POST /compte/effacement": .person,
  "GET /compte-efface": .anyone,
  "GET /habilitation": .person,
  "GET /habilitation/demandes/{request}": .person,
  "GET /habilitation/territoire": .person,
  "GET /habilitation/{organisation}": .person,
  "GET /habilitation/{organisation}/titulaires": .person,
  "GET /instruction/commentaires": .permission(.moderate),
  "GET /instruction/commentaires/{comment}": .permission(.moderate),
  "GET /instruction/habilitations": .permission(.decideMandates),
  "GET /instruction/organismes": .permission(.decideOrganisations),
  "GET /mentions-legales": .anyone,
  "GET /mes-depots": .person,
  "GET /organismes": .anyone,
  "GET /organismes/demande": .person,
  "GET /organismes/suggestions": .anyone,
  "GET /organismes/{organisation}": .anyone,
  "GET /organismes/{organisation}/suivi": .anyone,
  "GET /reprise/{token}": .person,
  "POST /adherents": .mandate,
  "POST /adherents/fin": .mandate,
  "POST /adherents/rappel": .mandate,
  "POST /administration/annuaire": .permission(.importDirectory),
  "POST /administration/confirmations/{confirmer}/fin": .permission(.nameConfirmers),
  "POST /administration/confirmations/{organisation}": .permission(.nameConfirmers),
  "POST /administration/consultations/{consultation}/annonce": .permission(.prepare),
  "POST /administration/consultations/{consultation}/suppression": .permission(.prepare),
  "POST /administration/consultations/{consultation}/calendrier": .permission(.prepare),
  "POST /administration/consultations/{consultation}/participation": .permission(.prepare),
  "POST /administration/consultations/{consultation}/presentation": .permission(.prepare),
  "POST /administration/consultations/{consultation}/recours": .permission(.prepare),
  "POST /administration/consultations/{consultation}/rubriques": .permission(.prepare),
  "POST /administration/consultations/{consultation}/reglement": .permission(.prepare),
  "POST /administration/consultations/{consultation}/themes": .permission(.prepare),
  "POST /administration/preparer": .permission(.prepare),
  "POST /administration/personnes/invitation": .permission(.administer),
  "POST /administration/personnes/{person}/roles": .permission(.administer),
  "POST /administration/personnes/{person}/roles/fin": .permission(.administer),
  "POST /administration/questions/{consultation}/{rubrique}": .permission(.prepare),
  "POST /administration/courriels/{mail}/renvoi": .permission(.manageMails),
  "POST /autorisation/{secret}": .anyone,
  "POST /autorisations/{preparation}": .person,
  "POST /co-depots/{codeposit}/annulation": .person,
  "POST /co-depots/{codeposit}/depart": .person,
  "POST /co-depots/{codeposit}/reponse": .person,
  "POST /compte/sessions/fermeture": .person,
  "POST /connexion": .anyone,
  "POST /connexion/code": .anyone,
  "POST /connexion/lien/{secret}": .anyone,
  "POST /connexion/qui": .anyone,
  "POST /consultations/{consultation}/brouillons/{draft}": .person,
  "POST /consultations/{consultation}/brouillons/{draft}/co-deposants": .person,
  "POST /consultations/{consultation}/brouillons/{draft}/conflit": .person,
  "POST /consultations/{consultation}/brouillons/{draft}/pieces-jointes": .person,
  "POST /consultations/{consultation}/brouillons/{draft}/pieces-jointes/{piece}": .person,
  "POST /consultations/{consultation}/brouillons/{draft}/pieces-jointes/{piece}/maintien": .person,
  "POST /consultations/{consultation}/brouillons/{draft}/pieces-jointes/{piece}/suppression": .person,
  "POST /consultations/{consultation}/brouillons/{draft}/publication": .person,
  "POST /consultations/{consultation}/brouillons/{draft}/relecture": .person,
  "POST /consultations/{consultation}/brouillons/{draft}/soutien/{contribution}": .person,
  "POST /consultations/{consultation}/brouillons/{draft}/suppression": .person,
  "POST /consultations/{consultation}/contributions/{contribution}/co-deposants": .person,
  "POST /consultations/{consultation}/contributions/{contribution}/commentaires": .mandate,
  "POST /consultations/{consultation}/contributions/{contribution}/commentaires/{comment}": .person,
  "POST /consultations/{consultation}/contributions/{contribution}/commentaires/{comment}/retrait": .person,
  "POST /consultations/{consultation}/contributions/{contribution}/commentaires/{comment}/signalement": .person,
  "POST /consultations/{consultation}/contributions/{contribution}/correction": .person,
  "POST /consultations/{consultation}/contributions/{contribution}/retrait": .person,
  "POST /consultations/{consultation}/contributions/{contribution}/soutien": .mandate,
  "POST /consultations/{consultation}/contributions/{contribution}/soutien/precision": .mandate,
  "POST /consultations/{consultation}/contributions/{contribution}/soutien/retrait": .mandate,
  "POST /consultations/{consultation}/contributions/{contribution}/suivi": .anyone,
  "POST /consultations/{consultation}/contributions/{contribution}/suivi/fin": .person,
  "POST /deconnexion": .person,
  "POST /demonstration/entrer/{character}": .anyone,
  "POST /desinscription/{token}": .anyone,
  "POST /desinscription/{token}/retrait": .anyone,
  "POST /habilitation/demandes/{request}": .person,
  "POST /habilitation/demandes/{request}/decision": .person,
  "POST /habilitation/fin": .person,
  "POST /habilitation/{organisation}": .person,
  "POST /habilitation/{organisation}/titulaires/fin": .person,
  "POST /instruction/commentaires/{comment}/maintien": .permission(.moderate),
  "POST /instruction/commentaires/{comment}/masquage": .permission(.moderate),
  "POST /instruction/commentaires/{comment}/masquage/fin": .permission(.moderate),
  "POST /instruction/organismes/{request}/decision": .permission(.decideOrganisations),
  "POST /organismes/demande": .person,
  "POST /organisme-choisi": .person,
  "POST /organismes/{organisation}/suivi": .anyone,
  "POST /organismes/{organisation}/suivi/fin": .person,
]

@Suite("Every route × every role")
struct RoutesTests {
  /// Somebody at the door: all the roles of the closed list that exist today. What a role may do to a thing that exists
  /// is in the tests of its room, and what another organisation's agent may not, in `TwinTests`.
  enum Role: CaseIterable {
    case anonymous, person, agent, elected, neighbour, confirmer, preparer, instructor, administrator

    func passes(_ access: Access) -> Bool {
      switch access {
      case .anyone: true
      case .person: self != .anonymous
      case .mandate: [.agent, .elected, .neighbour, .confirmer, .preparer].contains(self)
      case .permission(let permission):
        switch self {
        case .instructor: permission.roles.contains(.instructor)
        case .administrator: permission.roles.contains(.administrator)
        case .anonymous, .person, .agent, .elected, .neighbour, .confirmer, .preparer: false
        }
      }
    }
  }

  static func browser(_ role: Role, _ cast: Cast) async throws -> Browser {
    switch role {
    case .anonymous: return cast[.anonymous]
    case .person: return cast[.person]
    case .agent: return cast[.agent]
    case .elected: return cast[.elected]
    case .neighbour: return cast[.neighbour]
    case .confirmer: return try await cast.towns.agent("jean@wanadoo.fr", for: cast.towns.guild)
    case .preparer: return try await cast.towns.preparer(of: cast.towns.dax)
    case .instructor: return cast[.instructor]
    case .administrator: return cast[.administrator]
    }
  }

  /// One thing of each sort that only a permission opens, by the name of its variable.
  private func things(_ cast: Cast) async throws -> [String: String] {
    let towns = cast.towns
    _ = try await towns.asking.house.database.write { db in
      try db.execute("UPDATE organisation SET kind = 'operator' WHERE id = \(towns.guild.id)")
    }
    let naming = try await cast[.administrator].post(
      ConfirmerNamingAddress(towns.guild).path, ["territoire": "adherents"])
    #expect(naming.status == 303)
    return try await towns.asking.house.database.read { db in
      let one: (SQL) throws -> String = { sql in try db.value(sql, as: String.self) ?? "none" }
      let mail = try db.value("SELECT max(id) FROM outgoing_mail", as: Int64.self) ?? 0
      return [
        "consultation": "essai", "rubrique": "besoin", "organisation": towns.guild.token, "mail": "\(mail)",
        "comment": try one("SELECT token FROM comment ORDER BY id DESC LIMIT 1"),
        "confirmer": try one("SELECT token FROM confirmer"),
        "person": try one("SELECT token FROM person WHERE name = 'Personne'"),
        "request": try one("SELECT token FROM organisation_request"),
        "contribution": try one("SELECT token FROM contribution ORDER BY id LIMIT 1"),
        "decision": try one("SELECT token FROM decision ORDER BY id LIMIT 1"),
        "proposition": try one("SELECT token FROM proposition"),
        "act": try one("SELECT CAST(max(id) AS TEXT) FROM journal WHERE kind = 'contribution.decided'"),
        "service": try one("SELECT token FROM sheet"), "redaction": try one("SELECT token FROM redaction"),
        "seat": "sssssssss0", "ruling": "sssssssss2", "secret": String(repeating: "z", count: 52),
      ]
    }
  }

  @Test("Each route is in the table, with the access that it declares")
  func closed() async throws {
    let towns = try await Towns.make(.sqlite)
    var declared: [String: Access] = [:]
    for route in towns.asking.house.routes.routes {
      declared["\(route.method.rawValue) \(route.pattern)"] = route.access
    }
    let known: [String: Access] = table.filter { row in !row.key.contains(" /demonstration") }
    let missing: [String] = declared.keys.filter { route in known[route] == nil }
    let gone: [String] = known.keys.filter { route in declared[route] == nil }
    #expect(missing == [])
    #expect(gone == [])
    for (route, access) in known { #expect(declared[route] == access, "\(route)") }
    var registry = Registry()
    DemonstrationModule(database: towns.asking.house.database).register(in: &registry)
    for route in registry.routes.routes {
      #expect(table["\(route.method.rawValue) \(route.pattern)"] == route.access, "\(route.pattern)")
    }
    await towns.asking.house.database.close()
  }

  @Test("The roles are those that the code knows: a new one needs its column")
  func roles() {
    #expect(RoleKind.allCases == [.instructor, .administrator])
    #expect(Mandate.Kind.allCases == [.agent, .elected])
    #expect(Role.allCases.count == 5 + Mandate.Kind.allCases.count + RoleKind.allCases.count)
  }

  @Test(
    "Who may not is sent to enter, sent to get in, or told that there is nothing", arguments: Role.allCases,
    Engine.available)
  func doors(role: Role, engine: Engine) async throws {
    let cast = try await Cast.make(engine).reopened()
    let things = try await things(cast)
    let browser = try await Self.browser(role, cast)
    for route in inOrder(cast.towns.asking.house.routes.routes) {
      var path = route.pattern
      for (name, value) in things { path = path.replacing("{\(name)}", with: value) }
      path = path.replacing(/\{[a-z]+\}/, with: "zzzzzzzzzz")
      let answered = route.method == .get ? try await browser.get(path) : try await browser.post(path, [:])
      let name = "\(route.method.rawValue) \(path) as \(role): \(answered.status)"
      let isAllowed = route.access == .anyone || !isSentAway(answered, role, route.access)
      #expect(isAllowed == role.passes(route.access), "\(name)")
      #expect(answered.status < 500 && answered.status != 403, "\(name)")
    }
    await cast.towns.asking.house.database.close()
  }

  /// What is read comes before what is done, which may end what the next would read; signing out comes last.
  private func inOrder(_ routes: [Route]) -> [Route] {
    let isLast: (Route) -> Int = {
      $0.method == .get ? 0 : $0.pattern.hasSuffix("/fin") || $0.pattern.hasSuffix("{act}") ? 2 : 1
    }
    let acts = routes.filter { $0.pattern != "/deconnexion" }.sorted { isLast($0) < isLast($1) }
    return acts + routes.filter { $0.pattern == "/deconnexion" }
  }

  private func isSentAway(_ answered: Answered, _ role: Role, _ access: Access) -> Bool {
    let target = answered.fields[.location] ?? ""
    let isAskedToEnter = target.hasPrefix("/connexion?") || answered.status == 401
    switch access {
    case .anyone: return false
    case .person: return isAskedToEnter
    case .mandate: return role == .anonymous ? isAskedToEnter : target.hasPrefix("/habilitation")
    case .permission: return role == .anonymous ? isAskedToEnter : answered.status == 404
    }
  }
}
