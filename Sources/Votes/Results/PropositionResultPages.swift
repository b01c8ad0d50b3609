import Consultations
import Deposits
import Directory
import HTML
import Instruction
import Localization
import Platform
import Proof

/// Who chose one proposition: by kind, size, region, and on the map. Beside the count, and never in it.
struct PropositionResultPage: Component {
  var consultation: Consultation
  var vote: Vote
  var line: Results.Line
  var counted: CountedVotes.Counted
  var map: TerritoryMap
  var language: Language

  private var back: String { language.address(ResultsAddress(consultation).path) }
  private var page: String { language.address(Proposition.path(token: line.proposition.name, in: consultation)) }
  private var share: Breakdown.Share { counted.breakdown.propositions[line.proposition.name] ?? .init() }
  private var whole: Breakdown.Share { counted.breakdown.whole }
  private var lead: Phrase {
    t(
      line.supports, one: "\(line.supports) bulletin la choisit, sur \(Int(counted.results.tally.voters)).",
      other: "\(line.supports) bulletins la choisissent, sur \(Int(counted.results.tally.voters)).")
  }
  private var result: Phrase { line.place.map { t("Retenue, en n° \($0)") } ?? line.reason(vote) }
  private var withdrawn: Phrase? {
    line.proposition.withdrawnLine.map {
      t("Un passage de ce texte a été retiré : plus rien n’ouvre ce que le journal en scellait (ligne \(Int($0))).")
    }
  }
  private var kinds: [SupportLine] {
    SupportLine.lines(share.kinds, of: whole.kinds) { OrganisationKind(rawValue: $0)?.plural ?? .verbatim($0) }
  }
  private var strata: [SupportLine] {
    SizeStratum.allCases.flatMap { stratum in
      SupportLine.lines(share.strata, of: whole.strata.filter { $0.key == stratum.rawValue }) { _ in stratum.title }
    }
  }
  private var regions: [SupportLine] {
    SupportLine.lines(share.regions, of: whole.regions) { $0.isEmpty ? t("Sans région") : .verbatim($0) }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Résultats du vote") }
    h1(.lang("fr")) { line.proposition.title }
    p(.class("lead")) {
      result
      ". "
      lead
    }
    p { a(.href(page)) { t("Lire la proposition") } }
    PublicBallotsLink(consultation: consultation, vote: vote, language: language)
    if let withdrawn { p(.class("help")) { withdrawn } }
    div(.class("columns")) {
      div {
        SupportTable(title: t("Par genre"), lines: kinds)
        SupportTable(title: t("Par taille"), lines: strata)
        SupportTable(title: t("Par région"), lines: regions)
      }
      aside(.ariaLabel(t("Sur la carte"))) {
        div(.class("card")) {
          h2(.class("h3")) { t("Sur la carte") }
          DepartmentMap(
            map: map, counts: share.departments.filter { !$0.key.isEmpty }, counted: t("Choix"), list: nil)
        }
      }
    }
  }
}

/// How many ballots of some authorities choose something.
struct SupportLine: Sendable {
  var name: Phrase
  var chosen: Int
  var ballots: Int
  var percent: Int { ballots == 0 ? 0 : (chosen * 200 + ballots) / (2 * ballots) }

  static func lines(
    _ counts: Breakdown.Count, of whole: Breakdown.Count, named name: (String) -> Phrase
  ) -> [SupportLine] {
    whole.sorted { $0.key < $1.key }.map { value, ballots in
      SupportLine(name: name(value), chosen: counts[value] ?? 0, ballots: ballots)
    }
  }
}

private struct SupportTable: Component {
  var title: Phrase
  var lines: [SupportLine]

  var body: some Markup {
    HTML.section(.class("section")) {
      h2 { title }
      div(.class("scroll"), .named("tabindex", "0"), .role("region"), .ariaLabel(title)) {
        table(.class("table")) {
          thead {
            tr {
              th(.named("scope", "col")) { title }
              th(.class("number"), .named("scope", "col")) { t("Choix") }
              th(.class("number"), .named("scope", "col")) { t("Bulletins") }
              th(.class("number"), .named("scope", "col")) { t("Part") }
            }
          }
          tbody { for line in lines { SupportRow(line: line) } }
        }
      }
    }
  }
}

private struct SupportRow: Component {
  var line: SupportLine
  private var percent: Phrase { t("\(line.percent) %") }

  var body: some Markup {
    tr {
      th(.named("scope", "row")) {
        line.name
        ShareBar(count: line.percent, most: 100)
      }
      td(.class("number")) { line.chosen }
      td(.class("number")) { line.ballots }
      td(.class("number")) { percent }
    }
  }
}
