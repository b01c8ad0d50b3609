package import Localization

/// The stratum in which an organisation is counted, by municipal population.
package enum SizeStratum: String, CaseIterable, Sendable {
  case under500
  case from500
  case from3500
  case from20000
  case intercommunality
  case other

  /// - Parameters:
  ///   - kind: what the organisation is.
  ///   - population: its inhabitants (municipal population); only a commune's counts.
  package init(kind: RegisterEntry.Kind, population: Int?) {
    switch (kind, population) {
    case (.intercommunality, _): self = .intercommunality
    case (.commune, let population?): self = SizeStratum(communeOf: population)
    default: self = .other
    }
  }

  /// The inhabitants that put a commune in it; nil for what no population tells.
  package var population: Range<Int>? {
    switch self {
    case .under500: 0..<500
    case .from500: 500..<3_500
    case .from3500: 3_500..<20_000
    case .from20000: 20_000..<Int(Int32.max)
    case .intercommunality, .other: nil
    }
  }

  package var title: Phrase {
    switch self {
    case .under500: t("Moins de 500 habitants")
    case .from500: t("500 à 3 499 habitants")
    case .from3500: t("3 500 à 19 999 habitants")
    case .from20000: t("20 000 habitants et plus")
    case .intercommunality: t("Intercommunalités")
    case .other: t("Autres organismes")
    }
  }

  private init(communeOf population: Int) {
    self = Self.allCases.first { $0.population?.contains(population) ?? false } ?? .from20000
  }
}
