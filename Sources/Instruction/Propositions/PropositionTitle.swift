import Localization
import Platform
import Storage

/// A proposition in a list to choose from: its name and its title, without its text.
struct PropositionTitle: Sendable, Equatable, RowDecodable {
  var id: Int64
  var token: String
  var title: String
  var language: Language

  init(from row: inout Row) throws {
    id = try row.next()
    token = try row.next()
    title = try row.next()
    language = Language(rawValue: try row.next()) ?? .french
  }

  init(_ proposition: Proposition) {
    id = proposition.id
    token = proposition.token
    title = proposition.wording.title
    language = proposition.wording.language
  }

  /// Those that last, in their order.
  static func all(of consultation: Int64, _ db: Snapshot) throws -> [PropositionTitle] {
    try db.rows(
      """
      SELECT proposition.id, proposition.token, wording.title, wording.language FROM \(Proposition.source)
      WHERE proposition.consultation_id = \(consultation) AND proposition.ended_event_id IS NULL
      ORDER BY wording.title, proposition.id
      """)
  }
}
