import Consultations
import Deposits
import Directory
import HTML
import Instruction
import Localization
import Platform
import Proof

/// The result: what is selected in the order of the rule, what is not, the figures, where the ballots are, and how to
/// recount.
struct ResultsPage: Component {
  var consultation: Consultation
  var vote: Vote
  var counted: CountedVotes.Counted
  var called: Int
  var draw: PublishedDraw
  var verifications: [ThirdPartyVerification]
  var language: Language

  private var results: Results { counted.results }
  private var back: String { language.address(VoteAddress(consultation).path) }
  private var report: String { language.address(ReportAddress(consultation).path) }
  private var lead: Phrase {
    t(
      results.selected.count,
      one: "\(results.selected.count) proposition retenue, pour \(Int(results.tally.cost)) euros.",
      other: "\(results.selected.count) propositions retenues, pour \(Int(results.tally.cost)) euros.")
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Le vote") }
    h1 { t("Résultats du vote") }
    p(.class("lead")) { lead }
    p(.class("actions")) { a(.href(report)) { t("Le rapport à imprimer") } }
    div(.class("columns")) {
      div {
        ResultLines(
          title: t("Retenues"), lines: results.selected, vote: vote, consultation: consultation, language: language)
        ResultLines(
          title: t("Non retenues"), lines: results.others, vote: vote, consultation: consultation, language: language)
        draw
        ComparedResults(results: results)
        BallotSizes(sizes: counted.breakdown.sizes)
        HTML.section(.class("section"), .id("bulletins")) {
          h2 { t("Les bulletins") }
          p { t("Publics depuis la clôture, par collectivité.") }
          PublicBallotsLink(consultation: consultation, vote: vote, language: language)
        }
      }
      aside(.ariaLabel(t("En chiffres"))) {
        ResultFigures(results: results, called: called)
        MethodsCard(breakdown: counted.breakdown)
        RecountCard(
          consultation: consultation, vote: vote, verifications: verifications, language: language)
      }
    }
  }
}

private struct ResultFigures: Component {
  var results: Results
  var called: Int

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("En chiffres") }
      dl(.class("figures")) {
        ResultFigure(label: t("Appelées"), value: called)
        ResultFigure(label: t("Bulletins comptés"), value: Int(results.tally.voters))
        ResultFigure(label: t("dont blancs"), value: Int(results.tally.blank))
        ResultFigure(label: t("Contestés, non comptés"), value: Int(results.tally.contested))
        ResultFigure(label: t("Enveloppe (euros)"), value: Int(results.budget))
        ResultFigure(label: t("Coût retenu (euros)"), value: Int(results.tally.cost))
      }
    }
  }
}

private struct RecountCard: Component {
  var consultation: Consultation
  var vote: Vote
  var verifications: [ThirdPartyVerification]
  var language: Language

  private var leaves: String { LogFileAddress(consultation, file: .leaves).path }

  var body: some Markup {
    div(.class("card")) {
      h2(.class("h3")) { t("Recompter soi-même") }
      ThirdPartyVerifications(verifications: verifications)
      p { t("Chacun peut recompter, avec son propre programme, depuis le journal public.") }
      p { vote.form.rule.title }
      p { a(.href(leaves)) { t("Les lignes du journal") } }
      ul { for file in ResultsFile.allCases { ResultsFileLine(consultation: consultation, file: file) } }
      p { t("Dépliez l’export, puis vérifiez-le avec le programme du projet :") }
      pre(.named("tabindex", "0")) { code { "tar xf export.tar.gz\ncoporter verify export" } }
      OwnVerifier(language: language)
    }
  }
}

private struct ResultsFileLine: Component {
  var consultation: Consultation
  var file: ResultsFile
  private var address: String { ResultsFileAddress(consultation, file).path }
  var body: some Markup { li { a(.href(address)) { file.title } } }
}

private struct ResultFigure: Component {
  var label: Phrase
  var value: Int

  var body: some Markup {
    div {
      dt { label }
      dd { value }
    }
  }
}
