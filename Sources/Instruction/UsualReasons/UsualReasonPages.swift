import Consultations
import HTML
import Localization
import Platform

/// The library of reasons, and the form that adds one.
struct UsualReasonsPage: Component {
  var consultation: Consultation
  var reasons: [UsualReason]
  var typed: UsualReasonTyped
  var refusal: UsualReasonRefusal?
  var done: String?

  private var queue: String { QueueAddress(consultation).path }
  private var action: String { UsualReasonsAddress(consultation).path }
  private func sentence(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }
  private var kinds: [Choices.Option] { Decision.Kind.allCases.map { Choices.Option($0.slug, $0.title) } }

  var body: some Markup {
    a(.class("back"), .href(queue)) { t("← Instruction des contributions") }
    if done == "ajoutee" {
      div(.class("notice notice-ok"), .role("status")) { p { t("La raison type est ajoutée.") } }
    }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    h1 { t("Raisons types") }
    p(.class("lead")) { t("Les raisons qui servent souvent. Vous pourrez modifier chacune au moment de décider.") }
    if reasons.isEmpty {
      div(.class("empty")) { p { t("Aucune pour l’instant : un texte vous est proposé pour chaque décision.") } }
    } else {
      ul(.class("list plain")) {
        for reason in reasons { UsualReasonEntry(reason: reason, consultation: consultation) }
      }
    }
    HTML.section(.class("section")) {
      h2 { t("Ajouter une raison type") }
      postForm(.action(action), .named("novalidate", "")) {
        Choices("decision", t("Pour quelle décision ?"), kinds, chosen: typed.kind.slug)
        TextField(
          "titre", t("Titre"), value: typed.title, longest: UsualReason.longestTitle, refusal: sentence("titre"))
        TextArea(
          "texte", t("Raison"), value: typed.text, longest: Decision.longestReason,
          help: t("{titre}, {numero}, {organisme} et {choix} se remplissent au moment de décider."),
          refusal: sentence("texte"))
        div(.class("actions")) {
          button(.class("button button-primary"), .type("submit")) { t("Ajouter") }
        }
      }
    }
  }
}

private struct UsualReasonEntry: Component {
  var reason: UsualReason
  var consultation: Consultation
  private var undo: String { ActAddress(consultation, event: reason.event).path }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3")) { reason.title }
      p { reason.text }
      div(.class("meta")) {
        span { reason.kind.title }
        a(.href(undo)) { t("Retirer…") }
      }
    }
  }
}
