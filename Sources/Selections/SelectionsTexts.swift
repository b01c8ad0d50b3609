package import Deposits
import Instruction
import Storage

extension SelectionsModule {
  /// Where a committee holds words of a contribution: reasons, comments of grades, minutes. What is blotted out of it
  /// goes from all of them; the hash of the minutes stays that of what was signed.
  package static let laterTexts: [LaterText] = {
    let propositions: @Sendable (Int64) -> SQL = { "proposition_id IN (\(Proposition.holding(wordsOf: $0)))" }
    let minutes: @Sendable (Int64) -> SQL = { contribution in
      """
      committee_id IN (SELECT committee.id FROM committee
        JOIN contribution ON contribution.consultation_id = committee.consultation_id
        WHERE contribution.id = \(contribution))
      """
    }
    return [
      LaterText("ruling", "reason", longest: Ruling.longestReason, rows: propositions),
      LaterText("grade_sheet", "comment", longest: GradeSheet.longestComment, rows: propositions),
      LaterText("minutes", "opening", longest: Minutes.longestWords, rows: minutes),
      LaterText("minutes", "closing", longest: Minutes.longestWords, rows: minutes),
      LaterText("working_group", "title", longest: WorkingGroup.longestTitle, rows: minutes),
      LaterText("working_group", "meetings", longest: WorkingGroup.longestMeetings, rows: minutes),
      LaterText("working_group", "summary", longest: WorkingGroup.longestSummary, rows: minutes),
      LaterText("minutes", "document", longest: Minutes.longestDocument, rows: minutes),
    ]
  }()
}
