import Deposits
import Localization
import Platform
import Storage

/// A contribution as it stands in the queue of the instructors: with what a list for everybody leaves out.
struct QueueEntry: Sendable {
  var contribution: ContributionSummary
  var facts: Facts
  /// Those that resemble it most.
  var near: [Resemblance]
  /// Those in force.
  var decisions: [Decision]
  /// The name of who is to treat it.
  var assignee: String?
  /// Who stands aside from it.
  var asides: [Recusal.Aside]

  /// How many of those are shown.
  static let shownNear = 3

  struct Facts: Sendable, RowDecodable {
    var id: Int64
    var version: Int
    var publishedAt: Instant
    var authoritySupports: Int
    var otherSupports: Int
    /// When its current version was published.
    var correctedAt: Instant

    init(from row: inout Row) throws {
      id = try row.next()
      version = try row.next()
      publishedAt = try row.next()
      authoritySupports = try row.next()
      otherSupports = try row.next()
      correctedAt = try row.next()
    }
  }
}
