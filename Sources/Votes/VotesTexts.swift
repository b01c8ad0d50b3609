package import Deposits
import Instruction
import Localization
import Platform
import Proof
import Storage

/// A public text that the log commits to and that is withdrawn for good: what is blotted out of it is blotted out here,
/// what opened its commitment is deleted, and the log says so. A commitment holds to one text: whatever is taken out
/// of it, no part of it opens the commitment any more.
extension VotesModule {
  /// Where a vote holds words of a contribution: propositions as they were frozen, reasons of the selection, incidents.
  /// Before the texts of instruction: sentences are looked for as they were.
  package static let laterTexts: [LaterText] = [
    LaterText(places: followSentences),
    LaterText("vote_text", "title", longest: OpenedText.longestTitle, whenBlotted: withdraw, rows: texts),
    LaterText("vote_text", "text", longest: OpenedText.longestText, whenBlotted: withdraw, rows: texts),
    LaterText("incident", "title", longest: Incident.longestTitle, rows: incidents),
    LaterText("incident", "text", longest: Incident.longestText, rows: incidents),
  ]

  /// Those of its vote that name a proposition that holds words of it, and incidents.
  private static let texts: @Sendable (Int64) -> SQL = { contribution in
    """
    vote_text.vote_id IN (\(votes(contribution))) AND (EXISTS (SELECT 1 FROM incident
        WHERE incident.vote_id = vote_text.vote_id AND incident.leaf = vote_text.leaf)
      OR EXISTS (SELECT 1 FROM vote_leaf JOIN vote_proposition ON vote_proposition.vote_id = vote_leaf.vote_id
          AND vote_leaf.line LIKE '%"proposition":"' || vote_proposition.name || '"%'
          AND vote_proposition.proposition_id IN (\(Proposition.holding(wordsOf: contribution)))
        WHERE vote_leaf.vote_id = vote_text.vote_id AND vote_leaf.number = vote_text.leaf))
    """
  }

  private static let incidents: @Sendable (Int64) -> SQL = { "vote_id IN (\(votes($0)))" }

  private static func votes(_ contribution: Int64) -> SQL {
    """
    SELECT vote.id FROM vote JOIN contribution ON contribution.consultation_id = vote.consultation_id
    WHERE contribution.id = \(contribution)
    """
  }

  /// Once for each text: what is blotted out of it later changes nothing of the log.
  private static let withdraw: LaterText.Blotted = { row, occasion, db in
    let text = try db.first("SELECT vote_id, leaf FROM vote_text WHERE id = \(row) AND withdrawn_leaf IS NULL") { row in
      (vote: try row.next(Int64.self), leaf: try row.next(Int64.self))
    }
    guard let text else { return }
    let ground: RedactionGround = occasion.isAskedByAuthor ? .author : .instructors
    let line = try VoteLog.append(to: text.vote, at: occasion.at, db) { at, _ in
      .redaction(RedactionLeaf(at: at, leaf: text.leaf, ground: ground))
    }
    try db.execute("UPDATE vote_text SET nonce = \([UInt8]()), withdrawn_leaf = \(line.place) WHERE id = \(row)")
  }

  /// A passage that spans two sentences of a contribution stands whole in no proposition where one was picked alone.
  private static let followSentences: LaterText.Following = { contribution, version, moves, occasion, db in
    for one in try PickedSentence.blottings(in: contribution, version, moves, db) where one.changes {
      let held = try db.rows(
        """
        SELECT vote_text.id, vote_text.text FROM vote_text
        JOIN vote_proposition ON vote_proposition.vote_id = vote_text.vote_id
          AND vote_proposition.leaf = vote_text.leaf
        JOIN wording ON wording.proposition_id = vote_proposition.proposition_id
        WHERE wording.id = \(one.wording)
        """
      ) { row in (id: try row.next(Int64.self), text: try row.next(String.self)) }
      for row in held where row.text.contains(one.before) {
        let text = row.text.replacing(one.before, with: one.after)
        try db.execute("UPDATE vote_text SET text = \(text) WHERE id = \(row.id)")
        try withdraw(row.id, occasion, db)
      }
    }
  }
}
