import Localization

/// What a demonstration writes in the journal, as administrators read it.
enum DemonstrationEvents {
  static let sentences: [(StaticString, Phrase)] = [
    ("demonstration.filled", t("La démonstration a été remplie")),
    ("demonstration.opened", t("Une porte de la démonstration a été ouverte")),
  ]
}
