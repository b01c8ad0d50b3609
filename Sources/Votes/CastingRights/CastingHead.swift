import Directory
import Localization
import Platform
import Retrieval
import Storage

/// Who casts as the head of an organisation, beside whom the national register of elected members names.
struct CastingHead: Sendable {
  var right: CastingRight
  var organisation: Organisation
  var name: String
  /// Nil where the register was not brought, or knows nobody there.
  var registered: RegisteredHead?

  /// Whether the register names somebody else: it may be late, and decides nothing.
  var differs: Bool { registered.map { !$0.bears(name) } ?? false }

  /// Those of a vote who cast now, by the name of their organisation.
  static func all(in vote: Int64, at now: Instant, _ db: Snapshot) throws -> [CastingHead] {
    let rights = try db.rows(
      """
      SELECT \(CastingRight.columns), person.name FROM casting_right JOIN person ON person.id = casting_right.person_id
      WHERE casting_right.vote_id = \(vote) AND casting_right.function = 'head' AND \(CastingRight.isLive(at: now))
      ORDER BY casting_right.id
      """
    ) { row in (right: try CastingRight(from: &row), name: try row.next(String.self)) }
    var heads: [CastingHead] = []
    let atOnce = 500
    for start in stride(from: 0, to: rights.count, by: atOnce) {
      let some = rights[start..<min(start + atOnce, rights.count)]
      let ids = some.map(\.right.organisation)
      let registered = try RegisteredHead.of(ids, db)
      let organisations = Dictionary(
        try Organisation.with(ids: ids, db).map { ($0.id, $0) }, uniquingKeysWith: { $1 })
      heads += some.compactMap { one in
        organisations[one.right.organisation].map {
          CastingHead(right: one.right, organisation: $0, name: one.name, registered: registered[$0.id])
        }
      }
    }
    return heads.sorted { ($0.organisation.name, $0.right.id) < ($1.organisation.name, $1.right.id) }
  }
}

extension [CastingHead] {
  /// Those whose organisation or own name has all these words.
  func about(_ query: String) -> [CastingHead] {
    let words = Folding.words(query)
    guard !words.isEmpty else { return [] }
    return filter { Set(words).isSubset(of: Folding.words($0.organisation.name + " " + $0.name)) }
  }
}
