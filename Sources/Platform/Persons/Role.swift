package import Localization
package import Storage

/// A role of the whole installation, given by an administrator or by the command, ended by hand.
package enum RoleKind: String, Sendable, CaseIterable, ColumnCodable {
  case instructor, administrator

  package var title: Phrase {
    switch self {
    case .instructor: t("Instructeur")
    case .administrator: t("Administrateur")
    }
  }
}

/// What only some roles may do; declared by modules, denied to all others, who get a 404.
package struct Permission: Sendable, Hashable {
  package let name: String
  package let roles: Set<RoleKind>

  package init(_ name: StaticString, _ roles: Set<RoleKind>) {
    self.name = name.description
    self.roles = roles
  }
}

package enum Role {
  /// Gives a role to a person who does not hold it; false when it was already held.
  @discardableResult
  package static func give(
    _ kind: RoleKind, to person: Int64, by actor: Actor, at now: Instant, _ db: Transaction
  ) throws -> Bool {
    guard try !held(by: person, db).contains(kind) else { return false }
    let event = try Event("role.given", on: .init("person", person), by: actor, at: now, details: [("role", kind.word)])
      .record(db)
    try db.execute("INSERT INTO role (person_id, kind, given_event_id) VALUES (\(person), \(kind), \(event))")
    // Whoever is signed in already has no longer than those who sign in with the role.
    let latest = now.adding(seconds: Session.lifetimeSeconds(roles: [kind]))
    try db.execute("UPDATE session SET expires_at = \(latest) WHERE person_id = \(person) AND expires_at > \(latest)")
    return true
  }

  package static func held(by person: Int64, _ db: Snapshot) throws -> Set<RoleKind> {
    Set(try db.values("SELECT kind FROM role WHERE person_id = \(person) AND ended_event_id IS NULL"))
  }
}

extension RoleKind {
  var word: Event.Detail {
    switch self {
    case .instructor: .word("instructor")
    case .administrator: .word("administrator")
    }
  }
}
