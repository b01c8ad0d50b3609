import Localization
import Platform

/// The calendar of a consultation as an administrator types it: for each phase the minute when it opens and the last
/// one in which one may act, on the clocks of Paris; both empty for a phase that there is not.
struct CalendarTyped: PreparedPart {
  static let fields: Set<String> = Set(PhaseKind.allCases.flatMap { [opening($0), closing($0)] })
    .union([revisionField])
  static func opening(_ kind: PhaseKind) -> String { kind.slug + "-ouverture" }
  static func closing(_ kind: PhaseKind) -> String { kind.slug + "-cloture" }

  /// What was typed, by field: `2021-03-15T23:59`.
  var typed: [String: String]
  var seen: String?

  init(_ visit: Visit) {
    seen = visit.form[Self.revisionField]
    typed = Dictionary(uniqueKeysWithValues: Self.fields.map { ($0, (visit.form[$0] ?? "").trimmed) })
  }

  init(_ phases: [Phase]) {
    typed = [:]
    for phase in phases {
      typed[Self.opening(phase.kind)] = ParisTime(phase.opensAt).typed
      typed[Self.closing(phase.kind)] = phase.closesAt.map { ParisTime($0.adding(seconds: -60)).typed }
    }
  }

  var lines: [PreparedLine] {
    PhaseKind.allCases.flatMap { kind in
      let (opening, closing) = (Self.opening(kind), Self.closing(kind))
      return [
        PreparedLine(opening, t("\(kind.title) : ouvre le"), typed[opening] ?? ""),
        PreparedLine(closing, t("\(kind.title) : ferme après"), typed[closing] ?? ""),
      ]
    }
  }

  /// The phases that it says, in the order of the road.
  func phases() throws(CalendarRefusal) -> [Phase] {
    var phases: [Phase] = []
    for kind in PhaseKind.allCases {
      let (opening, closing) = (typed[Self.opening(kind)] ?? "", typed[Self.closing(kind)] ?? "")
      if opening.isEmpty && closing.isEmpty { continue }
      guard let opensAt = ParisTime.instant(opening) else { throw .noOpening(kind) }
      var closesAt: Instant?
      if !closing.isEmpty {
        guard let last = ParisTime.instant(closing) else { throw .unreadable(kind) }
        // « Until 23:59 » includes that minute.
        closesAt = last.adding(seconds: 60)
      }
      if let closesAt, closesAt <= opensAt { throw .backwards(kind) }
      if closesAt == nil, [.deposit, .vote].contains(kind) { throw .endless(kind) }
      if let before = phases.last, opensAt < before.opensAt { throw .early(kind) }
      phases.append(Phase(kind: kind, opensAt: opensAt, closesAt: closesAt))
    }
    guard phases.first?.kind == .deposit else { throw .noDeposit }
    return phases
  }
}

/// Why a calendar cannot be.
enum CalendarRefusal: FieldRefusal, Equatable {
  case noDeposit
  /// The deposit would open before the consultation was announced, its Rules with it.
  case beforeAnnouncement
  case noOpening(PhaseKind)
  case unreadable(PhaseKind)
  case backwards(PhaseKind)
  case endless(PhaseKind)
  /// It opens before the phase that it follows.
  case early(PhaseKind)
  /// A later room has something that stands on it.
  case vetoed(CalendarVeto)

  var status: Int { 422 }

  var field: String {
    switch self {
    case .noDeposit, .beforeAnnouncement: CalendarTyped.opening(.deposit)
    case .noOpening(let kind), .early(let kind): CalendarTyped.opening(kind)
    case .vetoed(let veto): veto.field
    case .unreadable(let kind), .backwards(let kind), .endless(let kind): CalendarTyped.closing(kind)
    }
  }

  var sentence: Phrase {
    switch self {
    case .noDeposit: t("Une consultation commence par un dépôt : donnez ses dates.")
    case .beforeAnnouncement: t("Le dépôt n’ouvre pas avant l’annonce de la consultation et de son règlement.")
    case .noOpening(let kind): t("\(kind.title) : donnez le jour et l’heure d’ouverture.")
    case .unreadable(let kind): t("\(kind.title) : cette clôture ne se lit pas. Exemple : 2021-03-15T17:00.")
    case .backwards(let kind): t("\(kind.title) : la clôture précède l’ouverture.")
    case .endless(let kind): t("\(kind.title) : donnez le jour et l’heure de clôture.")
    case .vetoed(let veto): veto.sentence
    case .early(let kind): t("\(kind.title) : cette phase ouvre avant celle qu’elle suit.")
    }
  }
}

extension PhaseKind {
  /// Its word in addresses and forms.
  package var slug: String {
    switch self {
    case .deposit: "depot"
    case .instruction: "instruction"
    case .vote: "vote"
    case .workingGroups: "groupes-de-travail"
    case .selection: "selection"
    case .experimentation: "experimentation"
    case .funding: "financement"
    }
  }
}
