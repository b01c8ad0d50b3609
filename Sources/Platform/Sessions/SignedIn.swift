package import Localization
package import Storage

/// Who a request comes from, read with the session before a handler runs; what the header shows.
package struct SignedIn: Sendable {
  package var session: Int64
  package var id: Int64
  package var name: String
  package var mail: String
  /// Whether several persons sign in with this address: their acts are journaled as such.
  package var sharesMail: Bool
  /// One of her addresses that refuses our mails.
  package var refusingMail: String?
  package var roles: Set<RoleKind>
  /// The organisations that this person may act for, by name.
  package var standings: [Standing]
  /// The one in use, always visible in the header.
  package var standing: Standing?

  package var through: Event.Through { sharesMail ? .sharedBox : .session }
  package func actor(for organisation: Int64?) -> Actor {
    Actor(person: id, organisation: organisation, through: through)
  }
  package func holds(_ permission: Permission) -> Bool { !permission.roles.isDisjoint(with: roles) }
}

/// An organisation that a person may act for, as much of it as the kernel shows: Platform knows it only as an integer.
package struct Standing: Sendable, Equatable {
  package var mandate: Int64
  package var organisation: Int64
  package var name: String
  /// What tells it from its namesakes: its department.
  package var place: String?
  /// Agent, or elected member.
  package var function: Phrase
  /// The clock of its place where it is not that of Paris.
  package var clock: WallClock?

  /// « Dax (Landes) »: many communes share their name.
  package var fullName: String { place.map { "\(name) (\($0))" } ?? name }

  package init(
    mandate: Int64, organisation: Int64, name: String, place: String?, function: Phrase, clock: WallClock? = nil
  ) {
    self.mandate = mandate
    self.organisation = organisation
    self.name = name
    self.place = place
    self.function = function
    self.clock = clock
  }
}

/// Reads the standings of a person in the same snapshot as the session; given by the room that keeps mandates.
package typealias StandingLoader = @Sendable (_ person: Int64, _ now: Instant, _ db: Snapshot) throws -> [Standing]
