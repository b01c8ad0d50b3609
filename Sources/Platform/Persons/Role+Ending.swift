package import Localization
package import Storage

extension Role {
  /// What an administrator may be refused about roles.
  package enum Refusal: Platform.Refusal, Equatable, CaseIterable {
    case notAnAddress, longName, noRole, alreadyHeld, notHeld, lastAdministrator, sharedAddress

    package var status: Int {
      switch self {
      case .alreadyHeld, .notHeld, .lastAdministrator: 409
      default: 422
      }
    }

    package var sentence: Phrase {
      switch self {
      case .notAnAddress: t("Ce n’est pas une adresse électronique. Exemple : prenom.nom@agence.fr")
      case .longName: t("Ce nom est trop long : 150 caractères au plus.")
      case .noRole: t("Choisissez un rôle.")
      case .alreadyHeld: t("Cette personne a déjà ce rôle.")
      case .notHeld: t("Cette personne n’a pas ce rôle.")
      case .lastAdministrator: t("C’est le dernier administrateur : donnez d’abord ce rôle à quelqu’un d’autre.")
      case .sharedAddress: t("Plusieurs personnes entrent avec cette adresse : il en faut une qui soit à elle seule.")
      }
    }

    /// The field beside which it stands.
    var field: String {
      switch self {
      case .longName: "nom"
      case .noRole: "role"
      default: "adresse"
      }
    }
  }

  /// Ends a role at once, but never that of the last administrator.
  package static func end(
    _ kind: RoleKind, of person: Int64, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws {
    let given = try db.value(
      "SELECT given_event_id FROM role WHERE person_id = \(person) AND kind = \(kind) AND ended_event_id IS NULL",
      as: Int64.self)
    guard let given else { throw Refusal.notHeld }
    if kind == .administrator {
      let count = try db.value(
        "SELECT count(*) FROM role WHERE kind = \(kind) AND ended_event_id IS NULL", as: Int.self)
      guard count ?? 0 > 1 else { throw Refusal.lastAdministrator }
    }
    let event = try Event(
      "role.ended", on: .init("person", person), by: actor, at: now, details: [("role", kind.word)], undoes: given
    ).record(db)
    try db.execute(
      """
      UPDATE role SET ended_event_id = \(event)
      WHERE person_id = \(person) AND kind = \(kind) AND ended_event_id IS NULL
      """)
  }

  /// Somebody who holds a role of the installation.
  struct Holder: Sendable {
    var person: Person
    var mail: String
    var roles: [(kind: RoleKind, since: Instant)]
  }

  /// All of them, by name.
  static func holders(_ db: Snapshot) throws -> [Holder] {
    var holders: [Holder] = []
    try db.forEach(
      """
      SELECT person.id, person.token, person.name,
        (SELECT mail FROM person_address WHERE person_id = person.id ORDER BY id LIMIT 1), role.kind, journal.at
      FROM role JOIN person ON person.id = role.person_id JOIN journal ON journal.id = role.given_event_id
      WHERE role.ended_event_id IS NULL ORDER BY person.name, person.id, role.kind LIMIT 500
      """
    ) { row in
      let person = try Person(from: &row)
      let mail: String? = try row.next()
      let kind: RoleKind = try row.next()
      let since: Instant = try row.next()
      if holders.last?.person.id == person.id {
        holders[holders.count - 1].roles.append((kind, since))
      } else {
        holders.append(Holder(person: person, mail: mail ?? "", roles: [(kind, since)]))
      }
    }
    return holders
  }
}
