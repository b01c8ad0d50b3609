import Consultations
import Directory
import HTML
import Localization
import Platform
import Instruction

/// The ballot on paper, for the council: all that may be chosen, in the order of this organisation, and nothing ticked.
struct PaperBallotPage: Component {
  var consultation: Consultation
  var vote: Vote
  var organisation: Organisation
  var propositions: [VotedProposition]
  var language: Language

  private var back: String { language.address(BallotAddress(consultation).path) }
  private var closes: Phrase? {
    vote.closesAt.map { t("Le vote est ouvert jusqu’au \($0.adding(seconds: -60), .full) (heure de Paris).") }
  }

  var body: some Markup {
    a(.class("back"), .href(back)) { t("← Le bulletin") }
    h1 { Ballot.title(of: organisation, in: language) }
    p(.class("lead")) { vote.form.sentence }
    if let closes { p { closes } }
    p {
      t("Cette feuille aide à en parler. Seul compte ce qui est choisi en ligne, par qui vote pour la collectivité.")
    }
    ul(.class("plain paper-ballot")) { for one in propositions { PaperLine(proposition: one) } }
  }
}

private struct PaperLine: Component {
  var proposition: VotedProposition
  private var cost: Phrase { .euros(proposition.cost) }

  var body: some Markup {
    li {
      span(.class("box"), .ariaHidden()) {}
      div {
        strong(.lang("fr")) { proposition.title }
        p(.class("three-lines"), .lang("fr")) { proposition.beginning }
        div(.class("meta")) {
          span { cost }
          span { proposition.kind.title }
        }
      }
    }
  }
}
