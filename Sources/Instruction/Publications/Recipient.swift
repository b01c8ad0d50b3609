import Deposits
import Directory
import Localization
import Platform
import Storage

/// Who will be written to about a decision, for the dry run: an organisation that deposits, by those who act for it or
/// at its official mailbox; the addressee of a redirection. Without an address, which no page shows.
struct Recipient: Sendable, Equatable {
  enum Role: Sendable, Equatable {
    /// So many persons who act for it.
    case agents(Int)
    /// So many official mailboxes, since nobody acts for it.
    case mailboxes(Int)
    case addressee
  }

  var name: String
  var role: Role

  var letters: Int {
    switch role {
    case .agents(let count), .mailboxes(let count): count
    case .addressee: 1
    }
  }

  /// « Dax : 2 personnes habilitées »
  var sentence: Phrase {
    switch role {
    case .agents(let count):
      t(count, one: "\(name) : \(count) personne habilitée", other: "\(name) : \(count) personnes habilitées")
    case .mailboxes(let count):
      t(count, one: "\(name) : sa boîte officielle", other: "\(name) : ses \(count) boîtes officielles")
    case .addressee: t("\(name) : sa réponse lui est demandée")
    }
  }

  /// Those who deposit one of some contributions, once each.
  static func depositors(of contributions: [Int64], at now: Instant, _ db: Snapshot) throws -> [Recipient] {
    let contacts = try DecisionLetters.Contacts(of: contributions, at: now, db)
    return depositors(of: contributions, contacts, try names(of: contacts, db))
  }

  /// By decision, in the order in which letters leave.
  static func of(_ decisions: [Decision], at now: Instant, _ db: Snapshot) throws -> [Int64: [Recipient]] {
    let addressees = try Addressee.of(decisions: decisions.filter { $0.kind == .redirected }.map(\.id), db)
    let contacts = try DecisionLetters.Contacts(of: decisions.map(\.contribution), at: now, db)
    let names = try names(of: contacts, db)
    var found: [Int64: [Recipient]] = [:]
    for decision in decisions {
      var recipients = depositors(of: [decision.contribution], contacts, names)
      if let addressee = addressees[decision.id], addressee.mailLink != nil {
        recipients.append(Recipient(name: addressee.name, role: .addressee))
      }
      found[decision.id] = recipients
    }
    return found
  }

  private static func names(of contacts: DecisionLetters.Contacts, _ db: Snapshot) throws -> [Int64: String] {
    Dictionary(uniqueKeysWithValues: try Organisation.with(ids: contacts.all, db).map { ($0.id, $0.name) })
  }

  private static func depositors(
    of contributions: [Int64], _ contacts: DecisionLetters.Contacts, _ names: [Int64: String]
  ) -> [Recipient] {
    var recipients: [Recipient] = []
    let written = contacts.of(contributions)
    var named: Set<Int64> = []
    for organisation in contributions.flatMap(contacts.organisations(of:)) where named.insert(organisation).inserted {
      let its = written.filter { $0.organisation == organisation }
      let agents = its.count { $0.contact.person != nil }
      let name = names[organisation] ?? ""
      if agents > 0 { recipients.append(Recipient(name: name, role: .agents(agents))) }
      if agents < its.count { recipients.append(Recipient(name: name, role: .mailboxes(its.count - agents))) }
    }
    return recipients
  }
}
