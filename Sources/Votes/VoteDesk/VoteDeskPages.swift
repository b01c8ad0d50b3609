import Consultations
import HTML
import Localization
import Platform
import Proof

/// What waits for two persons, vote by vote; in French as all of instruction.
struct VoteDeskPage: Component {
  var desks: [VoteDesk]
  /// Whether whoever looks says who is the head of an organisation.
  var confirmsHeads: Bool
  var now: Instant

  var body: some Markup {
    h1 { t("Votes à suivre") }
    p(.class("lead")) { t("Ce qui attend deux personnes : chacune lit, et signe si elle est d’accord.") }
    if desks.isEmpty {
      div(.class("empty")) { p { t("Aucun vote n’est en préparation, ouvert ou à dépouiller.") } }
    } else {
      for desk in desks { DeskOfVote(desk: desk, confirmsHeads: confirmsHeads, now: now) }
    }
  }
}

private struct DeskOfVote: Component {
  var desk: VoteDesk
  var confirmsHeads: Bool
  var now: Instant

  private var consultation: Consultation { desk.consultation }
  private var page: String { VoteAddress(consultation).path }
  private var heads: String { RightRequestsAddress(consultation).path }
  private var contests: String { ContestsAddress(consultation).path }
  private var incidents: String { IncidentsAddress(consultation).path }
  private var draw: String { DrawAddress(consultation).path }
  private var requested: Phrase {
    t(desk.requests, one: "\(desk.requests) demande attend.", other: "\(desk.requests) demandes attendent.")
  }
  private var ended: Phrase? {
    guard desk.ends > 0 else { return nil }
    return t(
      desk.ends, one: "\(desk.ends) fin de droit attend une seconde signature.",
      other: "\(desk.ends) fins de droit attendent une seconde signature.")
  }
  private var contested: Phrase {
    t(
      desk.contests, one: "\(desk.contests) bulletin contesté attend.",
      other: "\(desk.contests) bulletins contestés attendent.")
  }
  private var written: Phrase {
    t(
      desk.incidents, one: "\(desk.incidents) incident attend une seconde signature.",
      other: "\(desk.incidents) incidents attendent une seconde signature.")
  }
  private var drawn: Phrase {
    desk.hasDraw ? t("Le tirage attend une seconde saisie.") : t("Aucun tirage n’attend de seconde saisie.")
  }

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { a(.href(page)) { consultation.title } }
      ul(.class("list plain")) {
        if confirmsHeads {
          li(.class("entry brief")) {
            h3 { a(.href(heads)) { t("Qui vote comme maire ou président") } }
            p { requested }
            if let ended { p { ended } }
          }
        }
        DeskLine(title: t("Bulletins contestés"), path: contests, state: contested)
        DeskLine(title: t("Incidents du vote"), path: incidents, state: written)
        if desk.vote.form.ties == .lots {
          DeskLine(title: t("Tirage qui tranche les égalités"), path: draw, state: drawn)
        }
      }
    }
  }
}

private struct DeskLine: Component {
  var title: Phrase
  var path: String
  var state: Phrase

  var body: some Markup {
    li(.class("entry brief")) {
      h3 { a(.href(path)) { title } }
      p { state }
    }
  }
}
