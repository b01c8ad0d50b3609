import Consultations
import Directory
import Localization
import Platform
import Storage

/// The letter to whoever has a draft that is not published when the closing of the deposit comes near: 7 days, 2 days
/// and 3 hours before. One for each draft, step and closing; of two steps that have passed, the nearer alone is told,
/// and none that had passed when the draft was begun.
struct ClosingReminder: Sendable {
  let site: Site

  /// Seconds before the closing, the nearest first.
  static let steps: [Int64] = [3 * 3600, 2 * 86_400, 7 * 86_400]

  /// The step in which an instant stands; nil before all of them, and once the deposit is closed.
  static func step(at now: Instant, before closesAt: Instant) -> Int64? {
    let left = closesAt.seconds(since: now)
    guard left > 0 else { return nil }
    return steps.first { left <= $0 }
  }

  /// Writes the letters that are due.
  func write(at now: Instant, _ db: Transaction) throws {
    for consultation in try Consultation.announced(db) {
      let deposit = try Phase.all(of: consultation.id, db).first { $0.kind == .deposit }
      guard let deposit, deposit.state(at: now) == .open, let closesAt = deposit.closesAt,
        let step = Self.step(at: now, before: closesAt)
      else { continue }
      let reminder = "closing/\(closesAt.milliseconds)/\(step)"
      for draft in try Draft.unpublished(
        in: consultation.id, begunBefore: closesAt.adding(seconds: -step), without: reminder, db)
      {
        for person in try told(draft, at: now, db) {
          try letter(draft, to: person, consultation, closesAt, reminder, db)?.queue(db, at: now)
        }
        try draft.mark(reminder, db)
      }
    }
  }

  /// Who began it, and those who accepted to deposit it; for what an operator began, the member too.
  private func told(_ draft: Draft, at now: Instant, _ db: Snapshot) throws -> [Int64] {
    var persons = Set([draft.person] + (try Codeposit.persons(of: .draft(draft), db)))
    if draft.operator != nil, let member = draft.organisation {
      persons.formUnion(try OrganisationContact.holders(of: member, at: now, db).compactMap(\.person))
    }
    return persons.sorted()
  }

  private func letter(
    _ draft: Draft, to person: Int64, _ consultation: Consultation, _ closesAt: Instant, _ reminder: String,
    _ db: Snapshot
  ) throws -> OutgoingMail? {
    guard let mail = try Person.mail(of: person, db) else { return nil }
    let language = draft.text.language
    let title: Phrase = draft.text.title.isEmpty ? t("sans titre") : .verbatim(draft.text.title)
    let last = closesAt.adding(seconds: -60)
    var deadline: [Phrase] = [
      t("Votre brouillon « \(title) » n’est pas publié. Le dépôt se termine le \(last, .full) (heure de Paris).")
    ]
    if let clock = try draft.organisation.flatMap({ try Organisation.with(ids: [$0], db).first })?.clock {
      deadline.append(t("Chez vous : \(last, .full, on: clock)."))
    }
    return OutgoingMail(
      fact: "draft/\(draft.token)/\(reminder)", to: mail, person: person, in: language, of: site,
      subject: t("Votre brouillon n’est pas publié : \(title)"),
      [t("Bonjour,")] + deadline + [
        t("Pour le relire et le publier :"),
        .verbatim(
          site.settings.baseAddress
            + language.address(DraftAddress(DraftPlace(consultation: consultation.slug, token: draft.token)).path)),
        t("Après cette date, il restera lisible, mais ne pourra plus être publié."),
        site.settings.helpLine,
      ])
  }
}
