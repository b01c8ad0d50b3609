import Directory
import Localization
import Platform
package import Storage

extension SheetRemoval: RowDecodable {
  init(from row: inout Row) throws {
    reason = try row.next()
    at = try row.next()
  }

  static func of(_ sheet: Int64, _ db: Snapshot) throws -> SheetRemoval? {
    try db.first("SELECT reason, removed_at FROM sheet_removal WHERE sheet_id = \(sheet) AND ended_event_id IS NULL")
  }
}

extension Sheet {
  /// Lets through those that are in the catalogue.
  package static let stands: SQL = """
    NOT EXISTS (SELECT 1 FROM sheet_removal
      WHERE sheet_removal.sheet_id = sheet.id AND sheet_removal.ended_event_id IS NULL)
    """

  package func isRemoved(_ db: Snapshot) throws -> Bool { try SheetRemoval.of(id, db) != nil }

  /// Takes it out of the catalogue, and writes to those who keep it.
  /// - Throws: `SheetRemovalRefusal`.
  func remove(because reason: String, by actor: Actor, site: Site, at now: Instant, _ db: Transaction) throws {
    guard !reason.isEmpty else { throw SheetRemovalRefusal.noReason }
    guard reason.unicodeScalars.count <= SheetRemoval.longest else { throw SheetRemovalRefusal.longReason }
    guard try !isRemoved(db) else { throw SheetRemovalRefusal.done }
    let event = try Event("sheet.removed", on: .init("sheet", id), by: actor, at: now).record(db)
    try db.execute(
      """
      INSERT INTO sheet_removal (sheet_id, reason, event_id, removed_at)
      VALUES (\(id), \(reason), \(event), \(now))
      """)
    try touch(event, db)
    try tell("removed/\(event)", site: site, at: now, db, subject: t("La fiche « \(name) » est retirée du catalogue")) {
      [
        t("Bonjour,"),
        t("La fiche du service « \(name) », que tient votre organisme, est retirée du catalogue. La raison :"),
        .verbatim(reason),
        t("Rien n’en est perdu : si c’est une erreur, dites-le, et elle y sera remise."),
      ]
    }
  }

  /// Puts it back as it was.
  /// - Throws: `SheetRemovalRefusal.undone`.
  func putBack(by actor: Actor, site: Site, at now: Instant, _ db: Transaction) throws {
    let removed = try db.value(
      "SELECT event_id FROM sheet_removal WHERE sheet_id = \(id) AND ended_event_id IS NULL", as: Int64.self)
    guard let removed else { throw SheetRemovalRefusal.undone }
    let event = try Event("sheet.put-back", on: .init("sheet", id), by: actor, at: now, undoes: removed).record(db)
    try db.execute(
      "UPDATE sheet_removal SET ended_event_id = \(event) WHERE sheet_id = \(id) AND ended_event_id IS NULL")
    try touch(event, db)
    try tell(
      "put-back/\(event)", site: site, at: now, db, subject: t("La fiche « \(name) » est de nouveau au catalogue")
    ) {
      [
        t("Bonjour,"),
        t(
          "La fiche du service « \(name) », que tient votre organisme, est de nouveau au catalogue, telle qu’elle était :"
        ),
        .verbatim(site.settings.baseAddress + SheetAddress(self).path),
      ]
    }
  }

  /// Whoever keeps the sheets in memory reads it anew.
  private func touch(_ event: Int64, _ db: Transaction) throws {
    try db.execute("UPDATE sheet SET event_id = \(event) WHERE id = \(id)")
  }

  /// One letter to each of those who act for an organisation that keeps it, or to its mailbox.
  private func tell(
    _ fact: String, site: Site, at now: Instant, _ db: Transaction, subject: Phrase, _ paragraphs: () -> [Phrase]
  ) throws {
    var told: Set<String> = []
    for organisation in try maintainers(db) {
      for contact in try OrganisationContact.nearest(to: organisation, at: now, db)
      where told.insert(contact.mail).inserted {
        try OutgoingMail(
          fact: "sheet/\(token)/\(fact)", to: contact.mail, person: contact.person, in: .french, of: site,
          subject: subject, paragraphs() + [site.settings.helpLine]
        ).queue(db, at: now)
      }
    }
  }
}
