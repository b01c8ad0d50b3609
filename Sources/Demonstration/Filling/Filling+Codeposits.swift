import Deposits
import Directory
import Localization
import Platform
import Storage

extension Filling {
  /// One contribution in this many is deposited by several.
  private static let between = 23

  /// Some contributions are deposited by two or three bodies: others than those that support them.
  static func codeposits(
    _ corpus: Corpus, _ rows: [Int64], _ contributions: [Target: Int64], _ database: Database
  ) async throws {
    let chosen = contributions.compactMap { target, id -> (place: Int, id: Int64)? in
      guard case .contribution(let place) = target, place % between == 0 else { return nil }
      return (place, id)
    }.sorted { $0.place < $1.place }
    guard !rows.isEmpty else { return }
    try await database.write { db in
      for contribution in try Contribution.with(ids: chosen.map(\.id), db) {
        var known: Set<Int64> = [contribution.organisation]
        for index in 0..<(contribution.number % 2 + 1) {
          let body = rows[(contribution.number * 31 + index * 7) % rows.count]
          guard known.insert(body).inserted, try !Support.isGiven(to: contribution.id, by: body, db) else {
            continue
          }
          var generator = SeededGenerator(seed: 28, stream: 28, index: contribution.number * 2 + index)
          let leading = Actor(person: nil, organisation: contribution.organisation, through: .command)
          let joining = Actor(person: nil, organisation: body, through: .command)
          let at = min(contribution.publishedAt.adding(seconds: 3_600), Demonstration.start)
          let codeposit = try Codeposit.invite(
            body, toContribution: contribution, token: Token(using: &generator), by: leading, at: at, db)
          try codeposit.accept(by: joining, at: min(at.adding(seconds: 7_200), Demonstration.start), db)
        }
      }
    }
  }
}
