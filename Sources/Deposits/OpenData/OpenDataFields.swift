import Localization
import Platform

extension OpenDataFile.Table {
  var fields: [OpenDataField] {
    switch self {
    case .contributions:
      Self.head + Self.depositor + Self.codepositors + Self.written + Self.service + Self.life + Self.ending
    case .supports: Self.support + Self.depositor + Self.statement + [Self.band]
    case .later(let table): table.fields + [Self.band]
    }
  }

  private static let head: [OpenDataField] = [
    OpenDataField("numero", .integer, t("Numéro de la contribution dans la consultation")),
    OpenDataField("identifiant", .string, t("Identifiant, le même pour toujours")),
    OpenDataField("adresse", .string, t("Adresse de la page")),
    OpenDataField("etat", .string, t("publiee ou retiree ; d’une contribution retirée, le texte n’est plus donné")),
    OpenDataField("rubrique", .string, t("besoin ou service")),
  ]
  private static let depositor: [OpenDataField] = [
    OpenDataField("organisme", .string, t("Nom de l’organisme")),
    OpenDataField("organisme_identifiant", .string, t("Identifiant de l’organisme sur ce site")),
    OpenDataField("organisme_type", .string, t("commune, intercommunalite, departement, region, syndicat…")),
    OpenDataField("siren", .string, t("SIREN de l’organisme, s’il est connu")),
    OpenDataField("code_insee", .string, t("Code INSEE de la commune, du département ou de la région")),
    OpenDataField("departement", .string, t("Code du département de l’organisme")),
  ]
  private static let codepositors: [OpenDataField] = [
    OpenDataField(
      "co_deposants", .string, t("Noms des organismes qui la déposent avec lui, à égalité, séparés par « | »")),
    OpenDataField(
      "co_deposants_identifiants", .string, t("Leurs identifiants sur ce site, séparés par des espaces")),
  ]
  private static let written: [OpenDataField] = [
    OpenDataField("titre", .string, t("Titre")),
    OpenDataField("aujourdhui", .string, t("Ce qui se passe aujourd’hui ; pour un service, ce qu’il fait")),
    OpenDataField("pour_qui", .string, t("Pour qui")),
    OpenDataField("existant", .string, t("Ce qui existe déjà")),
    OpenDataField("attendu", .string, t("L’effet attendu")),
    OpenDataField("langue", .string, t("Langue du texte : fr ou en")),
    OpenDataField("themes", .string, t("Thèmes, séparés par des espaces")),
    OpenDataField("reponses", .string, t("Réponses aux questions de la rubrique, en JSON")),
  ]
  private static let service: [OpenDataField] = [
    OpenDataField("code_source", .string, t("D’un service : adresse de son code source")),
    OpenDataField("licence", .string, t("D’un service : sa licence (SPDX)")),
    OpenDataField("mainteneur", .string, t("D’un service : qui le maintient")),
    OpenDataField("utilisateurs", .string, t("D’un service : qui l’utilise")),
    OpenDataField("documentation", .string, t("D’un service : adresse de sa documentation")),
    OpenDataField("cout", .string, t("D’un service : ce qu’il coûte pour une collectivité de plus")),
  ]
  private static let life: [OpenDataField] = [
    OpenDataField("publiee_le", .datetime, t("Date de publication (UTC)")),
    OpenDataField("version", .integer, t("Numéro de la version donnée ici")),
    OpenDataField("version_du", .datetime, t("Date de cette version (UTC)")),
    OpenDataField("soutiens_collectivites", .integer, t("Soutiens de collectivités")),
    OpenDataField("soutiens_autres", .integer, t("Soutiens d’autres organismes")),
    OpenDataField("commentaires", .integer, t("Nombre de commentaires montrés")),
    OpenDataField("pieces_jointes", .integer, t("Nombre de pièces jointes publiques")),
    OpenDataField("pieces_jointes_adresses", .string, t("Leurs adresses, séparées par des espaces")),
  ]
  private static let ending: [OpenDataField] = [
    OpenDataField("retiree_le", .datetime, t("Date du retrait (UTC)")),
    OpenDataField("motif_retrait", .string, t("Raison du retrait")),
    band,
  ]
  private static let support: [OpenDataField] = [
    OpenDataField("contribution_numero", .integer, t("Numéro de la contribution dans la consultation")),
    OpenDataField("contribution_identifiant", .string, t("Identifiant de la contribution")),
    OpenDataField("soutenue_le", .datetime, t("Date du soutien (UTC)")),
  ]
  private static let statement: [OpenDataField] = [
    OpenDataField("usage", .string, t("Ce que l’organisme en ferait, s’il le dit")),
    OpenDataField("langue", .string, t("Langue du texte : fr ou en")),
    OpenDataField("pret_a_experimenter", .boolean, t("Prêt à expérimenter")),
    OpenDataField("pret_a_co_porter", .boolean, t("Prêt à co-porter")),
  ]
  private static let band = OpenDataField(
    "avertissement", .string, t("Rempli quand les données sont inventées, pour une démonstration"))
}
