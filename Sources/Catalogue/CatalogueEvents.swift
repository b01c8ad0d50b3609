import Localization

/// What the catalogue writes in the journal, as administrators read it.
enum CatalogueEvents {
  static let sentences: [(StaticString, Phrase)] = [
    ("declaration.ended", t("Un organisme a retiré ce qu’il disait d’un service")),
    ("declaration.made", t("Un organisme a dit qu’il utilise ou héberge un service")),
    ("sheet.blotted", t("Un passage a été retiré de la fiche d’un service")),
    ("sheet.changed", t("La fiche d’un service a changé")),
    ("sheet.maintainer-added", t("Un organisme de plus tient la fiche d’un service")),
    ("sheet.put-back", t("La fiche d’un service a été remise au catalogue")),
    ("sheet.removed", t("La fiche d’un service a été retirée du catalogue")),
    ("sheet.made", t("La fiche d’un service a été créée")),
  ]
}
