package import Localization
import Storage

/// When a phase opens or closes: an end of the time in which an act may be done.
package enum CalendarMoment: Sendable, Hashable {
  case opening(PhaseKind)
  case closing(PhaseKind)

  package var phase: PhaseKind {
    switch self {
    case .opening(let phase), .closing(let phase): phase
    }
  }

  /// In the order of the road.
  package static let all: [CalendarMoment] = PhaseKind.allCases.flatMap { [.opening($0), .closing($0)] }

  /// Its place on the road.
  var place: Int { Self.all.firstIndex(of: self) ?? 0 }

  package var title: Phrase {
    switch self {
    case .opening(.deposit): t("ouverture du dépôt")
    case .closing(.deposit): t("clôture du dépôt")
    case .opening(.instruction): t("ouverture de l’instruction")
    case .closing(.instruction): t("fin de l’instruction, quand les décisions sont publiées")
    case .opening(.vote): t("ouverture du vote")
    case .closing(.vote): t("clôture du vote")
    case .opening(.workingGroups): t("ouverture des groupes de travail")
    case .closing(.workingGroups): t("fin des groupes de travail")
    case .opening(.selection): t("ouverture de la sélection")
    case .closing(.selection): t("fin de la sélection")
    case .opening(.experimentation): t("ouverture de l’expérimentation")
    case .closing(.experimentation): t("fin de l’expérimentation")
    case .opening(.funding): t("ouverture du financement")
    case .closing(.funding): t("fin du financement")
    }
  }

  /// Its word in forms and files: `depot-ouverture`.
  package var slug: String {
    switch self {
    case .opening(let phase): CalendarTyped.opening(phase)
    case .closing(let phase): CalendarTyped.closing(phase)
    }
  }

  package init?(slug: String) {
    guard let found = Self.all.first(where: { $0.slug == slug }) else { return nil }
    self = found
  }
}

extension CalendarMoment: RawRepresentable, ColumnCodable {
  /// Its word in the database.
  package var rawValue: String {
    switch self {
    case .opening(let phase): phase.rawValue + ".opens"
    case .closing(let phase): phase.rawValue + ".closes"
    }
  }

  package init?(rawValue: String) {
    guard let found = Self.all.first(where: { $0.rawValue == rawValue }) else { return nil }
    self = found
  }
}
