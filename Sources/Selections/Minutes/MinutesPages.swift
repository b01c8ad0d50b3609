import Consultations
import HTML
import Localization
import Platform

/// The minutes while they are written: what the sittings keep, and words before and after.
struct MinutesPage: Component {
  var attendant: Attendant
  var minutes: Minutes?
  var document: String
  var undecided: [String]
  var sittings: [CorrectableSitting]
  var seats: [Seat]
  var opening: String
  var closing: String
  var refusal: (any FieldRefusal)?
  var done: String?

  private var consultation: Consultation { attendant.consultation }
  private var back: String { CommitteeAddress(consultation).path }
  private var action: String { MinutesAddress(consultation).path }
  private var version: String { Minutes.version(of: minutes) }
  private var isSigned: Bool { minutes?.signedAt != nil }
  private var confirmation: Phrase? {
    switch done {
    case "enregistre": t("Le relevé est enregistré.")
    case "corrige": t("La séance est corrigée.")
    case "signe": t("Le relevé est signé : plus rien ne change.")
    default: nil
    }
  }
  private var signed: Phrase? { minutes?.signedAt.map { t("Signé le \($0, .dateAndTime).") } }
  private func sentence(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Comité de sélection") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    h1 { t("Relevé de décisions") }
    if let signed {
      p(.class("lead")) { signed }
    } else {
      p(.class("lead")) { t("Il s’écrit de ce que les séances gardent ; il change jusqu’à sa signature.") }
    }
    if !isSigned, attendant.leads {
      postForm(.action(action), .named("novalidate", "")) {
        input(.type("hidden"), .name("version"), .value(version))
        TextArea(
          "ouverture", t("En tête, avant les séances"), value: opening, longest: Minutes.longestWords, rows: 4,
          refusal: sentence("ouverture"), isOptional: true)
        TextArea(
          "fin", t("À la fin"), value: closing, longest: Minutes.longestWords, rows: 4, refusal: sentence("fin"),
          isOptional: true)
        div(.class("actions")) { button(.class("button button-secondary"), .type("submit")) { t("Enregistrer") } }
      }
    }
    if !isSigned, attendant.leads {
      SittingCorrections(
        consultation: consultation, sittings: sittings, seats: seats, refused: refusal as? RefusedCorrection)
    }
    if !isSigned { MinutesSigning(attendant: attendant, undecided: undecided, refusal: refusal) }
    HTML.section(.class("section")) {
      h2 { t("Le relevé, tel qu’il sera publié") }
      div(.class("prose")) { Markdown(document, under: 2) }
    }
  }
}

private struct MinutesSigning: Component {
  var attendant: Attendant
  var undecided: [String]
  var refusal: (any FieldRefusal)?

  private var action: String { MinutesSigningAddress(attendant.consultation).path }
  private var left: Phrase { Minutes.Refusal.undecided(undecided).sentence }

  var body: some Markup {
    HTML.section(.class("section"), .id("signature")) {
      h2 { t("Signature") }
      if !undecided.isEmpty { p(.class("notice notice-wait")) { left } }
      if attendant.isChair {
        postForm(.action(action), .named("enctype", "multipart/form-data")) {
          FileField(
            "fichier", t("Le relevé signé à la main, en PDF"), accepts: ".pdf,application/pdf",
            help: t("Facultatif. Son empreinte s’inscrit dans le relevé publié."),
            refusal: refusal?.field == "fichier" ? refusal?.sentence : nil)
          p { t("Signer fige les décisions, les motifs et les montants.") }
          div(.class("actions")) {
            button(.class("button button-primary"), .type("submit")) { t("Signer le relevé") }
          }
        }
      } else {
        p(.class("help")) { t("Le président du comité le signe ici.") }
      }
    }
  }
}
