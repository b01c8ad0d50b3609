package import Localization
package import Storage

/// What a later room tells those who follow a contribution: lines of the journal about it, and the facts they hold.
package struct LaterNews: Sendable {
  /// What is new of a contribution since a line of the journal; `person` is who is told, nil for a citizen.
  package typealias Facts =
    @Sendable (_ contribution: Int64, _ since: Int64, _ person: Int64?, _ db: Snapshot) throws -> [Phrase]

  let kinds: [StaticString]
  let facts: Facts

  package init(_ kinds: StaticString..., facts: @escaping Facts) {
    self.kinds = kinds
    self.facts = facts
  }
}

extension [LaterNews] {
  /// What is done to a contribution, in the journal, that those who follow it are told.
  var kinds: SQL { "\(FollowNews.ownKinds), \(SQL.list(flatMap(\.kinds).map(\.description)))" }
}
