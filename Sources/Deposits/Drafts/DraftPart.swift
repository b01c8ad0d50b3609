import Directory
import Localization
package import Platform
package import Storage

/// By what a person reads and writes a draft.
enum DraftPart: Sendable, Equatable {
  /// She began it, and it is no organisation's yet.
  case author
  /// She acts for the organisation that leads.
  case lead(Standing)
  /// She acts for one that deposits with it.
  case codepositor(Standing)
  /// She acts for an operator that the lead lets prepare.
  case `operator`(Standing)

  /// For which of her organisations she writes; nil for the author of a draft that is no organisation's yet.
  var standing: Standing? {
    switch self {
    case .author: nil
    case .lead(let standing), .codepositor(let standing), .operator(let standing): standing
    }
  }
}

extension Draft {
  /// Nil for whoever may not see it.
  func part(of person: SignedIn, at now: Instant, _ db: Snapshot) throws -> DraftPart? {
    if let lead = person.standings.first(where: { $0.organisation == organisation }) { return .lead(lead) }
    let others = person.standings.isEmpty ? [] : try Codeposit.organisations(of: .draft(self), db)
    if let together = person.standings.first(where: { others.contains($0.organisation) }) {
      return .codepositor(together)
    }
    // Once it is an organisation's, who began it reads it as its agent alone, or as an operator that the member lets.
    guard let organisation else { return self.person == person.id ? .author : nil }
    return try person.preparing(for: organisation, at: now, db).map { .operator($0) }
  }

  /// Whether somebody may read and change it.
  func isOpen(to person: SignedIn, at now: Instant, _ db: Snapshot) throws -> Bool {
    try part(of: person, at: now, db) != nil
  }

  /// Whether whoever has this part may publish or delete it: the lead alone, and of a correction all who deposit.
  func isDecided(by part: DraftPart) -> Bool {
    switch part {
    case .author, .lead: true
    case .codepositor: contribution != nil
    case .operator: false
    }
  }
}

extension SignedIn {
  /// For which of her organisations somebody may prepare the drafts of a member.
  func preparing(for member: Int64, at now: Instant, _ db: Snapshot) throws -> Standing? {
    let able = try Preparation.operators(among: standings.map(\.organisation), for: member, at: now, db)
    return standings.first { able.contains($0.organisation) }
  }
}

extension Contribution {
  /// For which of her organisations somebody deposits it: that which leads before the others.
  package func standing(of person: SignedIn?, _ db: Snapshot) throws -> Standing? {
    guard let person, !person.standings.isEmpty else { return nil }
    if let lead = person.standings.first(where: { $0.organisation == organisation }) { return lead }
    let others = try Codeposit.organisations(of: .contribution(self), db)
    return person.standings.first { others.contains($0.organisation) }
  }
}
