import Localization
import Platform
import Storage

/// What consultations write in the journal, as administrators read it.
enum ConsultationsEvents {
  static let sentences: [(StaticString, Phrase)] = [
    ("calendar.changed", t("Le calendrier a changé")),
    ("consultation.announced", t("Une consultation a été annoncée")),
    ("consultation.created", t("Une consultation a été préparée")),
    ("consultation.deleted", t("Une consultation en préparation a été supprimée")),
    ("consultation.reworded", t("La présentation d’une consultation a changé")),
    ("participation.changed", t("Qui peut faire quoi a changé")),
    ("questionnaire.published", t("Des questions ont été publiées")),
    ("remedies.changed", t("Le délai de réexamen ou la mention des recours a changé")),
    ("rubrics.worded", t("Les mots des rubriques ont changé")),
    ("rules.published", t("Le règlement a été publié")),
    ("themes.arranged", t("Les thèmes ont été rangés")),
  ]

  static let titles: @Sendable (Snapshot) throws -> [(id: Int64, title: String)] = { db in
    try db.rows("SELECT id, title FROM consultation ORDER BY id DESC LIMIT 200") { row in
      (try row.next(Int64.self), try row.next(String.self))
    }
  }
}
