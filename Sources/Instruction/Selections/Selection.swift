import Consultations
import Deposits
import Localization
import Platform
import Storage

/// What an instructor has ticked in the queue, to give it or to decide of it at once. It is hers alone, follows her
/// from page to page and from filter to filter, and goes when it is emptied or decided.
enum Selection {
  /// More would hold the writer for long.
  static let most = 2_000

  /// Lets through what somebody has ticked.
  static func condition(of person: Int64) -> SQL {
    "contribution.id IN (SELECT desk_selection.contribution_id FROM desk_selection WHERE person_id = \(person))"
  }

  /// What she has ticked in a consultation, in the order of their numbers.
  static func all(of person: Int64, in consultation: Int64, _ db: Snapshot) throws -> [Int64] {
    try db.values(
      """
      SELECT contribution.id FROM desk_selection JOIN contribution ON contribution.id = desk_selection.contribution_id
      WHERE desk_selection.person_id = \(person) AND contribution.consultation_id = \(consultation)
      ORDER BY contribution.number
      """)
  }

  /// Which of some she has ticked.
  static func ticked(by person: Int64, among contributions: [Int64], _ db: Snapshot) throws -> Set<Int64> {
    guard !contributions.isEmpty else { return [] }
    return Set(
      try db.values(
        """
        SELECT contribution_id FROM desk_selection
        WHERE person_id = \(person) AND contribution_id IN (\(SQL.list(contributions)))
        """))
  }

  /// - Throws: `SelectionRefusal.many`.
  static func tick(
    _ contributions: [Int64], by person: Int64, in consultation: Int64, at now: Instant, _ db: Transaction
  ) throws {
    let known = Set(try all(of: person, in: consultation, db))
    guard known.union(contributions).count <= most else { throw SelectionRefusal.many }
    for contribution in contributions where !known.contains(contribution) {
      try db.execute(
        """
        INSERT INTO desk_selection (person_id, contribution_id, selected_at)
        VALUES (\(person), \(contribution), \(now)) ON CONFLICT DO NOTHING
        """)
    }
  }

  static func untick(_ contributions: [Int64], by person: Int64, _ db: Transaction) throws {
    guard !contributions.isEmpty else { return }
    try db.execute(
      """
      DELETE FROM desk_selection WHERE person_id = \(person) AND contribution_id IN (\(SQL.list(contributions)))
      """)
  }
}

enum SelectionRefusal: FieldRefusal, Equatable, CaseIterable {
  case many, empty, nothing, nothingToRead, keptAlone, changed

  var status: Int { self == .changed ? 409 : 422 }
  var field: String { "decision" }
  var sentence: Phrase {
    switch self {
    case .many: t("Une sélection tient 2 000 contributions au plus.")
    case .empty: t("Votre sélection est vide : cochez d’abord des contributions dans la file.")
    case .nothing: t("Aucune contribution de votre sélection ne peut recevoir cette décision.")
    case .nothingToRead: t("Aucune décision de votre sélection n’attend votre seconde lecture.")
    case .keptAlone: t("« Gardée seule » se décide une à une : chacune devient sa propre proposition.")
    case .changed: t("Ce qui peut être décidé a changé entre-temps : relisez ce qui sera fait.")
    }
  }
}
