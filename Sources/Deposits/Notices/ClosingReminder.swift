import Consultations
import Directory
import Localization
import Platform
import Storage

/// The letter to whoever reads a draft that is not published when the closing of the deposit comes near: 7 days, 2 days
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
        for contact in try draft.readers(at: now, db) {
          try letter(draft, to: contact, consultation, closesAt, reminder, db).queue(db, at: now)
        }
        try draft.mark(reminder, db)
      }
    }
  }

  private func letter(
    _ draft: Draft, to contact: OrganisationContact, _ consultation: Consultation, _ closesAt: Instant,
    _ reminder: String, _ db: Snapshot
  ) throws -> OutgoingMail {
    let language = draft.text.language
    let title: Phrase = draft.text.title.isEmpty ? t("sans titre") : .verbatim(draft.text.title)
    let last = closesAt.adding(seconds: -60)
    var deadline: [Phrase] = [
      t("Votre brouillon « \(title) » n’est pas publié. Le dépôt se termine le \(last, .full) (heure de Paris).")
    ]
    if let clock = try draft.organisation.flatMap({ try Organisation.with(ids: [$0], db).first })?.clock {
      deadline.append(t("Chez vous : \(last, .full, on: clock)."))
    }
    // At an official mailbox nobody reads the draft yet.
    let place = DraftPlace(consultation: consultation.slug, token: draft.token)
    let path = contact.person == nil ? GettingInAddress().path : DraftAddress(place).path
    let invitation: Phrase =
      contact.person == nil
      ? t("Pour le lire et le publier, prouvez une fois que vous agissez pour votre organisme :")
      : t("Pour le relire et le publier :")
    return OutgoingMail(
      fact: "draft/\(draft.token)/\(reminder)", to: contact.mail, person: contact.person, in: language, of: site,
      subject: t("Votre brouillon n’est pas publié : \(title)"),
      [t("Bonjour,")] + deadline + [
        invitation,
        .verbatim(site.settings.baseAddress + language.address(path)),
        t("Après cette date, il restera lisible, mais ne pourra plus être publié."),
        site.settings.helpLine,
      ])
  }
}

extension Draft {
  /// Who is written to of it: who began it, while it is no organisation's; then those who act for the one that leads
  /// and for those that deposit with it, and whoever prepares it, as long as the member lets her.
  func readers(at now: Instant, _ db: Snapshot) throws -> [OrganisationContact] {
    let others = try Codeposit.organisations(of: .draft(self), db)
    let contacts = try ([organisation].compactMap(\.self) + others).flatMap {
      try OrganisationContact.nearest(to: $0, at: now, db)
    }
    let isHers = try organisation.map { try isPrepared(for: $0, at: now, db) } ?? true
    guard isHers, let hers = try OrganisationContact(person: person, db) else { return contacts }
    return contacts + [hers]
  }

  /// Whether who began it still prepares it for its member.
  private func isPrepared(for member: Int64, at now: Instant, _ db: Snapshot) throws -> Bool {
    guard let preparer = self.operator else { return false }
    let able = try Preparation.operators(among: [preparer], for: member, at: now, db)
    guard !able.isEmpty else { return false }
    return try Mandate.live(of: person, for: preparer, at: now, db) != nil
  }
}
