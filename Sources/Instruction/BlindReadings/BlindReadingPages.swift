import Consultations
import Deposits
import HTML
import Localization
import Platform

/// One contribution of the sample, with its text alone: what one would decide of it.
struct BlindReadingPage: Component {
  var consultation: Consultation
  var text: ContributionReading?
  var left: Int
  var refusal: (any Refusal)?
  var done: String?

  private var back: String { PilotageAddress(consultation).path }
  private var action: String { BlindReadingAddress(consultation).path }
  private var count: Phrase {
    t(left, one: "Une contribution reste à relire ainsi.", other: "\(left) contributions restent à relire ainsi.")
  }
  private var anchor: String? { (refusal as? any FieldRefusal)?.field }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Pilotage de l’instruction") }
    if done == "relue" {
      div(.class("notice notice-ok"), .role("status")) { p { t("C’est noté. La décision prise n’a pas changé.") } }
    }
    if let refusal { DeskRefusal(refusal: refusal, anchor: text == nil ? nil : anchor) }
    h1 { t("Double lecture à l’aveugle") }
    p(.class("lead")) {
      t("Dites ce que vous décideriez, sans voir ce qui a été décidé. Rien n’en dépend que la mesure de l’accord.")
    }
    if let text {
      p { count }
      h2(.lang(text.contribution.text.language.rawValue)) { text.contribution.text.title }
      text
      BlindReadingForm(action: action, token: text.contribution.token, isRefused: anchor != nil)
    } else {
      div(.class("empty")) { p { t("Rien n’est à relire ainsi pour l’instant.") } }
    }
  }
}

private struct BlindReadingForm: Component {
  var action: String
  var token: String
  var isRefused: Bool

  var body: some Markup {
    postForm(.action(action), .named("novalidate", "")) {
      input(.type("hidden"), .name("contribution"), .value(token))
      fieldset(.class("field")) {
        legend { t("Que décideriez-vous ?") }
        if isRefused { p(.class("error")) { BlindReadingRefusal.noKind.sentence } }
        for kind in Decision.Kind.allCases { Choice(.radio, "decision", kind.slug, kind.title, isChosen: false) }
      }
      div(.class("actions")) {
        button(.class("button button-primary"), .type("submit")) { t("Enregistrer et passer à la suivante") }
      }
    }
  }
}

/// In « Pilotage »: how far two instructors agree, and how that is measured.
struct AgreementSection: Component {
  var consultation: Consultation
  var agreement: Agreement
  var left: Int

  private var address: String { BlindReadingAddress(consultation).path }
  private var drawn: Phrase {
    agreement.total == 0
      ? t("Aucune contribution n’a encore été relue à l’aveugle.")
      : t(
        agreement.total, one: "Une contribution a été relue à l’aveugle.",
        other: "\(agreement.total) contributions ont été relues à l’aveugle.")
  }
  private var rest: Phrase {
    left == 0 ? t("Aucune ne reste à relire.") : t(left, one: "Une reste à relire.", other: "\(left) restent à relire.")
  }
  private var rate: Phrase? {
    agreement.rate.map {
      t("Taux d’accord : \(Int(($0 * 100).rounded())) % (\(agreement.agreed) sur \(agreement.total)).")
    }
  }
  private var kappa: Phrase? {
    guard agreement.total > 0 else { return nil }
    guard let kappa = agreement.kappa else {
      return t("Kappa de Cohen : non défini, car les deux lectures ne connaissent qu’une décision.")
    }
    return t("Kappa de Cohen : \(.verbatim(Self.hundredths(kappa))).")
  }

  /// « 0,62 »
  static func hundredths(_ value: Double) -> String {
    let whole = Int((abs(value) * 100).rounded())
    let sign = value < 0 && whole > 0 ? "−" : ""
    return "\(sign)\(whole / 100),\(whole % 100 < 10 ? "0" : "")\(whole % 100)"
  }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { t("Accord entre instructeurs") }
      p {
        drawn
        " "
        rest
      }
      if let rate { p { rate } }
      if let kappa { p { kappa } }
      p(.class("help")) {
        t(
          "Une contribution sur vingt est tirée d’après son identifiant. Le taux est la part des mêmes décisions. Le kappa en retire ce que le hasard donnerait seul : 1 pour un accord entier, 0 pour celui du hasard."
        )
      }
      if agreement.total > 0 { AgreementTable(agreement: agreement) }
      p { a(.href(address)) { t("Relire à l’aveugle") } }
    }
  }
}

private struct AgreementTable: Component {
  var agreement: Agreement

  private var title: Phrase { t("Première et seconde lecture") }

  var body: some Markup {
    div(.class("scroll"), .named("tabindex", "0"), .role("region"), .ariaLabel(title)) {
      table(.class("table")) {
        caption { t("En lignes ce qui a été décidé, en colonnes ce que la seconde personne aurait décidé") }
        thead {
          tr {
            th(.named("scope", "col")) { t("Décision") }
            for kind in Decision.Kind.allCases { th(.named("scope", "col")) { kind.title } }
          }
        }
        tbody {
          for (place, kind) in Decision.Kind.allCases.enumerated() {
            AgreementRow(kind: kind, counts: agreement.counts[place])
          }
        }
      }
    }
  }
}

private struct AgreementRow: Component {
  var kind: Decision.Kind
  var counts: [Int]

  var body: some Markup {
    tr {
      th(.named("scope", "row")) { kind.title }
      for count in counts { td(.class("number")) { String(count) } }
    }
  }
}
