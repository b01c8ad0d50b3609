import Directory
import Localization
import Platform

/// The table as an administrator ticks it: for each act the kinds of organisation, and its two moments.
struct ParticipationTyped: PreparedPart {
  static let fields: Set<String> = Set(ConsultationAct.allCases.flatMap { [kinds($0), opens($0), ends($0)] })
    .union([revisionField])
  static func kinds(_ act: ConsultationAct) -> String { "qui-" + act.slug }
  static func opens(_ act: ConsultationAct) -> String { "de-" + act.slug }
  static func ends(_ act: ConsultationAct) -> String { "a-" + act.slug }

  var table: Participation
  /// The acts whose moments were not words of the calendar.
  private var unread: [ConsultationAct]
  var seen: String?

  init(_ table: Participation) {
    self.table = table
    unread = []
  }

  init(_ visit: Visit) {
    table = Participation()
    unread = []
    seen = visit.form[Self.revisionField]
    for act in ConsultationAct.allCases {
      let kinds = visit.form.all(Self.kinds(act)).compactMap(OrganisationKind.init(slug:))
      let opens = visit.form[Self.opens(act)].flatMap(CalendarMoment.init(slug:))
      let ends = visit.form[Self.ends(act)].flatMap(CalendarMoment.init(slug:))
      if opens == nil || ends == nil { unread.append(act) }
      table[act] = .init(Set(kinds), from: opens ?? act.usual.opens, until: ends ?? act.usual.ends)
    }
  }

  var refusal: ParticipationTableRefusal? {
    if let act = unread.first { return .unreadable(act) }
    if table[.need].kinds.isEmpty && table[.service].kinds.isEmpty { return .nobody }
    let backwards = ConsultationAct.allCases.first { table[$0].opens.place >= table[$0].ends.place }
    return backwards.map { .backwards($0) }
  }

  var lines: [PreparedLine] {
    ConsultationAct.allCases.flatMap { act in
      let rule = table[act]
      let kinds = OrganisationKind.allCases.filter(rule.kinds.contains)
      return [
        PreparedLine(Self.kinds(act), act.title, kinds.map(\.slug).joined(separator: " "), shown: kinds.map(\.plural)),
        PreparedLine(Self.opens(act), act.title, rule.opens.slug, shown: [t("de :"), rule.opens.title]),
        PreparedLine(Self.ends(act), act.title, rule.ends.slug, shown: [t("jusqu’à :"), rule.ends.title]),
      ]
    }
  }
}

/// Why a table cannot be.
enum ParticipationTableRefusal: FieldRefusal, Equatable {
  case nobody
  case unreadable(ConsultationAct)
  case backwards(ConsultationAct)

  var status: Int { 422 }

  var field: String {
    switch self {
    case .nobody: ParticipationTyped.kinds(.need)
    case .unreadable(let act), .backwards(let act): ParticipationTyped.opens(act)
    }
  }

  var sentence: Phrase {
    switch self {
    case .nobody: t("Cochez au moins un type d’organisme qui dépose.")
    case .unreadable(let act): t("\(act.title) : choisissez les deux moments dans les listes.")
    case .backwards(let act): t("\(act.title) : la fin précède le début.")
    }
  }
}
