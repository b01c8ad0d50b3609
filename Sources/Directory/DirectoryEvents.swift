import Localization
import Platform
import Storage

/// What the directory writes in the journal, as administrators read it.
enum DirectoryEvents {
  static let sentences: [(StaticString, Phrase)] = [
    ("confirmer.ended", t("Un organisme ne confirme plus pour un territoire")),
    ("confirmer.named", t("Un organisme peut confirmer pour un territoire")),
    ("directory.imported", t("Un fichier est entré dans l’annuaire")),
    ("mandate.asked", t("Une habilitation a été demandée")),
    ("mandate.dated", t("Une habilitation a reçu une date de fin")),
    ("mandate.ended", t("Une habilitation a pris fin")),
    ("mandate.given", t("Une habilitation a été donnée")),
    ("mandate.refused", t("Une habilitation a été refusée")),
    ("organisation.asked", t("L’ajout d’un organisme a été demandé")),
    ("organisation.created", t("Un organisme a été ajouté")),
    ("organisation.merged", t("Un organisme a rejoint un autre")),
    ("organisation.refused", t("L’ajout d’un organisme a été refusé")),
    ("organisation.restored", t("Un organisme est de nouveau seul")),
    ("preparation.accepted", t("Une autorisation de préparer a été donnée")),
    ("preparation.asked", t("Une autorisation de préparer a été demandée")),
    ("preparation.ballots-allowed", t("Un adhérent laisse aussi préparer son bulletin de vote")),
    ("preparation.ballots-ended", t("Un adhérent ne laisse plus préparer son bulletin de vote")),
    ("preparation.ended", t("Une autorisation de préparer a pris fin")),
    ("preparation.expired", t("Une autorisation de préparer est arrivée à son terme")),
    ("preparation.refused", t("Une autorisation de préparer a été refusée")),
    ("preparation.reminded", t("Une demande d’autorisation de préparer a été rappelée")),
  ]

  /// The names behind the numbers of organisations.
  static let names: @Sendable ([Int64], Snapshot) throws -> [Int64: String] = { numbers, db in
    let rows = try db.rows("SELECT id, name FROM organisation WHERE id IN (\(SQL.list(numbers)))") { row in
      (try row.next(Int64.self), try row.next(String.self))
    }
    return Dictionary(rows) { first, _ in first }
  }

  static let finding: @Sendable (String, Int, Snapshot) throws -> [Int64] = { part, most, db in
    let (typed, lower) = (SQL.containing(part), SQL.containing(part.lowercased()))
    return try db.values(
      """
      SELECT id FROM organisation WHERE name LIKE \(typed) ESCAPE '!' OR lower(name) LIKE \(lower) ESCAPE '!'
        OR siren = \(part) OR insee_code = \(part)
      ORDER BY length(name), id LIMIT \(most)
      """)
  }
}
