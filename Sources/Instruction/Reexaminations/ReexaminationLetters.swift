import Consultations
import Deposits
import Localization
import Platform
import Storage

/// What those who deposit are written of a re-examination: the answer that upholds the decision or changes it, and that
/// one which upheld it holds no more.
struct ReexaminationLetters: Sendable {
  var consultation: Consultation
  var site: Site

  func tell(
    upheld reason: String, _ answer: Int64, of decision: Decision, on contribution: Contribution, at now: Instant,
    _ db: Transaction
  ) throws {
    try tell(
      reason, answer, of: decision, on: contribution, at: now, db,
      subject: t("Contribution n° \(contribution.number) : la décision est maintenue après réexamen"),
      opening: t(
        "La décision sur votre contribution « \(contribution.text.title) » (n° \(contribution.number)) a été réexaminée par une autre personne. Elle est maintenue."
      ),
      closing: t("Cette réponse est publique, sur la page de la contribution :"))
  }

  func tell(
    changed reason: String, _ answer: Int64, of decision: Decision, on contribution: Contribution, at now: Instant,
    _ db: Transaction
  ) throws {
    try tell(
      reason, answer, of: decision, on: contribution, at: now, db,
      subject: t("Contribution n° \(contribution.number) : la décision est changée après réexamen"),
      opening: t(
        "À la suite de la demande de réexamen, la décision sur « \(contribution.text.title) » (n° \(contribution.number)) a été relue par une autre personne. Elle est annulée : la contribution est de nouveau à l’étude, et vous recevrez la nouvelle décision à cette adresse."
      ))
  }

  private func tell(
    _ reason: String, _ answer: Int64, of decision: Decision, on contribution: Contribution, at now: Instant,
    _ db: Transaction, subject: Phrase, opening: Phrase, closing: Phrase? = nil
  ) throws {
    let letters = DecisionLetters(consultation: consultation, site: site)
    let remedies = try Remedies.history(of: consultation.id, db).current
    try letters.write(
      "reexamination/\(decision.token)/answer/\(answer)", about: contribution, at: now, db, subject: subject
    ) { language, organisation in
      [t("Bonjour,"), opening, t("La raison :"), .verbatim(reason), .verbatim(remedies.mention(in: language).text)]
        + (closing.map { [$0] } ?? [])
        + [
          letters.link(ContributionAddress(bare: contribution, in: consultation).path, language),
          letters.all(of: organisation, in: language), site.settings.helpLine,
        ]
    }
  }

  /// Tells that an answer which upheld a decision holds no more: the request waits again.
  func tellUndone(
    _ answers: [(decision: Decision, answer: Int64)], at now: Instant, _ db: Transaction
  ) throws {
    let letters = DecisionLetters(consultation: consultation, site: site)
    for (decision, answer) in answers {
      guard let contribution = try Contribution.with(ids: [decision.contribution], db).first else { continue }
      try letters.write(
        "reexamination/\(decision.token)/answer/\(answer)/undone", about: contribution, at: now, db,
        subject: t("Contribution n° \(contribution.number) : votre demande de réexamen est de nouveau à l’étude")
      ) { language, _ in
        [
          t("Bonjour,"),
          t(
            "La réponse à la demande de réexamen de « \(contribution.text.title) » (n° \(contribution.number)) est annulée. La demande attend une nouvelle réponse, que vous recevrez à cette adresse."
          ),
          letters.link(ContributionAddress(bare: contribution, in: consultation).path, language),
          site.settings.helpLine,
        ]
      }
    }
  }
}
