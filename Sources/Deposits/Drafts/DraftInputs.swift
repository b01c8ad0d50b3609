import Platform

/// A draft as it is sent to be kept: its text, the revision that one had seen, and whether one goes on to read it
/// again.
struct DraftTyped: Input {
  static let fields = ContributionText.fields.union(["revision", "action", "rubrique"])
  static let prefixes: Set<String> = [ExtraAnswers.prefix]
  var text: ContributionText
  var revision: Int
  var goesOn: Bool

  init(text: ContributionText, revision: Int) {
    self.text = text
    self.revision = revision
    goesOn = false
  }

  init(_ visit: Visit) {
    text = ContributionText(visit.form, pageLanguage: visit.language)
    revision = visit.form["revision"].flatMap { Int($0) } ?? 0
    goesOn = visit.form["action"] == "relire"
  }
}

/// Publishing, now or as soon as one is confirmed.
struct PublicationTyped: Input {
  static let fields: Set<String> = ["des-que"]
  var whenConfirmed: Bool
  init(_ visit: Visit) { whenConfirmed = visit.form["des-que"] != nil }
}
