import Deposits
import Forms
import Platform

/// The sheet of an invented service: who maintains it, who uses it, on what terms. Drawn from its title, so that it is
/// the same each time.
enum InventedSheet {
  private static let maintainers = [
    "La direction du numérique, deux agents", "Notre opérateur public de services numériques",
    "Une coopérative de développeurs, par un marché", "Une communauté de quatre collectivités",
  ]
  private static let users = [
    "Nous seuls, depuis deux ans", "Nos services et six communes voisines",
    "Toutes les communes de l’intercommunalité", "Une douzaine de collectivités de la région",
  ]
  private static let licences = ["EUPL-1.2", "AGPL-3.0-or-later", "", "MIT"]
  private static let costs = [
    "Environ 800\u{A0}€ par an, installation comprise", "Rien que l’hébergement",
    "Deux journées pour installer et former, puis rien", "",
  ]

  static func sheet(of contribution: InventedContribution) -> ServiceSheet {
    let draw = draw(contribution)
    let licence = licences[draw / 16 % licences.count]
    // Of its own: the same code has one sheet in the catalogue.
    let slug = Slug.make(contribution.title).prefix(40)
    return ServiceSheet(
      codeAddress: licence.isEmpty ? "" : "https://forge.example/\(slug)", licence: licence,
      maintainer: maintainers[draw % maintainers.count], users: users[draw / 4 % users.count],
      documentation: licence.isEmpty ? "" : "https://forge.example/\(slug)/documentation",
      cost: costs[draw / 64 % costs.count])
  }

  private static let data = [
    "Le nom, l’adresse et le téléphone des habitants qui font une demande.",
    "Le nom et l’adresse électronique des agents, rien sur les habitants.",
    "Le nom des enfants inscrits et celui de leurs parents.",
  ]

  /// What it says to the questions that are asked of services, as the questionnaire of the demonstration names them;
  /// one in three leaves them without an answer.
  static func answers(of contribution: InventedContribution) -> Answers {
    let draw = draw(contribution)
    guard draw % 3 > 0 else { return Answers() }
    let accounts = ["sans", "etat", "propre"][draw / 5 % 3]
    return Answers([
      "comptes": [accounts], "donnees": accounts == "sans" ? [] : [data[draw / 7 % data.count]],
      "usagers": draw % 4 == 0 ? [] : [String(20 + draw % 1_900)],
    ])
  }

  private static func draw(_ contribution: InventedContribution) -> Int {
    contribution.title.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
  }
}
