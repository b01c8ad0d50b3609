import Consultations
import HTML
import Localization
import Platform

/// Which of several consultations one means, where an address names none.
struct ConsultationChoicePage: Component {
  /// A consultation, and what one wants of it, without a language.
  struct Choice: Sendable {
    var consultation: Consultation
    var path: String
  }

  var title: Phrase
  /// The newest first.
  var choices: [Choice]
  var language: Language

  var body: some Markup {
    h1 { title }
    p(.class("lead")) { t("Plusieurs consultations ont été annoncées. De laquelle s’agit-il ?") }
    ul(.class("list")) { for choice in choices { ChoiceEntry(choice: choice, language: language) } }
  }
}

private struct ChoiceEntry: Component {
  var choice: ConsultationChoicePage.Choice
  var language: Language

  private var wording: (words: Consultation.Wording, language: Language) {
    choice.consultation.wording(in: language)
  }
  private var words: Consultation.Wording { wording.words }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3"), .lang(wording.language.rawValue)) { a(.href(language.address(choice.path))) { words.title } }
      p(.lang(wording.language.rawValue)) { words.lead }
      div(.class("meta"), .lang(wording.language.rawValue)) { strong { words.organiser } }
    }
  }
}
