import HTML
import Localization
import Platform

/// What a member reads and answers: by the link of a letter, without account, or signed in.
struct PreparationPage: Component {
  var preparation: Preparation
  var operatorName: String
  var title: Phrase
  var now: Instant
  /// Where the answer is sent: the page itself.
  var action: String
  var day: String
  var refusal: PreparationRefusal?
  var done: String?

  private var state: Preparation.State { preparation.state(at: now) }
  private var told: Phrase {
    switch state {
    case .accepted:
      t("C’est accepté, jusqu’au \(preparation.until, .date). Vous pouvez y mettre fin ici à tout moment.")
    case .refused: t("C’est refusé : rien n’est préparé. Vous pouvez encore changer d’avis.")
    case .ended where preparation.answer == .accepted:
      t("C’est terminé : \(operatorName) ne voit plus vos brouillons, et vous les gardez.")
    case .ended: t("La demande a pris fin : \(operatorName) ne voit pas vos brouillons.")
    case .silent, .notAsked: t("Aucune réponse n’est encore donnée.")
    }
  }

  var body: some Markup {
    h1 { title }
    div(.class(done == nil ? "notice" : "notice notice-ok"), .named("role", done == nil ? nil : "status")) {
      p { told }
    }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    if state != .ended {
      PreparationMeaning(operatorName: operatorName)
      postForm(.action(action)) {
        if state == .accepted {
          BallotScope(isAllowed: preparation.hasBallots)
          div(.class("actions")) {
            button(.class("button button-secondary"), .type("submit"), .name("reponse"), .value("portee")) {
              t("Enregistrer")
            }
            button(.class("button button-danger"), .type("submit"), .name("reponse"), .value("fin")) {
              t("Mettre fin à cette autorisation")
            }
          }
        } else {
          PreparationAnswerFields(day: day, isRefused: state == .refused, refusal: refusal)
        }
      }
    }
  }
}

private struct BallotScope: Component {
  var isAllowed: Bool

  var body: some Markup {
    Choice(
      .checkbox, "portee", "bulletin",
      t("Préparer aussi notre bulletin de vote ; le maire ou le président, et lui seul, décide d’en faire usage"),
      isChosen: isAllowed)
  }
}

private struct PreparationMeaning: Component {
  var operatorName: String
  private var sees: Phrase { t("\(operatorName) voit et complète les brouillons de contributions de votre organisme.") }

  var body: some Markup {
    ul {
      li { sees }
      li { t("Vous voyez qui a écrit, et vous seul publiez.") }
      li { t("Ce n’est pas une habilitation : rien n’est signé, soutenu ni voté en votre nom.") }
    }
  }
}

private struct PreparationAnswerFields: Component {
  var day: String
  var isRefused: Bool
  var refusal: PreparationRefusal?

  var body: some Markup {
    fieldset(.class("field")) {
      legend { t("Ce que vous autorisez") }
      Choice(.checkbox, "portee", "brouillons", t("Préparer nos brouillons de contributions"), isChosen: false)
      BallotScope(isAllowed: false)
    }
    TextField(
      "jusque", t("Jusqu’au"), kind: .date, value: day, longest: 10,
      refusal: refusal?.field == "jusque" ? refusal?.sentence : nil)
    div(.class("actions")) {
      button(.class("button button-primary"), .type("submit"), .name("reponse"), .value("accepter")) { t("Accepter") }
      if !isRefused {
        button(.class("button button-secondary"), .type("submit"), .name("reponse"), .value("refuser")) {
          t("Refuser")
        }
      }
    }
  }
}
