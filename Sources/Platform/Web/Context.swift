package import Localization

/// What a handler is given: derived from the request without any input or output, and may refuse.
package protocol Context: Sendable {
  /// Who may come this far; the table of routes × roles is made from it.
  static var access: Access { get }
  init(_ visit: Visit) throws
}

extension Visit: Context {
  package static var access: Access { .anyone }
  package init(_ visit: Visit) { self = visit }
}

/// The visit of somebody who is signed in.
package struct PersonVisit: Context {
  package static var access: Access { .person }
  package let visit: Visit
  package let person: SignedIn

  package init(_ visit: Visit) throws {
    guard let person = visit.person else { throw SignInNeeded() }
    self.visit = visit
    self.person = person
  }

  package var now: Instant { visit.now }
  package var form: FormFields { visit.form }
  package var language: Language { visit.language }
  package var site: Site { visit.site }
  package var actor: Actor { Actor(person: person.id, through: person.through) }
}

/// The visit of a person who acts for the organisation shown in the header.
package struct ActingVisit: Context {
  package static var access: Access { .mandate }
  package let visit: Visit
  package let person: SignedIn
  package let mandate: Standing

  package init(_ visit: Visit) throws {
    guard let person = visit.person else { throw SignInNeeded() }
    guard let mandate = person.standing else { throw MandateNeeded() }
    self.visit = visit
    self.person = person
    self.mandate = mandate
  }

  package var now: Instant { visit.now }
  package var form: FormFields { visit.form }
  package var language: Language { visit.language }
  package var site: Site { visit.site }
  package var actor: Actor { person.actor(for: mandate.organisation) }
}

/// An anonymous visitor at the door of a page for persons: sent to sign in, and back.
package struct SignInNeeded: Error {
  package init() {}
}

/// A person without mandate at the door of a page for those who act: sent to get one.
package struct MandateNeeded: Error {
  package init() {}
}
