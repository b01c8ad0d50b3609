import Deposits

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
    let draw = contribution.title.utf8.reduce(7) { ($0 &* 31 &+ Int($1)) & 0xFFFF }
    let licence = licences[draw / 16 % licences.count]
    let slug = draw % 9_000 + 1_000
    return ServiceSheet(
      codeAddress: licence.isEmpty ? "" : "https://forge.example/service-\(slug)", licence: licence,
      maintainer: maintainers[draw % maintainers.count], users: users[draw / 4 % users.count],
      documentation: licence.isEmpty ? "" : "https://forge.example/service-\(slug)/documentation",
      cost: costs[draw / 64 % costs.count])
  }
}
