import Consultations
import HTML
import Localization
import Platform

/// The contribution or the comment that a page of acts is about.
private struct Subject: Component {
  var consultation: Consultation
  var contribution: Contribution
  var language: Language
  private var back: String {
    language.address(ContributionAddress(contribution, in: consultation).path) + "#commentaires"
  }
  var body: some Markup { a(.class("back"), .href(back)) { t("← La contribution") } }
}

/// The words of a comment, quoted.
struct QuotedComment: Component {
  var text: CommentText
  var body: some Markup {
    div(.class("card quoted"), .lang(text.language.rawValue)) {
      div(.class("prose")) { Markdown(text.text) }
    }
  }
}

/// Writing a comment, or a reply.
struct CommentPage: Component {
  var consultation: Consultation
  var contribution: Contribution
  var parent: Comment?
  /// Who wrote that comment.
  var speaker: String
  var form: CommentForm
  var openings: Openings
  var language: Language

  var title: Phrase { parent == nil ? t("Commenter") : t("Répondre") }
  private var kept: ParticipationRefusal? { openings.refusal(of: .comment, forAnyOf: form.standings) }
  private var answered: Phrase { t("\(speaker) a écrit :") }

  var body: some Markup {
    Subject(consultation: consultation, contribution: contribution, language: language)
    h1 { title }
    p(.class("lead"), .lang(contribution.text.language.rawValue)) { contribution.text.title }
    if let parent, parent.isShown {
      p(.class("help")) { answered }
      QuotedComment(text: parent.text)
    }
    if let kept, form.refusal == nil {
      div(.class("notice")) { p { kept.sentence } }
    } else {
      form
    }
  }
}

/// What its author can still do with a comment.
struct CommentAuthorPage: Component {
  var consultation: Consultation
  var contribution: Contribution
  var comment: Comment
  var text: CommentText
  var mayReword: Bool
  /// Whether the reader wrote it, and not a colleague of hers.
  var isOwn: Bool
  var refusal: (any Refusal)?
  var language: Language

  var title: Phrase { isOwn ? t("Votre commentaire") : t("Un commentaire de votre organisme") }
  private var place: CommentPlace { CommentPlace(comment, on: ContributionAddress(contribution, in: consultation)) }
  private var rewording: String { language.address(CommentAddress(place).path) }
  private var withdrawal: String { language.address(CommentWithdrawalAddress(place).path) }
  private var until: Phrase {
    t("Modifiable jusqu’à \(comment.postedAt.adding(seconds: Comment.rewordingSeconds), .time).")
  }

  var body: some Markup {
    Subject(consultation: consultation, contribution: contribution, language: language)
    h1 { title }
    if mayReword || refusal != nil {
      postForm(.action(rewording)) {
        if let refusal { ErrorSummary(field: "texte", sentence: refusal.sentence) }
        CommentFields(text: text, label: t("Votre commentaire"), help: until, refusal: refusal)
        div(.class("actions")) {
          button(.class("button button-primary"), .type("submit")) { t("Enregistrer la modification") }
        }
      }
    } else {
      if comment.isHidden { HiddenWords(comment: comment) }
      QuotedComment(text: comment.text)
    }
    HTML.section(.class("section")) {
      h2 { t("Le retirer") }
      p { t("Sa place reste visible, avec le nom de l’organisme. Le texte ne l’est plus. Les réponses restent.") }
      postForm(.class("actions"), .action(withdrawal)) {
        button(.class("button button-danger"), .type("submit")) { t("Retirer ce commentaire") }
      }
    }
  }
}

/// Asking instructors to look at a comment.
struct CommentReportPage: Component {
  var consultation: Consultation
  var contribution: Contribution
  var comment: Comment
  var ground: CommentReport.Ground?
  var message: String
  var refusal: CommentRefusal?
  var language: Language

  private var action: String {
    let address = ContributionAddress(contribution, in: consultation)
    return language.address(CommentReportAddress(CommentPlace(comment, on: address)).path)
  }
  private var messageRefusal: Phrase? { refusal == .longMessage ? refusal?.sentence : nil }
  private var firstGround: String { "motif-\(CommentReport.Ground.allCases.first?.rawValue ?? "")" }
  private var field: String { refusal == .longMessage ? "message" : firstGround }

  var body: some Markup {
    Subject(consultation: consultation, contribution: contribution, language: language)
    h1 { t("Signaler un commentaire") }
    p(.class("lead")) { t("Les instructeurs le liront. L’auteur ne saura pas qui l’a signalé.") }
    if comment.isShown { QuotedComment(text: comment.text) }
    postForm(.action(action)) {
      if let refusal { ErrorSummary(field: field, sentence: refusal.sentence) }
      fieldset(.class("field")) {
        legend { t("Pourquoi ?") }
        for choice in CommentReport.Ground.allCases {
          Choice(.radio, "motif", choice.rawValue, choice.title, isChosen: choice == ground)
        }
      }
      TextArea(
        "message", t("Un mot pour les instructeurs"), value: message, longest: CommentReport.longestMessage, rows: 3,
        refusal: messageRefusal, isOptional: true)
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Signaler") } }
    }
  }
}
