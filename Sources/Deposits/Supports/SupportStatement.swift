package import Localization
import Platform

/// What an organisation may say with its support: what it would do with what is asked, whether it is ready to
/// experiment or to carry it with others. Said when the support is given or later; a new statement takes the place of
/// the last.
package struct SupportStatement: Sendable, Equatable {
  package var purpose = ""
  package var language = Language.french
  /// « prêt à expérimenter »
  package var experiments = false
  /// « prêt à co-porter »
  package var coCarries = false

  package static let longestPurpose = 1000

  package init(purpose: String = "", language: Language = .french, experiments: Bool = false, coCarries: Bool = false) {
    self.purpose = purpose
    self.language = language
    self.experiments = experiments
    self.coCarries = coCarries
  }

  static let fields: Set<String> = ["usage", "langue", "pret"]

  init(_ form: FormFields, pageLanguage: Language) {
    purpose = CommentText.kept(form["usage"])
    language = form["langue"].flatMap { Language(rawValue: $0) } ?? pageLanguage
    experiments = form.all("pret").contains("experimenter")
    coCarries = form.all("pret").contains("co-porter")
  }

  package var isEmpty: Bool { purpose.isEmpty && !experiments && !coCarries }

  package var refusal: Refusal? {
    purpose.unicodeScalars.count > Self.longestPurpose ? .longPurpose : nil
  }

  package enum Refusal: FieldRefusal, Equatable {
    /// The contribution was taken back meanwhile.
    case longPurpose, withdrawn
    package var status: Int { self == .withdrawn ? 410 : 422 }
    package var field: String { "usage" }
    package var sentence: Phrase {
      switch self {
      case .longPurpose: t("Ce texte est trop long : 1 000 caractères au plus.")
      case .withdrawn: CommentRefusal.withdrawn.sentence
      }
    }
  }
}
