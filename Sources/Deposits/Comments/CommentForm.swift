import HTML
import Localization
import Platform

/// Where a comment is written: for whom, in which language, its words.
struct CommentForm: Component {
  var action: String
  /// The organisations that one may speak for.
  var standings: [Standing]
  /// The row of the one that is chosen.
  var chosen: String
  /// The token of the comment that it answers.
  var parent: String?
  /// Made by the page, so that a second click finds the first.
  var token: String?
  var text: CommentText
  var refusal: (any Refusal)?
  var isReply: Bool

  private var made: String {
    var generator = SystemRandomNumberGenerator()
    return token ?? Token(using: &generator).text
  }
  private var options: [Choices.Option] {
    standings.map { .init(String($0.organisation), .verbatim($0.fullName)) }
  }
  private var only: String { standings.first?.fullName ?? "" }
  private var speaker: Phrase { t("Publié au nom de : \(only)") }
  private var help: Phrase {
    t("Votre nom n’est pas affiché. Vous pourrez modifier ce texte pendant quinze minutes. Markdown accepté.")
  }
  private var label: Phrase { isReply ? t("Votre réponse") : t("Votre commentaire") }
  private var send: Phrase { isReply ? t("Publier la réponse") : t("Publier le commentaire") }

  var body: some Markup {
    postForm(.action(action)) {
      if let refusal { ErrorSummary(field: "texte", sentence: refusal.sentence) }
      input(.type("hidden"), .name("jeton"), .value(made))
      if let parent { input(.type("hidden"), .name("reponse"), .value(parent)) }
      if standings.count > 1 {
        Choices("organisme", t("Au nom de"), options, chosen: chosen)
      } else {
        input(.type("hidden"), .name("organisme"), .value(chosen))
      }
      CommentFields(text: text, label: label, help: help, refusal: refusal)
      if standings.count == 1 { p(.class("help")) { speaker } }
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { send } }
    }
  }
}

/// The words and their language.
struct CommentFields: Component {
  var text: CommentText
  var label: Phrase
  var help: Phrase?
  var refusal: (any Refusal)?

  private var languages: [Choices.Option] { [.init("fr", t("Français")), .init("en", t("Anglais"))] }

  var body: some Markup {
    TextArea(
      "texte", label, value: text.text, longest: CommentText.longest, rows: 5, help: help, refusal: refusal?.sentence)
    details {
      summary { t("Langue du texte") }
      Choices("langue", t("Langue du texte"), languages, chosen: text.language.rawValue)
    }
  }
}
