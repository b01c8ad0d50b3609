import Consultations
import Forms
import HTML
import Localization
import Platform

/// The consultations whose extra questions an administrator may build.
struct QuestionnairesPage: Component {
  var consultations: [Consultation]
  var language: Language

  var body: some Markup {
    h1 { t("Questions complémentaires") }
    ul(.class("list plain")) {
      for consultation in consultations {
        li(.class("entry")) {
          h2(.class("h3")) { consultation.title }
          for rubric in Rubric.allCases {
            p { RubricLink(consultation: consultation, rubric: rubric, language: language) }
          }
        }
      }
    }
  }
}

private struct RubricLink: Component {
  var consultation: Consultation
  var rubric: Rubric
  var language: Language
  private var address: String {
    language.address(QuestionnaireAddress(consultation: consultation.slug, rubric: rubric).path)
  }
  var body: some Markup { a(.href(address)) { rubric.title } }
}

/// Building the extra questions of a rubric: the questions, a form for one more, and what depositors will see.
struct QuestionnairePage: Component {
  var consultation: Consultation
  var rubric: Rubric
  /// What is asked now.
  var current: RubricQuestionnaire?
  var definition: Questionnaire
  /// What was typed of a question.
  var typed: QuestionnaireEdition?
  var refusal: DefinitionRefusal?
  /// The version that she began upon.
  var seen: Int
  /// Whether somebody else has published another meanwhile.
  var isContested = false
  var isDone: Bool
  var language: Language

  private var revision: String { String(seen) }
  private var back: String { language.address(QuestionnairesAddress().path) }
  private var action: String {
    language.address(QuestionnaireAddress(consultation: consultation.slug, rubric: rubric).path)
  }
  private var json: String { definition.questions.isEmpty ? "" : String(decoding: definition.json, as: UTF8.self) }
  private var isChanged: Bool { definition != current?.questionnaire ?? Questionnaire(sections: []) }
  private var inForce: Phrase? {
    current.map { t("En vigueur : version \($0.version), publiée le \($0.publishedAt, .dateAndTime).") }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Questions complémentaires") }
    p(.class("overline")) { consultation.title }
    h1 { rubric.title }
    if let inForce { p(.class("help")) { inForce } }
    if isDone {
      div(.class("notice notice-ok"), .role("status")) {
        p {
          definition.questions.isEmpty
            ? t("C’est publié : les brouillons ne posent plus de question complémentaire.")
            : t("C’est publié : les brouillons posent ces questions.")
        }
      }
    }
    if let refusal { ErrorSummary(field: "intitule", sentence: refusal.sentence) }
    if isContested { ContestedQuestions(current: current?.questionnaire, language: language) }
    if !definition.questions.isEmpty || isChanged {
      postForm(.class("section"), .action(action)) {
        input(.type("hidden"), .name("definition"), .value(json))
        input(.type("hidden"), .name("revision"), .value(revision))
        h2 { t("Les questions") }
        ol(.class("questions")) {
          for question in definition.questions { QuestionLine(question: question) }
        }
        if isChanged {
          div(.class("notice notice-wait")) {
            p { t("Rien n’est encore publié : ces changements ne sont gardés que sur cette page.") }
            button(.class("button button-primary"), .type("submit"), .name("action"), .value("publier")) {
              definition.questions.isEmpty ? t("Ne plus poser de question") : t("Publier ces questions")
            }
          }
        }
      }
    }
    NewQuestion(definition: definition, json: json, revision: revision, action: action, typed: typed, refusal: refusal)
    if !definition.questions.isEmpty { QuestionnairePreview(definition: definition, language: language) }
  }
}

private struct QuestionLine: Component {
  var question: Question
  private var words: String { question.label.french }
  private var raise: Phrase { t("Monter « \(words) »") }
  private var edit: Phrase { t("Modifier « \(words) »") }
  private var remove: Phrase { t("Retirer « \(words) »") }

  var body: some Markup {
    li {
      span { words }
      div(.class("actions")) {
        button(
          .class("button button-secondary"), .type("submit"), .name("action"), .value("monter:" + question.key),
          .ariaLabel(raise)
        ) { t("Monter") }
        button(
          .class("button button-secondary"), .type("submit"), .name("action"), .value("modifier:" + question.key),
          .ariaLabel(edit)
        ) { t("Modifier") }
        button(
          .class("button button-secondary"), .type("submit"), .name("action"), .value("retirer:" + question.key),
          .ariaLabel(remove)
        ) { t("Retirer") }
      }
    }
  }
}

