import Consultations
import Deposits
import Localization
import Platform
import Storage

extension Filling {
  /// Contributions whose conversations are written together.
  private static let conversations = 200

  /// What invented bodies say under each contribution, in the order of the corpus, then under the publicly known ones.
  static func comments(
    _ corpus: Corpus, _ known: Int, _ rows: [Int64], _ contributions: [Target: Int64], _ database: Database
  ) async throws {
    let targets: [Target] =
      (0..<corpus.contributions.count).map { .contribution($0) } + (0..<known).map { .known($0) }
    var teller = corpus.comments
    for start in stride(from: 0, to: targets.count, by: conversations) {
      let group = targets[start..<min(start + conversations, targets.count)]
      let begun = teller
      teller = try await database.write { db in
        var teller = begun
        let ids = group.compactMap { contributions[$0] }
        let found = Dictionary(uniqueKeysWithValues: try Contribution.with(ids: ids, db).map { ($0.id, $0) })
        for target in group {
          guard let contribution = contributions[target].flatMap({ found[$0] }) else { continue }
          let comments = teller.tell(under: target, rubric: contribution.rubric == .need ? .need : .service)
          try write(comments, under: contribution, rows, db)
        }
        return teller
      }
    }
  }

  private static func write(
    _ comments: [InventedComment], under contribution: Contribution, _ rows: [Int64], _ db: Transaction
  ) throws {
    var generator = SeededGenerator(seed: 23, stream: 23, index: Int(contribution.id))
    var answered: Comment?
    for comment in comments {
      let organisation = rows[comment.organisation]
      let id = try Comment.post(
        CommentText(comment.text), token: Token(using: &generator).text, on: contribution,
        under: comment.isAnswer ? answered : nil, for: organisation,
        by: Actor(person: nil, organisation: organisation, through: .command), at: comment.at, db)
      if !comment.isAnswer { answered = try Comment.with(id: id, db) }
    }
  }
}
