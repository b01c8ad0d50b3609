package import Deposits
import Storage

extension InstructionModule {
  /// Where instruction holds words of a contribution: reasons, notes, wordings of the propositions that it feeds or
  /// fed and of those to which their words went, answers of addressees and what authors reported of them. What is
  /// blotted out of it goes from all of them, and the ranges of its parts follow.
  package static let laterTexts: [LaterText] = {
    let decisions: @Sendable (Int64) -> SQL = {
      "decision_id IN (SELECT id FROM decision WHERE contribution_id = \($0))"
    }
    let propositions: @Sendable (Int64) -> SQL = { "proposition_id IN (\(Proposition.holding(wordsOf: $0)))" }
    let wordings: @Sendable (Int64) -> SQL = { "wording_id IN (SELECT id FROM wording WHERE \(propositions($0)))" }
    let reexaminations: @Sendable (Int64) -> SQL = { contribution in
      """
      reexamination_id IN (SELECT reexamination.id FROM reexamination
        JOIN decision ON decision.id = reexamination.decision_id WHERE decision.contribution_id = \(contribution))
      """
    }
    let remarks: @Sendable (Int64) -> SQL = { contribution in
      """
      author_reading_id IN (SELECT id FROM author_reading WHERE \(propositions(contribution)))
      """
    }
    return [
      // Before the texts of propositions: it looks there for the sentences as they were.
      LaterText(places: PickedSentence.following),
      // Those of others quote the title of the proposition that they feed together.
      LaterText("decision", "reason", longest: Decision.longestReason) { contribution in
        """
        contribution_id = \(contribution)
          OR id IN (SELECT decision_id FROM grouping WHERE \(propositions(contribution)))
        """
      },
      LaterText("instruction_note", "text", longest: Note.longest) { "contribution_id = \($0)" },
      LaterText(
        "wording", "title", longest: Proposition.Wording.longestTitle, language: "language", rows: propositions),
      LaterText("wording", "text", longest: Proposition.Wording.longestText, language: "language", rows: propositions),
      LaterText(
        "wording", "cost_source", longest: Proposition.Wording.longestSource, language: "language", rows: propositions),
      LaterText("unkept_reason", "reason", longest: Composition.longestReason, rows: wordings),
      LaterText("unkept_sentence", "reason", longest: UnkeptSentence.longestReason, rows: wordings),
      LaterText("author_remark", "text", longest: AuthorReading.longest, language: "language", rows: remarks),
      LaterText("remark_reply", "text", longest: AuthorReading.longest) { contribution in
        "author_remark_id IN (SELECT id FROM author_remark WHERE \(remarks(contribution)))"
      },
      LaterText("addressee_answer", "text", longest: AddresseeAnswer.longest, language: "language", rows: decisions),
      LaterText("reported_refusal", "text", longest: ReportedRefusal.longest, language: "language", rows: decisions),
      LaterText("reexamination", "text", longest: Reexamination.longest, language: "language", rows: decisions),
      LaterText("reexamination_answer", "reason", longest: Decision.longestReason, rows: reexaminations),
      LaterText(places: Part.following),
    ]
  }()
}
