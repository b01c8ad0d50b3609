import HTML
import Localization
import Platform

/// The remedies of a consultation as an administrator types them.
struct RemediesTyped: PreparedPart {
  static let fields: Set<String> = ["jours", "mention", "mention-anglais", revisionField]
  var days: String
  var mention: String
  var english: String
  var seen: String?

  init(_ remedies: Remedies) {
    days = String(remedies.days)
    (mention, english) = (remedies.mention, remedies.mentionEnglish)
  }

  init(_ visit: Visit) {
    seen = visit.form[Self.revisionField]
    days = (visit.form["jours"] ?? "").trimmed
    mention = Self.text(visit.form["mention"])
    english = Self.text(visit.form["mention-anglais"])
  }

  /// As browsers send it, lines end by two characters.
  private static func text(_ typed: String?) -> String {
    (typed ?? "").replacing("\r\n", with: "\n").trimmed
  }

  var lines: [PreparedLine] {
    [
      PreparedLine("jours", t("Délai, en jours ouvrés"), days),
      PreparedLine("mention", t("Mention des voies et délais de recours"), mention),
      PreparedLine("mention-anglais", t("La même en anglais"), english),
    ]
  }

  func remedies() throws(RemediesRefusal) -> Remedies {
    guard let days = Int(days), (1...Remedies.mostDays).contains(days) else { throw .badDays }
    guard mention.unicodeScalars.count <= Remedies.longestMention else { throw .longMention }
    guard english.unicodeScalars.count <= Remedies.longestMention else { throw .longEnglish }
    guard english.isEmpty || !mention.isEmpty else { throw .englishAlone }
    return Remedies(days: days, mention: mention, mentionEnglish: english)
  }
}

/// For how long a re-examination may be asked, and the legal mention of letters.
struct RemediesPage: Component {
  var consultation: Consultation
  var typed: RemediesTyped
  var refusal: RemediesRefusal?
  var conflict: PreparationConflict?
  var language: Language

  private var revision: String { typed.seen ?? typed.revision }
  private var back: String { language.address(PreparationAddress(consultation).path) }
  private var action: String { language.address(RemediesAddress(consultation).path) }
  private func refusal(of name: String) -> Phrase? { refusal?.field == name ? refusal?.sentence : nil }

  var body: some Markup {
    a(.class("back"), .href(back)) { consultation.title }
    h1 { t("Réexamen et voies de recours") }
    p(.class("lead")) {
      t("Une décision publiée peut être réexaminée une fois, à la demande de qui a déposé la contribution.")
    }
    if typed.mention.isEmpty { MissingMention() }
    postForm(.action(action), .named("novalidate", "")) {
      if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
      SeenRevision(revision: revision, conflict: conflict)
      TextField(
        "jours", t("Délai, en jours ouvrés"), kind: .digits, value: typed.days, longest: 3,
        help: t("De 1 à 60. Le jour de la publication ne compte pas ; les décisions déjà publiées gardent leur délai."),
        refusal: refusal(of: "jours"))
      TextArea(
        "mention", t("Mention des voies et délais de recours"), value: typed.mention,
        longest: Remedies.longestMention, rows: 8,
        help: t("Elle est écrite telle quelle dans les courriels de décision et de réponse."),
        refusal: refusal(of: "mention"), isOptional: true)
      TextArea(
        "mention-anglais", t("La même en anglais"), value: typed.english, longest: Remedies.longestMention, rows: 8,
        refusal: refusal(of: "mention-anglais"), isOptional: true)
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Enregistrer") } }
    }
  }
}

private struct MissingMention: Component {
  var body: some Markup {
    div(.class("notice notice-wait")) {
      p {
        t("Aucune mention n’est écrite : les courriels de décision ne diront rien des recours devant le juge.")
      }
      p {
        t("Demandez à votre service juridique quelle juridiction, quel délai et quel recours préalable indiquer.")
      }
    }
  }
}
