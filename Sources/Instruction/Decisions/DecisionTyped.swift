import Deposits
import Platform

/// A decision as the desk sends it.
struct DecisionTyped: Input {
  static let fields: Set<String> = [
    "decision", "version", "partie", "proposition", "nouvelle", "guichet", "article", "raison", "suite",
  ]
  var kind: Decision.Kind?
  var version: Int
  var part: Int?
  var propositions: [String]
  var newTitle: String
  var addressee: String
  var article: String
  var reason: String
  /// Where one goes on from: the filters of the queue.
  var queue: String

  init() {
    (kind, version, part, propositions) = (nil, 0, nil, [])
    (newTitle, addressee, article, reason, queue) = ("", "", "", "", "")
  }

  init(_ visit: Visit) {
    let form = visit.form
    kind = form["decision"].flatMap(Decision.Kind.init(slug:))
    version = form["version"].flatMap { Int($0) } ?? 0
    part = form["partie"].flatMap { Int($0) }
    propositions = form.all("proposition").filter { !$0.isEmpty }
    newTitle = ContributionText.line(form["nouvelle"])
    addressee = form["guichet"] ?? ""
    article = form["article"] ?? ""
    reason = ContributionText.text(form["raison"])
    queue = String((form["suite"] ?? "").prefix(2_000))
  }

  /// What is chosen; nil where no kind is.
  var choice: Decision.Choice? {
    switch kind {
    case .grouped where propositions.isEmpty: .groupedAnew(title: newTitle)
    case .grouped: .grouped(propositions)
    case .kept: .kept
    case .redirected: .redirected(addressee: addressee)
    case .rejected: .rejected(article: article)
    case nil: nil
    }
  }
}

/// What an instructor writes to her colleagues.
struct NoteTyped: Input {
  static let fields: Set<String> = ["note"]
  var text: String
  init(_ visit: Visit) { text = ContributionText.text(visit.form["note"]) }
}
