import Consultations
import Deposits
import Platform
import Storage

/// A decision as the desk sends it.
struct DecisionTyped: Input {
  static let fields: Set<String> = [
    "decision", "version", "partie", "proposition", "nouvelle", "guichet", "article", "raison", "suite",
    "geste",
  ]
  var kind: Decision.Kind?
  var version: Int
  var part: Int?
  /// As the lists of the form have them, in order: the first, empty, asks for a new one.
  var propositions: [String]
  var newTitle: String
  var addressee: String
  var article: String
  var reason: String
  /// Where one goes on from: the filters of the queue.
  var queue: String
  /// Only what the author would read is asked for.
  var isPreview = false

  init() {
    (kind, version, part, propositions) = (nil, 0, nil, [])
    (newTitle, addressee, article, reason, queue) = ("", "", "", "", "")
  }

  init(queue: String) {
    self.init()
    self.queue = queue
  }

  /// What a link offers to begin with: a kind, and the title of a new proposition.
  init(offered query: FormFields) {
    self.init()
    kind = query["decision"].flatMap(Decision.Kind.init(slug:))
    newTitle = String(ContributionText.line(query["nouvelle"]).prefix(Proposition.Wording.longestTitle))
  }

  init(_ visit: Visit) {
    let form = visit.form
    kind = form["decision"].flatMap(Decision.Kind.init(slug:))
    version = form["version"].flatMap { Int($0) } ?? 0
    part = form["partie"].flatMap { Int($0) }
    propositions = Array(form.all("proposition").prefix(10))
    newTitle = ContributionText.line(form["nouvelle"])
    addressee = form["guichet"] ?? ""
    article = form["article"] ?? ""
    reason = ContributionText.text(form["raison"])
    queue = DeskStep.queue(of: visit)
    isPreview = form["geste"] == "apercu"
  }

  var isNew: Bool { propositions.first.map(\.isEmpty) ?? true }
  var existing: [String] { propositions.filter { !$0.isEmpty } }

  /// What is chosen; nil where no kind is.
  var choice: Decision.Choice? {
    switch kind {
    case .grouped where isNew: .groupedAnew(title: newTitle, with: existing)
    case .grouped: .grouped(existing)
    case .kept: .kept
    case .redirected: .redirected(addressee: addressee)
    case .rejected: .rejected(article: article)
    case nil: nil
    }
  }

  /// What it is about: the part that it names, in the version that was on the screen.
  /// - Throws: `DecisionRefusal.partGone`.
  func read(
    _ contribution: Contribution, in consultation: Consultation, _ db: Snapshot
  ) throws -> ReadContribution {
    let chosen = try part.map { number in
      guard let found = try Part.all(of: contribution.id, db).first(where: { $0.number == number }) else {
        throw DecisionRefusal.partGone
      }
      return found
    }
    return ReadContribution(contribution, in: consultation, version: version, part: chosen)
  }
}

/// What an instructor writes to her colleagues.
struct NoteTyped: Input {
  static let fields: Set<String> = ["note", "suite"]
  var text: String
  var queue: String

  init(_ visit: Visit) {
    text = ContributionText.text(visit.form["note"])
    queue = DeskStep.queue(of: visit)
  }
}
