import Consultations
import Directory
import Localization
import Platform
import Storage

/// The letter that tells a change of calendar to those who have a draft or a contribution in the consultation. Each is
/// told once of each change: the fact of the letter is the change itself.
struct CalendarNotice: Sendable {
  let site: Site

  /// Writes the letters for every change that nobody was told of.
  func tell(at now: Instant, _ db: Transaction) throws {
    let changes = try CalendarChange.untold(db)
    for (consultation, changes) in Dictionary(grouping: changes, by: \.consultation).sorted(by: { $0.key < $1.key }) {
      if let consultation = try Consultation.with(id: consultation, db), let last = changes.last {
        for depositor in try Depositor.all(in: consultation.id, db) {
          try letter(changes, last, consultation, depositor, db)?.queue(db, at: now)
        }
      }
      for change in changes { try change.markTold(at: now, db) }
    }
  }

  private func letter(
    _ changes: [CalendarChange], _ last: CalendarChange, _ consultation: Consultation, _ depositor: Depositor,
    _ db: Snapshot
  ) throws -> OutgoingMail? {
    guard let mail = try Person.mail(of: depositor.person, db) else { return nil }
    let language = depositor.language
    let page = ConsultationAddress(slug: consultation.slug).path
    let clock = try depositor.organisation.flatMap { try Organisation.with(ids: [$0], db).first }?.clock
    let there = clock.map { clock in changes.flatMap { $0.localTimes(on: clock) } } ?? []
    return OutgoingMail(
      fact: "calendar-change/\(last.id)", to: mail, person: depositor.person, in: language, of: site,
      subject: t("Le calendrier a changé : \(consultation.wording(in: language).words.title)"),
      [t("Bonjour,"), t("Le calendrier de la consultation a changé :")] + changes.map(\.sentence) + [
        t("Les heures sont celles de Paris.")
      ] + there + [
        t("Le calendrier en vigueur :"),
        .verbatim(site.settings.baseAddress + language.address(page)),
        site.settings.helpLine,
      ])
  }
}

/// Somebody who has a draft in a consultation, or has published there, with the language of what she wrote last.
struct Depositor: Sendable, Equatable, RowDecodable {
  var person: Int64
  var language: Language
  /// The one that she deposits for; the last, where she deposits for several.
  var organisation: Int64?

  init(from row: inout Row) throws {
    person = try row.next()
    language = Language(rawValue: try row.next()) ?? .french
    organisation = try row.next()
  }

  static func all(in consultation: Int64, _ db: Snapshot) throws -> [Depositor] {
    var depositors: [Int64: Depositor] = [:]
    try db.forEach(
      """
      SELECT journal.person_id, contribution_version.language, contribution.organisation_id FROM contribution
      JOIN contribution_version ON contribution_version.contribution_id = contribution.id
      JOIN journal ON journal.id = contribution_version.event_id
      WHERE contribution.consultation_id = \(consultation) AND journal.person_id IS NOT NULL
      ORDER BY contribution_version.id
      """
    ) { row in
      let depositor = try Depositor(from: &row)
      depositors[depositor.person] = depositor
    }
    try db.forEach(
      "SELECT person_id, language, organisation_id FROM draft WHERE consultation_id = \(consultation) ORDER BY id"
    ) { row in
      let depositor = try Depositor(from: &row)
      depositors[depositor.person] = depositor
    }
    // Those who completed what a colleague had begun, or a member of theirs.
    try db.forEach(
      """
      SELECT saved_by, language, organisation_id FROM draft
      WHERE consultation_id = \(consultation) AND saved_by <> person_id ORDER BY id
      """
    ) { row in
      let depositor = try Depositor(from: &row)
      if depositors[depositor.person] == nil { depositors[depositor.person] = depositor }
    }
    // Those who accepted to deposit with others; in the language of what they wrote, else in the one in which they
    // follow, else in French.
    try db.forEach(
      """
      SELECT journal.person_id, coalesce(follower.language, 'fr'), codeposit.organisation_id FROM codeposit
      JOIN journal ON journal.id = codeposit.accepted_event_id
      LEFT JOIN follower ON follower.person_id = journal.person_id
      LEFT JOIN draft ON draft.id = codeposit.draft_id
      LEFT JOIN contribution ON contribution.id = codeposit.contribution_id
      WHERE coalesce(draft.consultation_id, contribution.consultation_id) = \(consultation) AND \(Codeposit.stands)
        AND journal.person_id IS NOT NULL
      ORDER BY codeposit.id
      """
    ) { row in
      let depositor = try Depositor(from: &row)
      if depositors[depositor.person] == nil { depositors[depositor.person] = depositor }
    }
    return depositors.values.sorted { $0.person < $1.person }
  }
}
