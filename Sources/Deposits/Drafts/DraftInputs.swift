import Platform

/// A draft as it is sent to be kept: its text, how one had seen it, and where one goes on to.
struct DraftTyped: Input {
  /// Where one goes once it is saved.
  enum Onward: String, Sendable {
    case stay = "enregistrer", preview = "relire", attachments = "pieces", codepositors = "co-deposants"
  }

  static let fields = ContributionText.fields.union(["revision", "fenetre", "base", "action", "rubrique", "pour"])
  static let prefixes: Set<String> = [ExtraAnswers.prefix]
  var text: ContributionText
  var seen: DraftSeen
  var onward: Onward

  init(text: ContributionText, revision: Int) {
    self.text = text
    seen = DraftSeen(revision: revision)
    onward = .stay
  }

  init(_ visit: Visit) {
    text = ContributionText(visit.form, pageLanguage: visit.language)
    seen = DraftSeen(visit)
    onward = visit.form["action"].flatMap(Onward.init(rawValue:)) ?? .stay
  }
}

/// Publishing, now or as soon as one is confirmed, the revision that one has read again.
struct PublicationTyped: Input {
  static let fields: Set<String> = ["des-que", "revision"]
  var whenConfirmed: Bool
  /// Nil where it is not said.
  var revision: Int?
  init(_ visit: Visit) {
    whenConfirmed = visit.form["des-que"] != nil
    revision = visit.form["revision"].flatMap { Int($0) }
  }
}

/// Deleting a draft as one has seen it.
struct DraftDeletionTyped: Input {
  static let fields: Set<String> = ["revision"]
  /// Nil where it is not said.
  var revision: Int?
  init(_ visit: Visit) { revision = visit.form["revision"].flatMap { Int($0) } }
}
