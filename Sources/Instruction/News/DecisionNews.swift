package import Deposits
import Localization
import Storage

extension InstructionModule {
  /// What those who follow a contribution are told of its decisions; whoever had a letter about one is not told twice.
  package static let news = LaterNews(
    "decision.published", "instruction.undone", "reexamination.answered", "proposition.corrected"
  ) {
    contribution, since, person, db in
    let told: SQL = """
      EXISTS (SELECT 1 FROM outgoing_mail
        WHERE outgoing_mail.fact = 'decision/' || decision.token AND outgoing_mail.person_id = \(person ?? 0))
      """
    let published: [Decision] = try db.rows(
      """
      SELECT \(Decision.columns) FROM \(Decision.source)
      WHERE decision.contribution_id = \(contribution) AND decision.ended_event_id IS NULL
        AND decision_publication.event_id > \(since) AND NOT \(told) ORDER BY decision.id
      """)
    let undone = try db.value(
      """
      SELECT count(*) FROM decision JOIN decision_publication ON decision_publication.decision_id = decision.id
      WHERE decision.contribution_id = \(contribution) AND decision.ended_event_id > \(since)
        AND decision_publication.event_id <= \(since) AND NOT \(told)
      """, as: Int.self)
    // One that was published and undone between two letters is no news.
    var facts: [Phrase] = (undone ?? 0) > 0 ? [t("Une décision publiée sur elle est annulée.")] : []
    facts += published.map { t("Une décision est publiée : \($0.kind.title).") }
    let upheld = try db.value(
      """
      SELECT count(*) FROM reexamination_answer
      JOIN reexamination ON reexamination.id = reexamination_answer.reexamination_id
      JOIN decision ON decision.id = reexamination.decision_id
      WHERE decision.contribution_id = \(contribution) AND decision.ended_event_id IS NULL
        AND reexamination_answer.kind = 'upheld' AND reexamination_answer.ended_event_id IS NULL
        AND reexamination_answer.event_id > \(since) AND NOT \(told)
      """, as: Int.self)
    if upheld ?? 0 > 0 { facts.append(t("Après réexamen, une décision publiée est maintenue.")) }
    // The letter is queued with the line of the journal.
    let corrected = try db.value(
      """
      SELECT count(*) FROM journal WHERE subject_type = 'contribution' AND subject_id = \(contribution)
        AND id > \(since) AND kind = 'proposition.corrected' AND NOT EXISTS (SELECT 1 FROM outgoing_mail
          WHERE outgoing_mail.person_id = \(person ?? 0) AND outgoing_mail.created_at = journal.at
            AND outgoing_mail.fact LIKE 'correction/%')
      """, as: Int.self)
    if corrected ?? 0 > 0 { facts.append(t("Une proposition qu’elle alimente est corrigée.")) }
    return facts
  }
}