private struct NewQuestion: Component {
  var definition: Questionnaire
  var json: String
  var revision: String
  var action: String
  var typed: QuestionnaireEdition?
  var refusal: DefinitionRefusal?

  private var isEdited: Bool { !(typed?.key.isEmpty ?? true) }
  private var part: String { typed?.part ?? QuestionnaireEdition.bilingual(definition.sections.last?.title) }
  private var kinds: [Choices.Option] { QuestionnaireEdition.Kind.allCases.map { .init($0.rawValue, $0.title) } }
  private var conditions: [Choices.Option] {
    let asked = definition.questions.filter { $0.key != typed?.key }.flatMap { question in
      question.type.options.map { option in
        Choices.Option(
          "\(question.key)=\(option.key)",
          t("Si l’on répond « \(option.label.french) » à « \(question.label.french) »"))
      }
    }
    return [.init("", t("Toujours"))] + asked
  }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { isEdited ? t("Modifier la question") : t("Ajouter une question") }
      postForm(.action(action), .named("novalidate", "")) {
        input(.type("hidden"), .name("definition"), .value(json))
        input(.type("hidden"), .name("revision"), .value(revision))
        input(.type("hidden"), .name("cle"), .value(typed?.key ?? ""))
        TextField(
          "intitule", t("La question"), value: typed?.label ?? "", longest: Questionnaire.longestLabel,
          refusal: refusal?.sentence)
        TextField(
          "intitule-anglais", t("La question en anglais"), value: typed?.english ?? "",
          longest: Questionnaire.longestLabel, isOptional: true)
        TextField(
          "aide", t("Une aide, sous la question"), value: typed?.help ?? "", longest: Questionnaire.longestLabel,
          help: t("L’anglais, après une barre : « En moyenne | On average »."), isOptional: true)
        Choices("genre", t("Genre de réponse"), kinds, chosen: typed?.kind.rawValue ?? "line")
        TextArea(
          "options", t("Réponses possibles"), value: typed?.options ?? "", longest: 20_000, rows: 4,
          help: t("Pour un choix : une par ligne, avec l’anglais après une barre, comme « Oui | Yes »."),
          isOptional: true)
        TextField(
          "minimum", t("Pour un nombre : le plus petit"), value: typed?.least ?? "", longest: 18, isOptional: true)
        TextField(
          "maximum", t("Pour un nombre : le plus grand"), value: typed?.most ?? "", longest: 18, isOptional: true)
        TextField(
          "unite", t("Pour un nombre : ce qu’il compte"), value: typed?.unit ?? "", longest: 60,
          help: t("Comme « agents | members of staff »."), isOptional: true)
        Choices("condition", t("Quand la poser"), conditions, chosen: typed?.condition ?? "")
        TextField(
          "partie", t("Titre de la partie"), value: part, longest: Questionnaire.longestLabel,
          help: t("Les questions d’une même partie se suivent. L’anglais, après une barre."))
        Choice(
          .checkbox, "obligatoire", "1", t("Une réponse est obligatoire"), isChosen: typed?.isRequired ?? false)
        div(.class("actions")) {
          button(.class("button button-primary"), .type("submit"), .name("action"), .value("ajouter")) {
            isEdited ? t("Remplacer la question") : t("Ajouter la question")
          }
        }
      }
    }
  }
}

/// What somebody else has published meanwhile, above what one was building.
private struct ContestedQuestions: Component {
  var current: Questionnaire?
  var language: Language

  var body: some Markup {
    div(.class("notice notice-wait"), .role("alert")) {
      p { QuestionnaireConflict().sentence }
      h2(.class("h3")) { t("Ce qui est publié maintenant") }
      ol { for question in current?.questions ?? [] { li { question.label.french } } }
    }
  }
}

/// As depositors will see it; nothing that is typed here is sent.
private struct QuestionnairePreview: Component {
  var definition: Questionnaire
  var language: Language

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Aperçu") }
      p(.class("help")) { t("Ce que verront les déposants. Essayez : rien n’est envoyé.") }
      div(.class("card")) {
        ExtraQuestions(
          questionnaire: definition, answers: Answers(), refused: { _ in nil }, isAllOpen: true, language: language)
      }
    }
  }
}
