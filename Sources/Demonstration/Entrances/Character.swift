import Directory
package import Localization
import Platform

/// Somebody who can be played in the demonstration; invented, at an address that receives nothing.
package struct Character: Sendable {
  enum Organisations: Sendable {
    case none, smallCommune
    case commune(Int), communes([Int])
    case operatorAndMembers, association
  }

  /// Her word in the address.
  package var key: String
  var name: String
  var mail: String
  var kind: Mandate.Kind
  var organisations: Organisations
  var role: RoleKind?
  /// What one sees through her eyes.
  package var sentence: Phrase

  package static let all: [Character] = [
    Character(
      key: "secretaire", name: "Camille Roche", mail: "camille.roche@wanadoo.example", kind: .agent,
      organisations: .smallCommune, role: nil, sentence: t("Secrétaire seule d’une petite commune.")),
    Character(
      key: "agent", name: "Dominique Vial", mail: "dominique.vial@mairie.example", kind: .agent,
      organisations: .commune(0), role: nil, sentence: t("Agent d’une commune, qui cherche et soutient.")),
    Character(
      key: "maire", name: "Claude Sorel", mail: "claude.sorel@mairie.example", kind: .elected,
      organisations: .commune(1), role: nil, sentence: t("Maire, sur son téléphone.")),
    Character(
      key: "operateur", name: "Maxime Aubry", mail: "maxime.aubry@syndicat.example", kind: .agent,
      organisations: .operatorAndMembers, role: nil, sentence: t("Opérateur qui agit aussi pour trois communes.")),
    Character(
      key: "association", name: "Andrea Lenoir", mail: "andrea.lenoir@association.example", kind: .agent,
      organisations: .association, role: nil, sentence: t("Déléguée d’une association, comptée à part.")),
    Character(
      key: "nouvelle", name: "Alex Morin", mail: "alex.morin@wanadoo.example", kind: .agent,
      organisations: .none, role: nil, sentence: t("Personne nouvelle, qui n’agit encore pour aucun organisme.")),
    Character(
      key: "instructeur", name: "Sacha Perrin", mail: "sacha.perrin@agence.example", kind: .agent,
      organisations: .none, role: .instructor, sentence: t("Instructeur, qui lit et répond.")),
    Character(
      key: "instructrice", name: "Noa Girard", mail: "noa.girard@agence.example", kind: .agent,
      organisations: .none, role: .instructor, sentence: t("Instructrice, pour la seconde lecture.")),
    Character(
      key: "administrateur", name: "Lou Marchand", mail: "lou.marchand@agence.example", kind: .agent,
      organisations: .none, role: .administrator, sentence: t("Administrateur de la plateforme.")),
    Character(
      key: "itinerante", name: "Ange Tessier", mail: "ange.tessier@mairie.example", kind: .agent,
      organisations: .communes([2, 3]), role: nil,
      sentence: t("Secrétaire itinérante, qui agit pour deux communes à la fois.")),
    Character(
      key: "collegue", name: "Lise Fabre", mail: "lise.fabre@mairie.example", kind: .agent,
      organisations: .commune(2), role: nil,
      sentence: t("Agent de l’une de ces deux communes : toutes deux écrivent dans les mêmes brouillons.")),
    Character(
      key: "presidente", name: "Maud Delorme", mail: "maud.delorme@agence.example", kind: .agent,
      organisations: .none, role: nil, sentence: t("Présidente du comité de sélection, après le vote.")),
    Character(
      key: "membre", name: "Yann Guillou", mail: "yann.guillou@selection.example", kind: .agent,
      organisations: .none, role: nil, sentence: t("Membre du comité de sélection, qui note et décide.")),
  ]
}
