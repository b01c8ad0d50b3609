import Localization
import Platform

/// A comment as it is sent: its words, for whom, in answer to what. Its token makes a second click find the first.
struct CommentTyped: Input {
  static let fields: Set<String> = ["texte", "langue", "organisme", "reponse", "jeton"]
  var text: CommentText
  /// Nil for the organisation in use.
  var organisation: String?
  /// The token of the comment that it answers.
  var parent: String?
  var token: String?

  init(_ visit: Visit) {
    text = CommentText(visit.form, pageLanguage: visit.language)
    organisation = visit.form["organisme"]
    parent = visit.form["reponse"].flatMap { $0.isEmpty ? nil : $0 }
    token = visit.form["jeton"].flatMap { Token(prefixOf: $0)?.text }
  }
}

/// Another wording.
struct CommentWordingTyped: Input {
  static let fields: Set<String> = ["texte", "langue"]
  var text: CommentText
  init(_ visit: Visit) { text = CommentText(visit.form, pageLanguage: visit.language) }
}

struct CommentReportTyped: Input {
  static let fields: Set<String> = ["motif", "message"]
  var ground: CommentReport.Ground?
  var message: String

  init(_ visit: Visit) {
    ground = visit.form["motif"].flatMap { CommentReport.Ground(rawValue: $0) }
    message = CommentText.kept(visit.form["message"])
  }
}

struct CommentHidingTyped: Input {
  static let fields: Set<String> = ["motif"]
  var reason: String
  init(_ visit: Visit) { reason = CommentText.kept(visit.form["motif"]) }
}
