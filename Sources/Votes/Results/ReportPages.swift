import Consultations
import Directory
import HTML
import Localization
import Platform
import Proof

/// The whole result on some pages to print: what was decided, how, by whom, and how anyone counts it again.
struct ReportPage: Component {
  var consultation: Consultation
  var vote: Vote
  var counted: CountedVotes.Counted
  var turnout: Turnout
  var incidents: [Incident]
  var draw: PublishedDraw
  /// Of the log, short.
  var head: String?
  var language: Language

  private var back: String { language.address(ResultsAddress(consultation).path) }
  private var words: (words: Consultation.Wording, language: Language) { consultation.wording(in: language) }
  private var when: Phrase? {
    guard let opened = vote.openedAt, let closed = vote.closedAt, let at = vote.countedAt else { return nil }
    return t(
      "Vote ouvert le \(opened, .full), clos le \(closed, .full), dépouillé le \(at, .full) (heure de Paris).")
  }
  private var budget: Phrase { t("L’enveloppe est de \(Int(vote.form.budget)) euros.") }
  private var origin: String { vote.origin }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Résultats du vote") }
    h1 { t("Rapport du vote") }
    p(.class("lead"), .lang(words.language.rawValue)) { words.words.title }
    if let when { p { when } }
    ReportFigures(counted: counted, turnout: turnout)
    p { vote.form.sentence }
    p { budget }
    p { vote.form.rule.title }
    ResultLines(
      title: t("Retenues"), lines: counted.results.selected, vote: vote, consultation: consultation, language: language)
    ResultLines(
      title: t("Non retenues"), lines: counted.results.others, vote: vote, consultation: consultation,
      language: language)
    ComparedResults(results: counted.results)
    TurnoutSection(turnout: turnout)
    BallotSizes(sizes: counted.breakdown.sizes)
    MethodsCard(breakdown: counted.breakdown)
    PublishedIncidents(incidents: incidents)
    draw
    HTML.section(.class("section")) {
      h2 { t("Recompter soi-même") }
      p { t("Chacun peut recompter, avec son propre programme, depuis le journal public.") }
      PublicBallotsLink(consultation: consultation, vote: vote, language: language)
      p { code { origin } }
      if let head { p { code { head } } }
    }
  }
}

private struct ReportFigures: Component {
  var counted: CountedVotes.Counted
  var turnout: Turnout

  private var tally: TallyLeaf { counted.results.tally }
  private var sentence: Phrase {
    t(
      "\(turnout.called) collectivités appelées, \(turnout.came) venues, \(Int(tally.voters)) bulletins comptés dont \(Int(tally.blank)) blancs, \(Int(tally.contested)) contestés et non comptés."
    )
  }
  private var selected: Phrase {
    t(
      counted.results.selected.count,
      one: "\(counted.results.selected.count) proposition retenue, pour \(Int(tally.cost)) euros.",
      other: "\(counted.results.selected.count) propositions retenues, pour \(Int(tally.cost)) euros.")
  }

  var body: some Markup {
    p { sentence }
    p { strong { selected } }
  }
}
