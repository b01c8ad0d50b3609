import Consultations
import HTML
import Localization
import Platform

/// Who has verified the log, as everyone reads it; nothing where nobody has.
struct ThirdPartyVerifications: Component {
  var verifications: [ThirdPartyVerification]

  var body: some Markup {
    if !verifications.isEmpty {
      p { t("Des tiers l’ont vérifié, avec le programme de leur choix :") }
      ul { for one in verifications { ThirdPartyVerificationLine(verification: one) } }
    }
  }
}

private struct ThirdPartyVerificationLine: Component {
  var verification: ThirdPartyVerification
  private var when: Phrase {
    t("le \(verification.runAt, .date), la tête de \(Int(verification.size)) lignes")
  }

  var body: some Markup {
    li {
      a(.href(verification.report), .named("rel", "noreferrer")) { verification.name }
      ", "
      when
      " "
      code { verification.root }
    }
  }
}

/// The same for administrators, who record and remove them; in French as all of administration.
struct ThirdPartyVerificationPage: Component {
  var consultation: Consultation
  var isCounted: Bool
  var verifications: [ThirdPartyVerification]
  /// Of the newest head.
  var newest: Int64
  var typed: ThirdPartyVerification.Typed
  var refusal: ThirdPartyVerification.Refusal?
  var done: String?

  private var back: String { VotePreparationAddress(consultation).path }
  private var action: String { ThirdPartyVerificationAddress(consultation).path }
  private var lines: Phrase { t("Combien de lignes elle couvre ; la dernière en couvre \(Int(newest)).") }
  private func sentence(_ field: String) -> Phrase? { refusal?.field == field ? refusal?.sentence : nil }
  private var confirmation: Phrase? {
    switch done {
    case "enregistre": t("C’est enregistré, et dit avec les résultats.")
    case "retire": t("C’est retiré.")
    default: nil
    }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Vote des collectivités") }
    if let confirmation { div(.class("notice notice-ok"), .role("status")) { p { confirmation } } }
    if let refusal { ErrorSummary(field: refusal.field, sentence: refusal.sentence) }
    h1(.id("verifications")) { t("Vérifications par des tiers") }
    p(.class("lead")) {
      t("Les résultats nomment ceux qui ont vraiment vérifié le journal, avec l’adresse de leur rapport.")
    }
    if !isCounted { div(.class("empty")) { p { t("Elles s’inscrivent ici une fois le résultat public.") } } }
    ul(.class("list plain")) {
      for one in verifications { RemovableVerification(consultation: consultation, verification: one) }
    }
    if isCounted { form }
  }

  private var form: some Markup {
    postForm(.action(action), .named("novalidate", "")) {
      TextField(
        "nom", t("Qui a vérifié"), value: typed.name, longest: ThirdPartyVerification.longestName,
        refusal: sentence("nom"))
      TextField("date", t("Quel jour"), kind: .date, value: typed.date, longest: 10, refusal: sentence("date"))
      TextField(
        "rapport", t("L’adresse du rapport"), kind: .address, value: typed.report,
        longest: ThirdPartyVerification.longestReport, refusal: sentence("rapport"))
      TextField(
        "lignes", t("La tête vérifiée"), kind: .digits, value: typed.size, longest: 15, help: lines,
        refusal: sentence("lignes"))
      div(.class("actions")) { button(.class("button button-primary"), .type("submit")) { t("Enregistrer") } }
    }
  }
}

private struct RemovableVerification: Component {
  var consultation: Consultation
  var verification: ThirdPartyVerification
  private var action: String { ThirdPartyVerificationEndAddress(consultation).path }

  var body: some Markup {
    li(.class("entry brief")) {
      ul { ThirdPartyVerificationLine(verification: verification) }
      postForm(.action(action)) {
        input(.type("hidden"), .name("verification"), .value(verification.token))
        button(.class("button button-secondary"), .type("submit")) { t("Retirer cette vérification") }
      }
    }
  }
}
