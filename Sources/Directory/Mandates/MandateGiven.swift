package import Localization
package import Platform
package import Storage

/// What the other rooms are told when somebody comes to act for an organisation, in the transaction that gives it.
package struct MandateGiven: Sendable {
  /// Says where that person is led on, by its French address, when something of hers has gone on by itself.
  package typealias Follower = @Sendable (MandateGiven, Transaction) throws -> String?

  package var person: Int64
  package var organisation: Int64
  /// Where that person is written to, and in which language.
  package var mail: String
  package var language: Language
  package var site: Site
  package var now: Instant

  package init(person: Int64, organisation: Int64, mail: String, language: Language, site: Site, now: Instant) {
    self.person = person
    self.organisation = organisation
    self.mail = mail
    self.language = language
    self.site = site
    self.now = now
  }
}
