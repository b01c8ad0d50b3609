import Localization
import Storage

/// What ties an organisation to others, read for its page.
struct OrganisationTies: Sendable {
  private static let shownMembers = 50
  private static let shownNeighbours = 8

  var intercommunality: Organisation?
  var operators: [Organisation]
  /// Those that it gathers, the most populous first.
  var members: [Organisation]
  var memberCount: Int
  var neighbours: [Organisation]
  var postcodes: [String]
  /// Where a commune went that is no more, and since when.
  var successor: (organisation: Organisation, since: Instant)?
  /// The communes that it took over.
  var absorbed: [Organisation]

  static func of(_ organisation: Organisation, _ db: Snapshot) throws -> OrganisationTies {
    let members = try organisation.gathered(limit: shownMembers, db)
    let isPooling = try OrganisationMember.count(of: organisation.id, db)
    let isGroup = organisation.kind == .intercommunality || organisation.kind == .region
    return OrganisationTies(
      intercommunality: try organisation.intercommunalitySiren.flatMap { try Organisation.withSiren($0, db) },
      operators: try OrganisationMember.operators(of: organisation, db),
      members: members, memberCount: isGroup ? members.count : isPooling,
      neighbours: try organisation.neighbours(limit: shownNeighbours, db),
      postcodes: try organisation.postcodes(db),
      successor: try Merger.successor(of: organisation.id, db),
      absorbed: try Merger.absorbed(by: organisation.id, db))
  }
}
