/// The stratum in which an organisation is counted, by municipal population (DESIGN §6).
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

  private init(communeOf population: Int) {
    switch population {
    case ..<500: self = .under500
    case ..<3_500: self = .from500
    case ..<20_000: self = .from3500
    default: self = .from20000
    }
  }
}
