package import Consultations
package import Storage

extension DepositsModule {
  /// The contributions before and after one, in the order of the list that a filter asks for; after the last comes the
  /// first. One that was decided, and left a tab of the desk by it, keeps its place there.
  package func neighbours(
    of contribution: Contribution, under filter: ContributionFilter, in consultation: Consultation, _ db: Snapshot
  ) throws -> (previous: String?, next: String?) {
    guard filter.query.isEmpty, filter.order != .shuffled else {
      return try neighbours(of: contribution, listed: filter, in: consultation, db)
    }
    return try filter.neighbours(of: contribution, in: consultation.id, db)
  }

  /// Where the order is that of a search or of a shuffle, which no index holds: by its place among all.
  private func neighbours(
    of contribution: Contribution, listed filter: ContributionFilter, in consultation: Consultation, _ db: Snapshot
  ) throws -> (previous: String?, next: String?) {
    func listed(_ filter: ContributionFilter) throws -> [Int64] {
      guard filter.query.isEmpty else { return try found(filter, in: consultation, limit: .max, db).ids }
      return try filter.ordered(in: consultation.id, db)
    }
    var within = filter
    if let held = filter.held { within.held = "\(held) OR contribution.id = \(contribution.id)" }
    var ids = try listed(within)
    // One that alone has all the words hides those that have some of them.
    if ids == [contribution.id] { ids = try listed(filter) }
    let place = ids.firstIndex(of: contribution.id)
    let previous = place.flatMap { $0 > 0 ? ids[$0 - 1] : nil }
    let following = place.flatMap { $0 + 1 < ids.count ? ids[$0 + 1] : nil } ?? ids.first { $0 != contribution.id }
    let tokens = try ContributionFilter.tokens(of: [previous, following].compactMap(\.self), db)
    return (previous.flatMap { tokens[$0] }, following.flatMap { tokens[$0] })
  }
}

extension ContributionFilter {
  /// By the key of the order, whose index leads to the nearest ones; the highest keys come first.
  fileprivate func neighbours(
    of contribution: Contribution, in consultation: Int64, _ db: Snapshot
  ) throws -> (previous: String?, next: String?) {
    let own = try db.value("SELECT \(key) FROM contribution WHERE contribution.id = \(contribution.id)", as: Int64.self)
    guard let own else { return (nil, nil) }
    func token(_ compared: SQL, _ direction: SQL) -> SQL {
      """
      (SELECT contribution.token FROM contribution WHERE \(condition(consultation))
        AND (\(key), contribution.id) \(compared) (\(own), \(contribution.id))
        ORDER BY \(key) \(direction), contribution.id \(direction) LIMIT 1)
      """
    }
    let (previous, next, first) = (token(">", "ASC"), token("<", "DESC"), token(">", "DESC"))
    let found = try db.first("SELECT \(previous), coalesce(\(next), \(first))") { row in
      (previous: try row.next(String?.self), next: try row.next(String?.self))
    }
    return found ?? (nil, nil)
  }

  fileprivate static func tokens(of ids: [Int64], _ db: Snapshot) throws -> [Int64: String] {
    guard !ids.isEmpty else { return [:] }
    let found = try db.rows("SELECT id, token FROM contribution WHERE id IN (\(SQL.list(Set(ids))))") { row in
      (id: try row.next(Int64.self), token: try row.next(String.self))
    }
    return Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0.token) })
  }
}
