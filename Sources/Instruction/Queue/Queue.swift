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
  /// The token of an instructor, where only those that are given to her are asked for; `nobody` for those of no one.
  var assignee = ""
  /// Whether only what one has ticked is asked for.
  var isSelection = false
  /// What it asks for besides its tab and the filters of the list.
  private(set) var besides: SQL?

  static let nobody = "personne"

  enum Tab: String, Sendable, CaseIterable {
    case todo = "a-faire", mine = "miennes", again = "texte-corrige", second = "seconde-lecture",
      reexaminations = "reexamens", done = "faites", all = "toutes"

    var title: Phrase {
      switch self {
      case .mine: t("Les miennes")
      case .todo: t("À faire")
      case .again: t("Texte corrigé")
      case .second: t("Seconde lecture")
      case .reexaminations: t("Réexamens")
      case .done: t("Faites")
      case .all: t("Toutes")
      }
    }
  }

  init(_ fields: FormFields, for person: Int64, at now: Instant) {
    filter = ContributionFilter(fields, at: now)
    tab = fields["onglet"].flatMap(Tab.init(rawValue:)) ?? .all
    let asked = fields["instructeur"] ?? ""
    assignee = asked == Self.nobody ? asked : Token(prefixOf: asked)?.text ?? ""
    var held: [SQL] = assignee.isEmpty ? [] : [Self.condition(givenTo: assignee)]
    isSelection = fields["selection"] == "moi"
    if isSelection { held.append(Selection.condition(of: person)) }
    if !held.isEmpty { besides = held.joined(separator: " AND ") }
    if tab != .all { held.append(Self.condition(tab, for: person, at: now)) }
    if !held.isEmpty { filter.held = held.joined(separator: " AND ") }
  }

  /// What its address holds besides the filters of the list.
  var kept: [(name: String, value: String)] {
    var kept: [(name: String, value: String)] = []
    if tab != .all { kept.append(("onglet", tab.rawValue)) }
    if !assignee.isEmpty { kept.append(("instructeur", assignee)) }
    if isSelection { kept.append(("selection", "moi")) }
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

  /// Whether nothing but its tab restricts it.
  var isWholeTab: Bool { assignee.isEmpty && !isSelection && filter.query.isEmpty && !filter.restrictsBesidesHeld }

  /// The same filters under another tab, from its first page.
  func at(tab: Tab) -> Queue {
    var queue = at(page: 1)
    queue.tab = tab
    return queue
  }
}

extension FormFields {
  /// `?onglet=a-faire&theme=accueil`, as a page has kept it; empty where it cannot be read.
  init(query: String) { self = (try? FormFields(urlencoded: query.drop { $0 == "?" })) ?? FormFields() }
}
