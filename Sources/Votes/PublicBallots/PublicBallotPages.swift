import Consultations
import Deposits
import Directory
import HTML
import Localization
import Platform

/// The ballots, by organisation and function: public from the closing on, with no result.
struct PublicBallotsPage: Component {
  var consultation: Consultation
  var vote: Vote
  var ballots: [PublicBallot]
  /// How many there are in all, or of those looked for.
  var count: Int
  var page: ListPage
  var search: RollSearch
  var titles: [String: String]
  var places: Places
  var language: Language

  private var back: String { language.address(VoteAddress(consultation).path) }
  private var here: String { language.address(PublicBallotsAddress(consultation).path) }
  private var file: String { ResultsFileAddress(consultation, .ballots).path }
  private var total: Phrase { t(count, one: "\(count) bulletin.", other: "\(count) bulletins.") }
  private var isCounted: Bool { vote.countedAt != nil }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Le vote") }
    h1 { t("Les bulletins") }
    p(.class("lead")) { t("Publics depuis la clôture, par collectivité.") }
    if !isCounted { p { t("Le dépouillement n’a pas encore eu lieu : aucun résultat n’est calculé d’ici là.") } }
    p { a(.href(file)) { ResultsFile.ballots.title } }
    ContestWays(vote: vote, language: language)
    RollSearchForm(query: search.query, action: here)
    if !ballots.isEmpty {
      p(.class("help")) { total }
      ul(.class("list plain")) {
        for ballot in ballots {
          PublicBallotLine(consultation: consultation, ballot: ballot, titles: titles, places: places)
        }
      }
      Pagination(page, address: { [here, search] in search.address(here, page: $0) })
    } else if search.query.isEmpty {
      div(.class("empty")) { p { t("Aucune collectivité n’a voté.") } }
    } else {
      div(.class("empty")) { p { t("Aucune collectivité de ce nom n’a voté.") } }
    }
  }
}

/// To the ballots, wherever one reads that they are public at the closing: nothing before.
struct PublicBallotsLink: Component {
  var consultation: Consultation
  var vote: Vote
  var language: Language
  private var ballots: String { language.address(PublicBallotsAddress(consultation).path) }
  var body: some Markup { if vote.closedAt != nil { p { a(.href(ballots)) { t("Lire les bulletins") } } } }
}

private struct PublicBallotLine: Component {
  var consultation: Consultation
  var ballot: PublicBallot
  var titles: [String: String]
  var places: Places

  private var chosen: String {
    ballot.choices.map { titles[$0] ?? $0 }.joined(separator: " · ")
  }
  private var place: String { ballot.department.isEmpty ? "" : places.departmentName(ballot.department) }
  private var document: String { PublicDocumentAddress(consultation, ballot.identifier).path }

  var body: some Markup {
    li(.class("entry")) {
      h2(.class("h3")) { ballot.name }
      if ballot.choices.isEmpty { p { t("Bulletin blanc") } } else { p(.lang("fr")) { chosen } }
      div(.class("meta")) {
        span { ballot.kind.title }
        if !place.isEmpty { span { place } }
        span { ballot.function.title }
        if ballot.isContested { span(.class("tag tag-wait")) { t("contesté, non compté") } }
      }
      if let decision = ballot.decision { DecisionLine(decision: decision, document: document) }
    }
  }
}
