import Deposits
import Directory
import Localization
import Platform
import Storage

extension DecisionLetters {
  /// Who is written to about some contributions: everybody who acts for an organisation that deposits one, else its
  /// official mailboxes; once for each person and each mailbox, as letters leave.
  struct Contacts {
    private var organisations: [Int64: [Int64]]
    private var contacts: [Int64: [OrganisationContact]]

    init(of contributions: [Int64], at now: Instant, _ db: Snapshot) throws {
      organisations = try Contribution.depositors(of: contributions, db)
      contacts = try OrganisationContact.nearest(to: Array(Set(organisations.values.joined())), at: now, db)
    }

    /// Those that deposit one of them.
    var all: [Int64] { Set(organisations.values.joined()).sorted() }

    /// Who is known among those who are written to.
    var persons: [Int64] { Set(contacts.values.joined().compactMap(\.person)).sorted() }

    /// Those that deposit one, the one that leads first.
    func organisations(of contribution: Int64) -> [Int64] { organisations[contribution] ?? [] }

    /// Each with the first of the organisations for which it is written to.
    func of(_ contribution: Int64) -> [(contact: OrganisationContact, organisation: Int64)] { of([contribution]) }

    func of(_ contributions: [Int64]) -> [(contact: OrganisationContact, organisation: Int64)] {
      var found: [(contact: OrganisationContact, organisation: Int64)] = []
      for organisation in contributions.flatMap(organisations(of:)) {
        for contact in contacts[organisation] ?? [] {
          let isKnown = found.contains { one in
            one.contact.mail == contact.mail || (contact.person != nil && one.contact.person == contact.person)
          }
          if !isKnown { found.append((contact, organisation)) }
        }
      }
      return found
    }
  }

  /// Who reads the letters about some contributions, all read together: each for an organisation and in a language.
  struct Readers {
    private var contacts: Contacts
    private var organisations: [Int64: Organisation]
    private var languages: [Int64: Language]

    init(of contributions: [Int64], at now: Instant, _ db: Snapshot) throws {
      contacts = try Contacts(of: contributions, at: now, db)
      organisations = Dictionary(
        uniqueKeysWithValues: try Organisation.with(ids: contacts.all, db).map { ($0.id, $0) })
      languages = try Follower.languages(of: contacts.persons, db)
    }

    func of(
      _ contributions: [Int64]
    ) -> [(contact: OrganisationContact, organisation: Organisation, language: Language)] {
      contacts.of(contributions).compactMap { contact, organisation in
        let language = contact.person.flatMap { languages[$0] } ?? .french
        return organisations[organisation].map { (contact, $0, language) }
      }
    }
  }
}

extension Contribution {
  /// The organisations that deposit each, the one that leads first.
  fileprivate static func depositors(of contributions: [Int64], _ db: Snapshot) throws -> [Int64: [Int64]] {
    let ids = Array(Set(contributions))
    guard !ids.isEmpty else { return [:] }
    var found: [Int64: [Int64]] = [:]
    try db.forEach("SELECT id, organisation_id FROM contribution WHERE id IN (\(SQL.list(ids)))") { row in
      let contribution: Int64 = try row.next()
      found[contribution] = [try row.next()]
    }
    for (contribution, others) in try Codeposit.organisations(of: ids, db) {
      found[contribution, default: []] += others
    }
    return found
  }

  /// Their names.
  static func depositorNames(of contributions: [Int64], _ db: Snapshot) throws -> [Int64: [String]] {
    let depositors = try depositors(of: contributions, db)
    let organisations = try Organisation.with(ids: Array(Set(depositors.values.joined())), db)
    let names = Dictionary(uniqueKeysWithValues: organisations.map { ($0.id, $0.name) })
    return depositors.mapValues { $0.compactMap { names[$0] } }
  }
}
