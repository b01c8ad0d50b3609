package import Localization
package import Platform
import PublicCode
package import Storage

extension Sheet {
  /// Writes a passage over in the file of each of its versions, and in what lists show of it: what was blotted out of a
  /// text must be nowhere that the text went.
  /// - Parameter blot: a text without the passage; nil where it is not in it.
  package func blot(
    by actor: Actor, at now: Instant, _ db: Transaction, _ blot: (String) -> String?
  ) throws {
    let files = try db.rows("SELECT id, number, file FROM sheet_version WHERE sheet_id = \(id)") { row in
      (id: try row.next(Int64.self), number: try row.next(Int.self), file: try row.next(String.self))
    }
    var isHeld = false
    for file in files {
      guard let software = PublicSoftware.read(file.file).software else { continue }
      let text = software.changingTexts(blot).file
      guard text != software.file else { continue }
      isHeld = true
      try db.execute("UPDATE sheet_version SET file = \(text) WHERE id = \(file.id)")
    }
    guard isHeld, let file = try self.file(db), let software = PublicSoftware.read(file).software,
      let kept = try? SheetText(software)
    else { return }
    // Whoever keeps the sheets in memory reads all of them anew.
    let event = try Event("sheet.blotted", on: .init("sheet", id), by: actor, at: now).record(db)
    try db.execute(
      """
      UPDATE sheet SET name = \(kept.name), summary = \(kept.summary.text), licence = \(kept.licence),
        is_open = \(LicenceExpression.isOpen(kept.licence)), event_id = \(event) WHERE id = \(id)
      """)
  }
}
