import Consultations
import HTML
import Localization
import Platform

/// How the instruction goes.
struct PilotagePage: Component {
  var consultation: Consultation
  var pilotage: Pilotage
  var agreement: Agreement
  /// How many of the sample still wait for a second instructor.
  var unread: Int
  var now: Instant

  private var back: String { QueueAddress(consultation).path }
  private var figures: [(Phrase, String)] {
    [
      (t("Déposées"), String(pilotage.pace.deposited)), (t("Décidées"), String(pilotage.pace.done)),
      (t("Restantes"), String(pilotage.pace.left)), (t("Arrivées en sept jours"), String(pilotage.arrivals)),
      (t("Décidées en sept jours"), String(pilotage.pace.lately)),
    ]
  }
  private var oldest: Phrase? {
    pilotage.oldest.map { t("La plus ancienne non décidée : n° \($0.number), publiée le \($0.publishedAt, .date).") }
  }
  private var oldestPage: String? {
    pilotage.oldest.map { DecidingAddress(consultation, token: $0.token).path }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Instruction des contributions") }
    h1 { t("Pilotage de l’instruction") }
    dl(.class("figures wide")) { for figure in figures { PilotFigure(title: figure.0, value: figure.1) } }
    p { PaceForecast(pace: pilotage.pace, now: now) }
    if let oldest, let oldestPage { p { a(.href(oldestPage)) { oldest } } }
    AgreementSection(consultation: consultation, agreement: agreement, left: unread)
    SharesTable(title: t("Décisions par instructeur"), first: t("Instructeur"), shares: pilotage.instructors)
    SharesTable(title: t("Décisions par thème"), first: t("Thème"), shares: pilotage.themes)
  }
}

private struct PilotFigure: Component {
  var title: Phrase
  var value: String
  var body: some Markup {
    div {
      dt { title }
      dd { value }
    }
  }
}

private struct SharesTable: Component {
  var title: Phrase
  var first: Phrase
  var shares: [Pilotage.Share]

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { title }
      if shares.isEmpty {
        div(.class("empty")) { p { t("Aucune décision pour l’instant.") } }
      } else {
        div(.class("scroll"), .named("tabindex", "0"), .role("region"), .ariaLabel(title)) {
          table(.class("table")) {
            thead {
              tr {
                th(.named("scope", "col")) { first }
                for kind in Decision.Kind.allCases { th(.class("number"), .named("scope", "col")) { kind.title } }
                th(.class("number"), .named("scope", "col")) { t("En tout") }
              }
            }
            tbody { for share in shares { ShareRow(share: share) } }
          }
        }
      }
    }
  }
}

private struct ShareRow: Component {
  var share: Pilotage.Share
  private var name: Phrase { share.name.isEmpty ? t("Sans nom") : .verbatim(share.name) }
  private var total: String { String(share.total) }

  var body: some Markup {
    tr {
      th(.named("scope", "row")) { name }
      for kind in Decision.Kind.allCases { td(.class("number")) { share.told(kind) } }
      td(.class("number")) { total }
    }
  }
}
