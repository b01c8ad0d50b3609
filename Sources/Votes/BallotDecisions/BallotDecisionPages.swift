import Consultations
import Directory
import HTML
import Localization
import Platform

/// What those who cast say of the decision behind the ballot: it may be said, and counts for nothing.
struct BallotDecisionPage: Component {
  var consultation: Consultation
  var organisation: Organisation
  /// What is told now.
  var decision: BallotDecision?
  /// Why nothing can be told.
  var obstacle: Ballot.Refusal?
  var typed: BallotDecision.Told
  var refusal: BallotDecision.Refusal?
  var language: Language

  private var back: String { language.address(BallotAddress(consultation).path) }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Le bulletin") }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    h1 { t("La décision derrière le bulletin") }
    p(.class("lead")) { organisation.name }
    p {
      t(
        "Vous pouvez dire quelle décision est derrière ce bulletin. C’est une information : dite ou non, il compte pareil."
      )
    }
    p(.class("help")) {
      t("Jusqu’à la publication du résultat, seuls ceux qui votent pour cette collectivité la lisent.")
    }
    if let obstacle {
      div(.class("notice")) { p { obstacle.sentence } }
    } else {
      BallotDecisionForm(
        consultation: consultation, decision: decision, typed: typed, refusal: refusal, language: language)
    }
  }
}

private struct BallotDecisionForm: Component {
  var consultation: Consultation
  var decision: BallotDecision?
  var typed: BallotDecision.Told
  var refusal: BallotDecision.Refusal?
  var language: Language

  private var action: String { language.address(BallotDecisionAddress(consultation).path) }
  private var document: String { language.address(BallotDocumentAddress(consultation).path) }
  private var kinds: [BallotDecision.Kind] { [.head, .delegation, .deliberation] + (decision == nil ? [] : [.none]) }
  private func sentence(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }

  var body: some Markup {
    postForm(.action(action), .named("enctype", "multipart/form-data"), .named("novalidate", "")) {
      fieldset(.class("field"), .id("decision")) {
        legend { t("La décision") }
        if let refused = sentence("decision") { p(.class("error")) { refused } }
        for kind in kinds {
          Choice(.radio, "decision", kind.rawValue, kind.title, isChosen: typed.kind == kind)
        }
      }
      TextField(
        "numero", t("Son numéro"), value: typed.number, longest: BallotDecision.longestNumber,
        help: t("Facultatif, sauf pour une délibération."), refusal: sentence("numero"))
      TextField(
        "date", t("Le jour où elle a été prise"), kind: .date, value: typed.date, longest: 10,
        help: t("Facultatif, sauf pour une délibération."), refusal: sentence("date"))
      if decision?.documentSize != nil {
        p { a(.href(document)) { t("Le document joint (PDF)") } }
        Choice(
          .checkbox, "sans-document", "oui", t("Retirer ce document"), isChosen: typed.dropsDocument)
      }
      FileField(
        "fichier", t("Le document, en PDF"), accepts: ".pdf,application/pdf",
        help: t("Facultatif, 10 Mo au plus. Il sera public avec le bulletin : aucune donnée personnelle de trop."),
        refusal: sentence("fichier"))
      div(.class("actions")) {
        button(.class("button button-primary"), .type("submit")) { t("Enregistrer cette décision") }
      }
    }
  }
}

/// The decision beside the ballot, for those who cast it.
struct BallotDecisionCard: Component {
  var consultation: Consultation
  var decision: BallotDecision?
  /// Whether it may still be told.
  var isOpen: Bool
  var language: Language

  private var page: String { language.address(BallotDecisionAddress(consultation).path) }
  private var document: String { language.address(BallotDocumentAddress(consultation).path) }

  var body: some Markup {
    if isOpen || decision != nil {
      HTML.section(.class("section"), .id("decision")) {
        h2 { t("La décision derrière le bulletin") }
        if let decision {
          DecisionLine(decision: decision, document: document)
        } else {
          p(.class("help")) { t("Rien n’en est dit, et ce n’est pas nécessaire.") }
        }
        if isOpen {
          p { a(.href(page)) { decision == nil ? t("Dire quelle décision") : t("Changer ce qui en est dit") } }
        }
      }
    }
  }
}

/// What is told, with its document.
struct DecisionLine: Component {
  var decision: BallotDecision
  /// Where its document is.
  var document: String

  private var withdrawn: Phrase? {
    decision.withdrawalReason.map { t("Le numéro et le document ont été retirés : \($0)") }
  }

  var body: some Markup {
    p {
      decision.sentence
      if decision.documentSize != nil {
        " "
        a(.href(document)) { t("Lire le document (PDF)") }
      }
    }
    if let withdrawn { p(.class("help")) { withdrawn } }
  }
}
