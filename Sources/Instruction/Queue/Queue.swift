import Consultations
import Deposits
import Localization
import Platform
import Storage

/// What an instructor looks at of the contributions of a consultation: one tab, under the filters of the list. It is
/// whole in its address.
struct Queue: Sendable, Equatable {
  var filter: ContributionFilter
  var tab: Tab
  /// The token of an instructor, where only those that are given to her are asked for.
  var assignee = ""

  enum Tab: String, Sendable, CaseIterable {
    case todo = "a-faire", mine = "miennes", again = "a-revoir", second = "a-relire", done = "faites", all = "toutes"

    var title: Phrase {
      switch self {
      case .mine: t("Les miennes")
      case .todo: t("À faire")
      case .again: t("À revoir")
      case .second: t("À relire")
      case .done: t("Faites")
      case .all: t("Toutes")
      }
    }
  }

  init(_ fields: FormFields, for person: Int64, at now: Instant) {
    filter = ContributionFilter(fields, at: now)
    tab = fields["onglet"].flatMap(Tab.init(rawValue:)) ?? .all
    assignee = fields["instructeur"].flatMap { Token(prefixOf: $0) }?.text ?? ""
    var held: [SQL] = tab == .all ? [] : [Self.condition(tab, for: person)]
    if !assignee.isEmpty { held.append(Self.condition(givenTo: assignee)) }
    if !held.isEmpty { filter.held = held.joined(separator: " AND ") }
  }

  /// What its address holds besides the filters of the list.
  var kept: [(name: String, value: String)] {
    var kept: [(name: String, value: String)] = []
    if tab != .all { kept.append(("onglet", tab.rawValue)) }
    if !assignee.isEmpty { kept.append(("instructeur", assignee)) }
    return kept
  }

  /// `?onglet=a-faire&theme=accueil`, or nothing.
  var queryString: String {
    let filters = filter.queryString
    let words = kept.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    if words.isEmpty { return filters }
    return (filters.isEmpty ? "?" : filters + "&") + words
  }

  func at(page: Int) -> Queue {
    var queue = self
    queue.filter.page = page
    return queue
  }

  /// The same filters under another tab, from its first page.
  func at(tab: Tab) -> Queue {
    var queue = at(page: 1)
    queue.tab = tab
    return queue
  }

  /// Lets through what is decided whole: itself, or each of its parts.
  private static let isDecided: SQL = """
    (EXISTS (SELECT 1 FROM decision WHERE decision.contribution_id = contribution.id
        AND decision.ended_event_id IS NULL)
      AND NOT EXISTS (SELECT 1 FROM part WHERE part.contribution_id = contribution.id AND part.ended_event_id IS NULL
        AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.part_id = part.id AND decision.ended_event_id IS NULL)))
    """

  /// Which contributions a tab holds, for somebody.
  static func condition(_ tab: Tab, for person: Int64) -> SQL {
    switch tab {
    case .all: "1 = 1"
    case .todo: "NOT \(isDecided)"
    case .done: isDecided
    case .mine:
      """
      NOT \(isDecided) AND EXISTS (SELECT 1 FROM assignment WHERE assignment.contribution_id = contribution.id
        AND assignment.person_id = \(person) AND assignment.ended_event_id IS NULL)
      """
    case .again:
      """
      EXISTS (SELECT 1 FROM decision WHERE decision.contribution_id = contribution.id
        AND decision.ended_event_id IS NULL AND decision.version < contribution.version)
      """
    case .second:
      """
      EXISTS (SELECT 1 FROM decision WHERE decision.contribution_id = contribution.id
        AND decision.ended_event_id IS NULL AND decision.kind IN ('redirected', 'rejected')
        AND coalesce(decision.person_id, 0) <> \(person)
        AND NOT EXISTS (SELECT 1 FROM second_reading WHERE second_reading.decision_id = decision.id
          AND second_reading.ended_event_id IS NULL)
        AND NOT EXISTS (SELECT 1 FROM decision_publication WHERE decision_publication.decision_id = decision.id))
      """
    }
  }

  private static func condition(givenTo token: String) -> SQL {
    """
    EXISTS (SELECT 1 FROM assignment JOIN person ON person.id = assignment.person_id
      WHERE assignment.contribution_id = contribution.id AND assignment.ended_event_id IS NULL
        AND person.token = \(token))
    """
  }

  /// How many stand in each tab, without filters.
  static func counts(in consultation: Int64, for person: Int64, _ db: Snapshot) throws -> [Tab: Int] {
    var counts: [Tab: Int] = [:]
    for tab in Tab.allCases {
      counts[tab] =
        try db.value(
          """
          SELECT count(*) FROM contribution WHERE contribution.consultation_id = \(consultation)
            AND \(Withdrawal.stands) AND \(condition(tab, for: person))
          """, as: Int.self) ?? 0
    }
    return counts
  }

  /// The contributions before and after one, under the same filters, in the order of their numbers; after the last
  /// comes the first.
  func neighbours(of contribution: Contribution, _ db: Snapshot) throws -> (previous: String?, next: String?) {
    let held: SQL = "\(filter.condition(contribution.consultation)) AND contribution.id <> \(contribution.id)"
    let previous = try db.value(
      """
      SELECT token FROM contribution WHERE \(held) AND number < \(contribution.number) ORDER BY number DESC LIMIT 1
      """, as: String.self)
    let next = try db.value(
      "SELECT token FROM contribution WHERE \(held) AND number > \(contribution.number) ORDER BY number LIMIT 1",
      as: String.self)
    guard next == nil else { return (previous, next) }
    let first = try db.value(
      "SELECT token FROM contribution WHERE \(held) AND number < \(contribution.number) ORDER BY number LIMIT 1",
      as: String.self)
    return (previous, first)
  }
}

extension FormFields {
  /// `?onglet=a-faire&theme=accueil`, as a page has kept it; empty where it cannot be read.
  init(query: String) { self = (try? FormFields(urlencoded: query.drop { $0 == "?" })) ?? FormFields() }
}
